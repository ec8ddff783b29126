import { jsonataSource } from "../asl/jsonata.ts";
import { jsonataString } from "../asl/jsonata-text.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { Pass } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import { splitAt, writtenCalls } from "../asl/written-calls.ts";
import type { Editor, Json } from "../document/editor.ts";
import { isPlain, plainValue, scalarsIn, stringOf, type TextEdit, type ValueNode } from "../document/nodes.ts";
import type { Graph } from "./graph.ts";
import { expressionOf, inputWith, marked, pathText } from "./made-expressions.ts";
import type { MergeChain } from "./merge-chains.ts";
import { inOnePass } from "./one-state.ts";
import { isWhole } from "./stored.ts";
import { isLiteral } from "./template-edits.ts";

/** How one Pass does what a chain of them does. */
export interface OnePass {
  /** Whether it is in JSONata instead of JSONPath, where a path that finds nothing leaves its key out. */
  readonly isJsonata: boolean;
  change(edit: Editor): TextEdit[] | undefined;
}

/** One Pass that does the same; `undefined` where none provably does. */
export function onePassFor({ kind, isMade, states }: MergeChain, graph: Graph): OnePass | undefined {
  if (states.some(asksForItself)) return undefined;
  const fields =
    kind === "variables"
      ? assignAll(states)
      : kind === "merge"
        ? mergeAll(states)
        : isMade
          ? (resultOfAll(states) ?? templateOfAll(states))
          : jsonataOfAll(states);
  if (fields === undefined) return undefined;
  // Only in JSONata can keys be added to an object that other states have made.
  const isJsonata = kind === "keys" && !isMade;
  const language = isJsonata ? "JSONata" : stringOf(states[0]?.node.get("QueryLanguage"));
  const change = (edit: Editor): TextEdit[] | undefined =>
    inOnePass(edit, states, graph, { ...(language !== undefined && { QueryLanguage: language }), ...fields });
  return { isJsonata, change };
}

type Fields = Readonly<Record<string, Json>>;

/** Whether a state reads its own name or when it was entered, or all of the context. */
function asksForItself({ node }: Pass): boolean {
  for (const { value } of scalarsIn(node)) {
    if (typeof value !== "string") continue;
    if (/\$\$(?:\.State\b|(?!\.\w))/.test(value) || /\$states(?:\.context(?:\.State\b|(?!\.\w))|(?!\.\w))/.test(value))
      return true;
  }
  return false;
}

function jsonOf(node: ValueNode): Json | undefined {
  // What a tree without unknown values gives is JSON.
  return isPlain(node) ? (plainValue(node) as Json) : undefined;
}

function assignAll(states: readonly Pass[]): Fields | undefined {
  const members: [string, Json][] = [];
  for (const { assign } of states) {
    const value = assign && jsonOf(assign.node);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    members.push(...Object.entries(value as { readonly [key: string]: Json }));
  }
  const names = new Set(members.map(([key]) => evaluatedName(key) ?? key));
  return names.size === members.length ? { Assign: Object.fromEntries(members) } : undefined;
}

function mergeAll(states: readonly Pass[]): Fields | undefined {
  const objects: string[] = [];
  for (const { output, scope } of states) {
    const source = jsonataSource(stringOf(output?.node) ?? "") ?? "";
    const [call] = writtenCalls(scope.machine.readJsonata(source).tokens, "$merge");
    const [list] = call?.args ?? [];
    const [, ...merged] = splitAt(list?.tokens.slice(1, -1) ?? [], [","]) ?? [];
    if (merged.length === 0) return undefined;
    objects.push(...merged.map(({ range }) => source.slice(...range)));
  }
  return { Output: `{% $merge([${["$states.input", ...objects].join(", ")}]) %}` };
}

/** The key that a Pass sets by its `ResultPath`. */
function keySetBy({ resultPath }: Pass): string | undefined {
  const last = parsePath(resultPath?.value ?? "").steps.at(-1);
  return last?.kind === "name" ? last.name : undefined;
}

/** The object that the first Pass makes of constants, with the constants that the others add. */
function resultOfAll([head, ...others]: readonly Pass[]): Fields | undefined {
  const object = head?.result && jsonOf(head.result.node);
  if (head === undefined || object === undefined) return undefined;
  const members: [string, Json][] = [];
  for (const state of others) {
    const key = keySetBy(state);
    const value = state.result && jsonOf(state.result.node);
    if (key === undefined || value === undefined) return undefined;
    members.push([key, value]);
  }
  return { Result: { ...asObject(object), ...Object.fromEntries(members) }, ...pathOf(head) };
}

function asObject(json: Json): { readonly [key: string]: Json } {
  return json as { readonly [key: string]: Json }; // the first state of such a chain makes an object
}

function pathOf({ resultPath }: Pass): Fields {
  return isWhole(resultPath) || typeof resultPath?.value !== "string" ? {} : { ResultPath: resultPath.value };
}

/** The object that the first Pass makes, in a template with what the others add. */
function templateOfAll([head, ...others]: readonly Pass[]): Fields | undefined {
  const made = head && templateValue(head);
  if (head === undefined || made?.key !== "") return undefined;
  const members = new Map(Object.entries(asObject(made.json)));
  for (const state of others) {
    const key = keySetBy(state);
    const value = templateValue(state);
    if (key === undefined || value === undefined || key.endsWith(".$")) return undefined;
    members.delete(key);
    members.delete(`${key}.$`);
    members.set(`${key}${value.key}`, value.json);
  }
  return { Parameters: Object.fromEntries(members), ...pathOf(head) };
}

/** What a Pass makes, as a value of a template, and what its key has to end in. */
function templateValue({ result, parameters, inputPath }: Pass): { json: Json; key: "" | ".$" } | undefined {
  if (result === undefined && parameters === undefined) {
    return typeof inputPath?.value === "string" ? { json: inputPath.value, key: ".$" } : undefined;
  }
  if (!isWhole(inputPath) && result === undefined) return undefined;
  const node = (result ?? parameters)?.node;
  const json = node && jsonOf(node);
  return json === undefined || (result !== undefined && !isLiteral(json)) ? undefined : { json, key: "" };
}

function jsonataOfAll(states: readonly Pass[]): Fields | undefined {
  const paths = states.map(({ resultPath }) => parsePath(resultPath?.value ?? ""));
  const [first] = paths;
  const members = new Map<string, string>();
  for (const state of states) {
    const key = keySetBy(state);
    const value = expressionFor(state);
    if (key === undefined || value === undefined) return undefined;
    members.set(key, value);
  }
  const object = [...members].map(([key, value]) => `${jsonataString(key)}: ${value}`).join(", ");
  const output = first && inputWith(`{${object}}`, parentOf(first));
  return output === undefined || output.includes("%}") ? undefined : { Output: marked(output) };
}

function parentOf({ text, rootRange, steps }: ParsedPath): ParsedPath {
  return parsePath(text.slice(0, steps.at(-2)?.range[1] ?? rootRange[1]));
}

function expressionFor({ result, parameters, inputPath }: Pass): string | undefined {
  if (result !== undefined) return expressionOf(result.node, false);
  if (parameters !== undefined) return isWhole(inputPath) ? expressionOf(parameters.node, true) : undefined;
  return typeof inputPath?.value === "string" ? pathText(parsePath(inputPath.value)) : undefined;
}
