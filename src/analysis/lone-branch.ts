import { jsonataSource } from "../asl/jsonata.ts";
import type { Parallel, State, TreeField } from "../asl/model.ts";
import { stringOf, type ValueNode } from "../document/nodes.ts";
import { isWhole } from "./stored.ts";

/**
 * Whether a Parallel is nothing but its one branch: it handles no error, and neither shapes what goes in nor keeps what
 * comes out apart from the input. Around a single state it may do the latter, as that state can do so itself.
 */
export function isLoneBranch(parallel: Parallel): boolean {
  const { node, language, branches, inputPath, outputPath, resultPath } = parallel;
  const list = node.get("Branches");
  if (node.open || list?.kind !== "array" || list.open || list.items.length !== 1 || branches.length !== 1)
    return false;
  const handles = HANDLERS.some((key) => !isEmptyList(node.get(key)));
  if (language === undefined || handles || !node.members.every(({ key }) => FIELDS[language].has(key))) return false;
  if (language === "JSONata") return parallel.output === undefined || resultIndex(parallel.output) !== undefined;
  if (!isWhole(inputPath)) return false;
  if (isFirst(outputPath?.value)) return isWhole(resultPath);
  return isWhole(outputPath) && (isWhole(resultPath) || loneState(parallel) !== undefined);
}

const HANDLERS = ["Retry", "Catch"];
const ANY = ["Type", "Branches", "Comment", "QueryLanguage", "Next", "End", ...HANDLERS];
const FIELDS = {
  JSONPath: new Set([...ANY, "InputPath", "OutputPath", "ResultPath"]),
  JSONata: new Set([...ANY, "Output"]),
};

function isEmptyList(node: ValueNode | undefined): boolean {
  return node === undefined || (node.kind === "array" && !node.open && node.items.length === 0);
}

/** What becomes of the result of a Parallel: `all` is the list, `first` what its first branch hands over, or nothing. */
export type Kept = "all" | "first" | "none";

/** What a Parallel that `isLoneBranch` keeps of its result. */
export function keptOf({ language, outputPath, resultPath, output }: Parallel): Kept {
  if (language === "JSONata") return resultIndex(output) === "first" ? "first" : "all";
  if (resultPath?.value === null) return "none";
  return isFirst(outputPath?.value) ? "first" : "all";
}

function resultIndex(output: TreeField | undefined): "all" | "first" | undefined {
  const source = jsonataSource(stringOf(output?.node) ?? "")?.trim();
  if (source === "$states.result") return "all";
  return source === "$states.result[0]" ? "first" : undefined;
}

function isFirst(path: string | null | undefined): boolean {
  return path === "$[0]";
}

/** The one state of a lone branch, if it has but one. */
export function loneState({ branches: [branch] }: Parallel): State | undefined {
  if (branch === undefined || branch.open || branch.states.size !== 1) return undefined;
  const [state] = branch.states.values();
  return state;
}
