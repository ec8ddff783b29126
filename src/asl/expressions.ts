import { type ObjectNode, type Range, type ScalarNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { looksLikeIntrinsic, parseIntrinsic } from "./intrinsics.ts";
import { jsonataSource } from "./jsonata.ts";
import { parsePath } from "./jsonpath.ts";
import type { ChoiceRule, Intrinsic, Jsonata, Path, Payload, QueryLanguage, State, TreeField } from "./model.ts";

/** What is called for each expression and payload of a state; parsing is skipped for what nobody asks for. */
export interface ExpressionVisitor {
  path?(path: Path): void;
  intrinsic?(intrinsic: Intrinsic): void;
  jsonata?(jsonata: Jsonata): void;
  payload?(payload: Payload): void;
}

const PATHS = new Set([
  "InputPath",
  "OutputPath",
  "ResultPath",
  "ItemsPath",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "MaxConcurrencyPath",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentagePath",
  "ErrorPath",
  "CausePath",
]);
const TEMPLATES = new Set(["Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials"]);
const EVALUATED = new Set([
  "Credentials",
  "Output",
  "Assign",
  "Arguments",
  "Items",
  "ItemSelector",
  "ItemBatcher",
  "Seconds",
  "Timestamp",
  "TimeoutSeconds",
  "HeartbeatSeconds",
  "MaxConcurrency",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
  "Error",
  "Cause",
]);
const PAYLOADS = new Set(["Parameters", "Arguments", "ResultSelector", "ItemSelector", "Assign", "Output", "Result"]);
/** Objects of a Map with a template or arguments inside. */
const HOLDERS = new Set(["ItemReader", "ItemBatcher", "ResultWriter"]);

/** Visits the paths, intrinsic calls, JSONata expressions and payloads of a state, those in scopes inside it excepted. */
export function visitExpressions(state: State, visitor: ExpressionVisitor): void {
  if (state.node.kind !== "object") return;
  visitFields(state.node, state, visitor);
  if (state.type === "Choice") for (const rule of state.rules) visitRule(rule, visitor);
  if ("catch" in state) for (const catcher of state.catch) visitFields(catcher.node, state, visitor);
}

function visitRule(rule: ChoiceRule, visitor: ExpressionVisitor): void {
  const { choice, node } = rule;
  visitFields(node, choice, visitor);
  if (choice.language === "JSONata") visitTree("Condition", node.get("Condition"), choice, "JSONata", visitor);
  for (const field of [rule.variable, rule.comparison]) {
    if (field !== undefined && (field.key === "Variable" || field.key.endsWith("Path"))) {
      visitString(field.key, field.node, choice, visitor);
    }
  }
  for (const inner of rule.rules) visitRule(inner, visitor);
}

function visitFields(node: ObjectNode, state: State, visitor: ExpressionVisitor): void {
  const { language } = state;
  for (const { key, keyRange, value } of node.members) {
    if (PAYLOADS.has(key)) visitor.payload?.({ field: key, node: value, keyRange, state, language });
    if (language === "JSONPath") {
      if (PATHS.has(key)) visitString(key, value, state, visitor);
      else if (TEMPLATES.has(key)) visitTree(key, value, state, language, visitor);
    } else if (language === "JSONata" && EVALUATED.has(key)) visitTree(key, value, state, language, visitor);
    if (HOLDERS.has(key) && value.kind === "object") visitHolder(key, value, state, visitor);
  }
}

function visitHolder(key: string, holder: ObjectNode, state: State, visitor: ExpressionVisitor): void {
  const inner = { JSONPath: new Set(["Parameters", "BatchInput"]), JSONata: new Set(["Arguments"]) };
  const { language } = state;
  if (language === undefined) return;
  for (const member of holder.members) {
    const field = `${key}.${member.key}`;
    if (inner[language].has(member.key)) {
      visitor.payload?.({ field, node: member.value, keyRange: member.keyRange, state, language });
      visitTree(field, member.value, state, language, visitor);
    } else if (member.key === "ReaderConfig" && member.value.kind === "object") {
      visitHolder(field, member.value, state, visitor);
    } else if (language === "JSONPath" ? member.key.endsWith("Path") : member.key === "MaxItems") {
      visitString(field, member.value, state, visitor);
    }
  }
}

function visitTree(
  field: string,
  node: ValueNode | undefined,
  state: State,
  language: QueryLanguage,
  visitor: ExpressionVisitor,
): void {
  if (node === undefined) return;
  if (node.kind === "array") for (const item of node.items) visitTree(field, item, state, language, visitor);
  else if (node.kind === "object") {
    for (const member of node.members) {
      if (language === "JSONPath" && member.key.endsWith(".$")) visitString(field, member.value, state, visitor);
      else visitTree(field, member.value, state, language, visitor);
    }
  } else if (language === "JSONata") visitString(field, node, state, visitor);
}

function visitString(field: string, node: ValueNode, state: State, visitor: ExpressionVisitor): void {
  const text = stringOf(node);
  if (text === undefined || node.kind !== "scalar") return;
  const place = { field, node, state };
  if (state.language === "JSONata") {
    const source = visitor.jsonata && jsonataSource(text);
    if (source === undefined) return;
    const tree = state.scope.machine.readJsonata(source);
    visitor.jsonata?.({ ...place, source, tree, at: (inner) => node.at(shift(inner, 2)) });
  } else if (looksLikeIntrinsic(text)) {
    const call = visitor.intrinsic && parseIntrinsic(text);
    if (call !== undefined) visitor.intrinsic?.({ ...place, call, at: (inner) => node.at(inner) });
  } else if (text.startsWith("$")) {
    visitor.path?.({ ...place, path: parsePath(text), at: (inner) => node.at(inner) });
  }
}

function shift([start, end]: Range, by: number): Range {
  return [start + by, end + by];
}

/** A template value by its key without `.$`: the raw text where it is an expression, whichever way it is written. */
export function templateText(
  field: TreeField | undefined,
  key: string,
): { node: ScalarNode; text: string } | undefined {
  if (field?.node.kind !== "object") return undefined;
  const node = field.node.get(`${key}.$`) ?? field.node.get(key);
  const text = stringOf(node);
  return text === undefined || node?.kind !== "scalar" ? undefined : { node, text };
}
