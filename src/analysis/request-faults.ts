import type { QueryLanguage } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import { type HeaderRules, knownFields, type RequestFields, stateFields } from "../data/request-fields.ts";
import type { Editor, Json } from "../document/editor.ts";
import {
  isPlain,
  type MemberNode,
  type ObjectNode,
  plainValue,
  type Range,
  type TextEdit,
  type ValueNode,
} from "../document/nodes.ts";
import { nearest } from "../util/did-you-mean.ts";

/** What is wrong with the request of an optimized integration. */
export interface RequestFault {
  /**
   * - `missing`, `misspelt`: a field without which AWS refuses the definition
   * - `missingDocumented`, `misspeltDocumented`: a field that AWS's pages call required
   * - `integer`: no integer
   * - `integerText`: one in quotes, which AWS may take
   * - `unknown`: a field that there is not
   * - `misplaced`: a field of the state
   * - `value`: a value that the field does not take
   * - `https`: an endpoint that is no https URL
   * - `noConnection`, `twoConnections`, `noConnectionArn`: not exactly one connection
   * - `header`: a header that no request may set
   * - `headerList`: a header that is no list
   */
  readonly kind:
    | "missing"
    | "misspelt"
    | "missingDocumented"
    | "misspeltDocumented"
    | "integer"
    | "integerText"
    | "unknown"
    | "misplaced"
    | "value"
    | "https"
    | "noConnection"
    | "twoConnections"
    | "noConnectionArn"
    | "header"
    | "headerList";
  /** Where; `undefined` for the request as a whole. */
  readonly at: Range | undefined;
  /** The field it is about, with its path: "ArrayProperties.Size"; several are joined by "' and '". */
  readonly field: string;
  /** What is written: a key or a value. */
  readonly written: string;
  /** What may be meant. */
  readonly meant: string | undefined;
  /** Writes what may be meant. */
  readonly change?: ((edit: Editor) => readonly TextEdit[] | undefined) | undefined;
}

/** Compares a request, the tree in `Parameters` or `Arguments` of a state, with what is known of its fields. */
export function requestFaults(
  request: ObjectNode,
  fields: RequestFields,
  state: ObjectNode,
  language: QueryLanguage,
): readonly RequestFault[] {
  const faults: RequestFault[] = [];
  const reported = new Set<MemberNode>();
  if (!request.open) {
    const { refusedWithout = NONE, required = NONE } = fields;
    needFields(request, refusedWithout, fields, ["missing", "misspelt"], faults, reported);
    needFields(request, required, fields, ["missingDocumented", "misspeltDocumented"], faults, reported);
  }
  for (const path of fields.integers ?? NONE) checkInteger(request, path, language, faults);
  for (const path in fields.values) checkValue(request, path, fields.values[path] ?? NONE, language, faults);
  checkNames(request, fields, state, language, faults, reported);
  if (fields.connections) checkConnection(request, fields.connections, faults);
  if (fields.url) checkUrl(request, faults);
  const headers = request.get("Headers");
  if (fields.headers && headers?.kind === "object") checkHeaders(headers, fields.headers, language, faults);
  return faults;
}

const NONE: readonly string[] = [];

/** The member of a field, whose value may be a path: "QueueUrl" or "QueueUrl.$". */
export function memberOf(node: ObjectNode, name: string): MemberNode | undefined {
  return node.member(name) ?? node.member(`${name}.$`);
}

/** The member whose key resembles a field that is not there; those of fields that exist are not it. */
export function misspeltMember(
  node: ObjectNode,
  name: string,
  isField: (name: string) => boolean,
): MemberNode | undefined {
  return node.members.find(({ key }) => !isField(bare(key)) && nearest(bare(key), [name]) !== undefined);
}

/** Renames a key and keeps its `.$`. */
export function renamed(member: MemberNode, name: string): (edit: Editor) => readonly TextEdit[] | undefined {
  return (edit) => edit.renameKey(member, evaluatedName(member.key) === undefined ? name : `${name}.$`);
}

function bare(key: string): string {
  return evaluatedName(key) ?? key;
}

function needFields(
  request: ObjectNode,
  names: readonly string[],
  fields: RequestFields,
  [missing, misspelt]: readonly [RequestFault["kind"], RequestFault["kind"]],
  faults: RequestFault[],
  reported: Set<MemberNode>,
): void {
  const absent: string[] = [];
  for (const name of names) {
    if (memberOf(request, name) !== undefined) continue;
    const known = knownFields(fields);
    const member = misspeltMember(request, name, (key) => known.has(key) || stateFields.has(key));
    if (member === undefined) {
      absent.push(name);
      continue;
    }
    reported.add(member);
    const change = renamed(member, name);
    faults.push({ kind: misspelt, at: member.keyRange, field: name, written: member.key, meant: name, change });
  }
  if (absent.length === 0) return;
  faults.push({ kind: missing, at: undefined, field: absent.join("' and '"), written: "", meant: undefined });
}

function checkNames(
  request: ObjectNode,
  fields: RequestFields,
  state: ObjectNode,
  language: QueryLanguage,
  faults: RequestFault[],
  reported: ReadonlySet<MemberNode>,
): void {
  const known = knownFields(fields);
  for (const member of request.members) {
    const name = bare(member.key);
    if (known.has(name) || reported.has(member)) continue;
    const fault = { at: member.keyRange, field: name, written: name };
    if (stateFields.has(name)) {
      const isMisplaced = language === "JSONPath" || (!name.endsWith("Path") && name !== "ResultSelector");
      const change = isMisplaced ? movedUp(member, request, state) : undefined;
      faults.push({ ...fault, kind: isMisplaced ? "misplaced" : "unknown", meant: undefined, change });
      continue;
    }
    if (/^comment$/i.test(name) || name.includes("${")) continue;
    const near = fields.all ? nearest(name, fields.all) : inOtherCase(name, known);
    if (fields.all === undefined && near === undefined) continue;
    const meant = near !== undefined && memberOf(request, near) === undefined ? near : undefined;
    faults.push({ ...fault, kind: "unknown", meant, change: meant === undefined ? undefined : renamed(member, meant) });
  }
}

/** The field that a name differs from in the case of its letters alone. */
function inOtherCase(name: string, known: ReadonlySet<string>): string | undefined {
  const lower = name.toLowerCase();
  for (const field of known) if (field.length === lower.length && field.toLowerCase() === lower) return field;
  return undefined;
}

/** Moves a member of the request to the state, if that has none and the value is written there in full. */
function movedUp(member: MemberNode, request: ObjectNode, state: ObjectNode): RequestFault["change"] {
  const { key, value } = member;
  const rivals = key === "Next" || key === "End" ? ["Next", "End"] : [key];
  if (!stateFields.has(key) || state.open || rivals.some((name) => state.member(name)) || !isPlain(value)) {
    return undefined;
  }
  return (edit) => {
    const removed = edit.removeField(request, member);
    const [added, ...more] = edit.setField(state, key, plainValue(value) as Json) ?? []; // all of it is plain
    if (removed === undefined || added === undefined) return undefined;
    const at = added.range[0];
    const cut = removed.find(({ range: [start, end] }) => start < at && at < end);
    if (cut === undefined) return [...removed, added, ...more];
    // The line that goes is the last one of the state: the new one takes its place, line end and all.
    const [, lineEnd, line] = /^(\r?\n)([\s\S]+)$/.exec(added.text) ?? [];
    if (lineEnd === undefined || removed.length > 1 || more.length > 0) return undefined;
    return [{ range: cut.range, text: line + lineEnd }];
  };
}

function checkInteger(request: ObjectNode, path: string, language: QueryLanguage, faults: RequestFault[]): void {
  const node = nodeAt(request, path);
  if (node?.kind !== "scalar" || Number.isInteger(node.value)) return;
  if (language === "JSONata" && typeof node.value === "string" && node.value.startsWith("{%")) return;
  const kind = typeof node.value === "string" && /^\d+$/.test(node.value) ? "integerText" : "integer";
  faults.push({ kind, at: node.range, field: path, written: JSON.stringify(node.value), meant: undefined });
}

function checkValue(
  request: ObjectNode,
  path: string,
  values: readonly string[],
  language: QueryLanguage,
  faults: RequestFault[],
): void {
  const node = nodeAt(request, path);
  const value = literal(node, language);
  if (node === undefined || value === undefined || values.includes(value)) return;
  const meant = nearest(value, values);
  const change = meant === undefined ? undefined : (edit: Editor) => edit.replaceValue(node, meant);
  faults.push({ kind: "value", at: node.range, field: path, written: value, meant, change });
}

function checkConnection(request: ObjectNode, names: readonly string[], faults: RequestFault[]): void {
  const members = names.map((name) => memberOf(request, name)).filter((member) => member !== undefined);
  const [first, second] = members;
  const field = names[0] ?? "";
  if (second !== undefined) {
    faults.push({ kind: "twoConnections", at: second.keyRange, field, written: second.key, meant: undefined });
    return;
  }
  if (first === undefined) {
    const isMisspelt = names.some((name) => misspeltMember(request, name, () => false) !== undefined);
    if (request.open || isMisspelt) return;
    faults.push({ kind: "noConnection", at: undefined, field, written: "", meant: undefined });
    return;
  }
  const config = first.value;
  if (config.kind !== "object" || config.open || memberOf(config, "ConnectionArn") !== undefined) return;
  const member = misspeltMember(config, "ConnectionArn", () => false);
  const change = member && renamed(member, "ConnectionArn");
  const at = (member ?? first).keyRange;
  faults.push({ kind: "noConnectionArn", at, field: first.key, written: "", meant: member && "ConnectionArn", change });
}

function checkUrl(request: ObjectNode, faults: RequestFault[]): void {
  const node = request.get("ApiEndpoint");
  const start = node?.kind === "dynamic" ? node.parts[0] : node?.kind === "scalar" ? node.value : undefined;
  if (node === undefined || typeof start !== "string") return;
  if (/^(?:https:\/\/|\{%|\$|States\.)/i.test(start)) return;
  // What follows a short beginning may make it one.
  if (node.kind === "dynamic" && "https://".startsWith(start.toLowerCase())) return;
  const meant = node.kind === "scalar" && /^http:\/\//i.test(start) ? `https${start.slice(4)}` : undefined;
  const change = meant === undefined ? undefined : (edit: Editor) => edit.replaceValue(node, meant);
  faults.push({ kind: "https", at: node.range, field: "ApiEndpoint", written: start, meant, change });
}

function checkHeaders(headers: ObjectNode, rules: HeaderRules, language: QueryLanguage, faults: RequestFault[]): void {
  for (const member of headers.members) {
    const name = bare(member.key);
    const lower = name.toLowerCase();
    if (rules.forbidden.has(lower) || rules.forbiddenPrefixes.some((prefix) => lower.startsWith(prefix))) {
      faults.push({ kind: "header", at: member.keyRange, field: "Headers", written: name, meant: undefined });
      continue;
    }
    const text = rules.lists && member.key === name ? literal(member.value, language) : undefined;
    if (text === undefined) continue;
    const change = (edit: Editor) => edit.replaceValue(member.value, [text]);
    const meant = JSON.stringify([text]);
    faults.push({ kind: "headerList", at: member.value.range, field: "Headers", written: name, meant, change });
  }
}

/** The node of a field of a field, without `.$`. */
function nodeAt(request: ObjectNode, path: string): ValueNode | undefined {
  let node: ValueNode | undefined = request;
  for (const key of path.split(".")) node = node?.kind === "object" ? node.get(key) : undefined;
  return node;
}

/** A string that is sent as it is; `undefined` for an expression, and for what lacks only a `.$` to be a path. */
function literal(node: ValueNode | undefined, language: QueryLanguage): string | undefined {
  if (node?.kind !== "scalar" || typeof node.value !== "string") return undefined;
  const isExpression = language === "JSONata" ? node.value.startsWith("{%") : /^(?:\$|States\.)/.test(node.value);
  return isExpression ? undefined : node.value;
}
