import { variableOfKey } from "../asl/assigned-name.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { Pass } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import type { Json } from "../document/editor.ts";
import { isPlain, plainValue, type ValueNode } from "../document/nodes.ts";
import {
  evaluatedTexts,
  isObject,
  isRandom,
  type JsonObject,
  type Put,
  Substitution,
  type Value,
} from "./path-substitution.ts";
import { isWhole } from "./stored.ts";

/** What a Pass of JSONPath does to its input. */
export interface PathWork {
  /** What it puts into its input; nothing if it only assigns. */
  readonly put: PlacedPut | undefined;
  /** The path of what it hands on of that; `undefined` for all. */
  readonly outputPath: string | undefined;
  readonly assign: JsonObject;
}

interface PlacedPut extends Put {
  /** The path that says where. */
  readonly text: string;
}

/** What a Pass does; `undefined` where the text does not show it, or where this cannot say it. */
export function pathWorkOf(pass: Pass): PathWork | undefined {
  const { node, inputPath, outputPath, resultPath, parameters, result } = pass;
  if (!isPlain(node) || !node.members.every(({ key }) => FIELDS.has(key))) return undefined;
  const assign = pass.assign === undefined ? {} : plain(pass.assign.node);
  if (!isObject(assign) || (outputPath !== undefined && typeof outputPath.value !== "string")) return undefined;
  const work = { assign, outputPath: isWhole(outputPath) ? undefined : (outputPath?.value ?? undefined) };
  const makes = parameters ?? result;
  if (makes === undefined && isWhole(inputPath) && isWhole(resultPath)) return { ...work, put: undefined };
  const text = resultPath === undefined ? "$" : resultPath.value;
  const at = typeof text === "string" ? namesOf(text) : undefined;
  if (typeof text !== "string" || at === undefined || (parameters && result)) return undefined;
  if (makes === undefined) {
    const path = inputPath === undefined ? "$" : inputPath.value;
    return typeof path === "string" ? { ...work, put: { at, text, value: { path } } } : undefined;
  }
  const template = plain(makes.node);
  // What stands in a Result stays as it is; in a template it would not.
  if (!isWhole(inputPath) || (result !== undefined && isEvaluated(template))) return undefined;
  return { ...work, put: { at, text, value: { template } } };
}

const FIELDS = new Set(
  "Type Comment QueryLanguage Next End InputPath Parameters Result ResultPath OutputPath Assign".split(" "),
);

function plain(node: ValueNode): Json {
  return plainValue(node) as Json; // objects, lists and scalars, as the Pass is plain
}

/** The names of a path that is nothing but names. */
function namesOf(text: string): string[] | undefined {
  const { error, root, steps } = parsePath(text);
  const names = steps.flatMap((step) => (step.kind === "name" && !step.descendant ? [step.name] : []));
  return error === undefined && root === "input" && names.length === steps.length ? names : undefined;
}

/** What one Pass does that does the work of two, the one after the other; `undefined` where none can. */
export function mergePathWork(first: PathWork, second: PathWork): PathWork | undefined {
  if (first.outputPath !== undefined) return undefined;
  const assigned = new Set(Object.keys(first.assign).map(variableOfKey));
  const put = mergePuts(first.put, second.put, assigned);
  if (put === "none") return undefined;
  // `Assign` sees the result of its own state, and that of both is another one.
  const seesOther = put !== undefined && [first, second].some(({ assign }) => readsInput(assign));
  const rest = new Substitution(undefined, assigned);
  rest.inTemplate(second.assign);
  if (second.outputPath !== undefined) rest.inValue({ path: second.outputPath });
  if (seesOther || rest.failed) return undefined;
  const again = new Set(Object.keys(second.assign).map(bareKey));
  const kept = Object.entries(first.assign).filter(([key]) => !again.has(bareKey(key)));
  return { put, outputPath: second.outputPath, assign: { ...Object.fromEntries(kept), ...second.assign } };
}

/** What puts the same into the input as two states do after each other; "none" where nothing that a Pass has does. */
function mergePuts(
  first: PlacedPut | undefined,
  second: PlacedPut | undefined,
  assigned: ReadonlySet<string>,
): PlacedPut | undefined | "none" {
  if (second === undefined) return first;
  const reads = new Substitution(first, assigned);
  const value = reads.inValue(second.value);
  if (reads.failed || (first !== undefined && reads.readsPut && isRandom(first.value))) return "none";
  const put = first === undefined ? { ...second, value } : placed(first, second, value);
  return put !== undefined && isWritable(put.value) ? put : "none";
}

function placed(first: PlacedPut, second: PlacedPut, value: Value): PlacedPut | undefined {
  if (leads(second.at, first.at)) return { ...second, value };
  if (!leads(first.at, second.at) || "path" in first.value) return undefined;
  const template = withPart(first.value.template, second.at.slice(first.at.length), value);
  return template && { ...first, value: { template } };
}

function leads(at: readonly string[], further: readonly string[]): boolean {
  return at.every((name, i) => name === further[i]);
}

/** A template with a value put into it; `undefined` where the template does not show what is there. */
function withPart(template: Json, [name, ...names]: readonly string[], value: Value): JsonObject | undefined {
  if (name === undefined || !isObject(template)) return undefined;
  const { [name]: there, [`${name}.$`]: evaluated, ...others } = template;
  if (names.length === 0) {
    return { ...others, ...("path" in value ? { [`${name}.$`]: value.path } : { [name]: value.template }) };
  }
  const inner = evaluated === undefined ? withPart(there ?? {}, names, value) : undefined;
  return inner && { ...others, [name]: inner };
}

function isEvaluated(json: Json): boolean {
  return !evaluatedTexts(json).next().done;
}

/** Whether a Pass can make a value: `Parameters` takes an object, `Result` anything that is not evaluated. */
function isWritable(value: Value): boolean {
  return "path" in value || isObject(value.template) || !isEvaluated(value.template);
}

/** Whether a template reads from `$`, in filters too. */
function readsInput(json: Json): boolean {
  return [...evaluatedTexts(json)].some((text) => /(?<!\$)\$(?![$\p{ID_Start}_])/u.test(text));
}

function bareKey(key: string): string {
  return evaluatedName(key) ?? key;
}

/** The fields of a Pass that does some work, but for those that say where it leads. */
export function fieldsOfPathWork({ put, outputPath, assign }: PathWork): JsonObject {
  return {
    ...(put && fieldsOfValue(put.value)),
    ...(put && put.at.length > 0 && { ResultPath: put.text }),
    ...(outputPath !== undefined && { OutputPath: outputPath }),
    ...(Object.keys(assign).length > 0 && { Assign: assign }),
  };
}

function fieldsOfValue(value: Value): JsonObject {
  if ("path" in value) return value.path === "$" ? {} : { InputPath: value.path };
  return isEvaluated(value.template) ? { Parameters: value.template } : { Result: value.template };
}
