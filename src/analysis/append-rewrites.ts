import type { IntrinsicArgument } from "../asl/intrinsics.ts";
import { jsonataString } from "../asl/jsonata-text.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import { startsWithPath } from "../asl/jsonpath-compare.ts";
import type { Field, Pass } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import type { Editor, Json } from "../document/editor.ts";
import type { MemberNode, TextEdit, ValueNode } from "../document/nodes.ts";
import { type NestedLists, spreadBy } from "./appended-lists.ts";
import type { Graph } from "./graph.ts";
import { inputWith, type Made, marked, pathText, written } from "./made-expressions.ts";
import { inOnePass, takeOut, together } from "./one-state.ts";
import { isWhole } from "./stored.ts";

/** How one state nests and flattens lists. */
export interface OneState {
  /** The field of the first state that flattens as well, with the path that it needs; else JSONata has to do it. */
  readonly by: { readonly field: "OutputPath" | "Assign"; readonly path: string } | undefined;
  /** Absent where the two states do more than that. */
  readonly change: ((edit: Editor) => TextEdit[] | undefined) | undefined;
  /** The path of the list of lists, if it is gone then. */
  readonly gone: string | undefined;
}

/** How one state does what two do. */
export function inOneState(lists: NestedLists, graph: Graph): OneState {
  return byOutputPath(lists) ?? byAssign(lists) ?? byJsonata(lists, graph);
}

/** If the list is all that the second state leaves, the `OutputPath` of the first one can take it. */
function byOutputPath({ before, reader, flat }: NestedLists): OneState | undefined {
  const { parameters, result, resultPath, outputPath, assign } = reader;
  if (parameters !== undefined || result !== undefined || assign !== undefined || !isWhole(resultPath))
    return undefined;
  const isAll = flat.field === "OutputPath" || (flat.field === "InputPath" && isWhole(outputPath));
  const { node } = before;
  if (!isAll || flat.path.root !== "input" || node.kind !== "object" || !isWhole(before.outputPath)) return undefined;
  const change = (edit: Editor): TextEdit[] | undefined =>
    together(edit.setField(node, "OutputPath", flat.text), takeOut(edit, before, reader));
  return { by: { field: "OutputPath", path: flat.text }, change, gone: undefined };
}

/** If all that the second state does is to assign the list, the first one can: `$` in its `Assign` is its result. */
function byAssign({ before, reader, nested, flat }: NestedLists): OneState | undefined {
  const member = onlyMember(reader.assign);
  const { parameters, result, inputPath, resultPath, outputPath } = reader;
  const isSilent = parameters === undefined && result === undefined && isWhole(inputPath) && isWhole(outputPath);
  if (member?.value !== flat.node || !isSilent || !(isWhole(resultPath) || resultPath?.value === null))
    return undefined;
  if (before.type !== "Pass" || before.assign !== undefined || nested.field !== "Parameters") return undefined;
  const inside = parsePath(keysWithin(nested.node, before.parameters?.node));
  const path = `${inside.text}[*][*]`;
  if (inside.error !== undefined) return undefined;
  const change = (edit: Editor): TextEdit[] | undefined =>
    together(edit.setField(before.node, "Assign", { [member.key]: path }), takeOut(edit, before, reader));
  return { by: { field: "Assign", path }, change, gone: undefined };
}

function onlyMember(field: Field<ValueNode> | undefined): MemberNode | undefined {
  const node = field?.node;
  if (node?.kind !== "object" || node.open || node.members.length !== 1) return undefined;
  return node.members[0];
}

/** The path from a template to a value in it, in what the template makes. */
function keysWithin(node: ValueNode, template: ValueNode | undefined): string {
  let path = "";
  for (let at: ValueNode = node; at !== template && at.parent !== undefined; at = at.parent) {
    const key = evaluatedName(String(at.place)) ?? String(at.place);
    path = `${typeof at.place === "number" ? `[${at.place}]` : /^\w+$/.test(key) ? `.${key}` : `['${key}']`}${path}`;
  }
  return `$${path}`;
}

function byJsonata(lists: NestedLists, graph: Graph): OneState {
  const { before, reader, nested, between } = lists;
  const list = appended(nested.call.args);
  const fields = list === undefined || before.type !== "Pass" ? undefined : jsonataFields(lists, before, list);
  if (before.type !== "Pass" || fields === undefined) return { by: undefined, change: undefined, gone: undefined };
  const change = (edit: Editor): TextEdit[] | undefined =>
    inOnePass(edit, [before, reader], graph, { QueryLanguage: "JSONata", ...fields });
  const from = between.variable === undefined ? before.resultPath?.value : `$${between.variable}`;
  const place = from === undefined || from === null || from === "$" ? between.text : from;
  return { by: undefined, change, gone: isReplaced(between, reader) ? undefined : place };
}

/** Whether the flat list takes the place of the lists in a list. */
function isReplaced(between: ParsedPath, { assign, resultPath }: Pass): boolean {
  if (between.variable !== undefined) return nameOf(onlyMember(assign)) === between.variable;
  return isWhole(resultPath) || startsWithPath(between, parsePath(resultPath?.value ?? ""));
}

/** What a Pass in JSONata has to do both; `undefined` where one of the two does more than nest or flatten. */
function jsonataFields(
  { reader, nested, flat, between }: NestedLists,
  before: Pass,
  list: string,
): Readonly<Record<string, Json>> | undefined {
  if (between.variable !== undefined) {
    const name = onlyMember(before.assign)?.value === nested.node ? nameOf(onlyMember(reader.assign)) : undefined;
    if (name === undefined || onlyMember(reader.assign)?.value !== flat.node) return undefined;
    return isSilent(before) && isSilent(reader) ? { Assign: { [name]: `{% ${list} %}` } } : undefined;
  }
  if (!isSimple(before) || onlyMember(before.parameters)?.value !== nested.node) return undefined;
  const made = madeOf(reader, flat.node, list);
  const into = parsePath(reader.resultPath === undefined ? "$" : (reader.resultPath.value ?? ""));
  const output = made && outputOf(made, into, isWhole(before.resultPath));
  return output === undefined ? undefined : { Output: output };
}

/** Whether a Pass gives its input on as it is, whatever it assigns. */
function isSilent({ parameters, result, inputPath, resultPath, outputPath }: Pass): boolean {
  const isGiven = isWhole(resultPath) || resultPath?.value === null;
  return parameters === undefined && result === undefined && isWhole(inputPath) && isGiven && isWhole(outputPath);
}

function nameOf(member: MemberNode | undefined): string | undefined {
  return member && (evaluatedName(member.key) ?? member.key);
}

/** Whether a Pass has its input as it comes, and gives all of its output on. */
function isSimple({ inputPath, outputPath, assign, result }: Pass): boolean {
  return isWhole(inputPath) && isWhole(outputPath) && assign === undefined && result === undefined;
}

/** What the second state makes of a list. */
function madeOf(reader: Pass, flat: ValueNode, list: string): Made | undefined {
  const { inputPath, parameters, result, assign, outputPath } = reader;
  if (result !== undefined || assign !== undefined || !isWhole(outputPath)) return undefined;
  if (inputPath?.node === flat) return parameters === undefined ? list : undefined;
  const member = onlyMember(parameters);
  const key = member && evaluatedName(member.key);
  return isWhole(inputPath) && member?.value === flat && key !== undefined ? { [key]: list } : undefined;
}

/** The output of a state that puts a value at a path, with nothing else in it or with all of its input. */
function outputOf(value: Made, into: ParsedPath, isAlone: boolean): Json | undefined {
  const keys = into.steps.flatMap((step) => (step.kind === "name" ? [step.name] : []));
  if (into.error !== undefined || keys.length < into.steps.length) return undefined;
  if (keys.length === 0 || isAlone) return marked(keys.reduceRight<Made>((inner, key) => ({ [key]: inner }), value));
  const parent = parsePath(into.text.slice(0, into.steps.at(-2)?.range[1] ?? into.rootRange[1]));
  const expression = inputWith(written({ [keys.at(-1) ?? ""]: written(value) }), parent);
  return expression && marked(expression);
}

/** The list of all that lists hold, as a part of an expression. */
function appended(parts: readonly IntrinsicArgument[]): string | undefined {
  const lists = parts.map(listOf);
  if (lists.includes(undefined)) return undefined;
  return lists.reduce((all, list) => `$append(${all}, ${list})`);
}

function listOf(part: IntrinsicArgument): string | undefined {
  if (part.kind !== "call") return valueText(part);
  if (part.name !== "States.Array") return undefined;
  const items = part.args.map(valueText);
  if (items.includes(undefined)) return undefined;
  return items.length === 1 ? items[0] : `[${items.join(", ")}]`;
}

function valueText(part: IntrinsicArgument): string | undefined {
  if (part.kind === "string") return jsonataString(part.value);
  if (part.kind === "number" || part.kind === "boolean") return String(part.value);
  if (part.kind === "null") return "null";
  if (part.kind === "call") return undefined;
  return pathText(spreadBy(part.path) ?? part.path);
}
