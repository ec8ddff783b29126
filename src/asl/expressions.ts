import type { MemberNode, ObjectNode, Range, ScalarNode, ValueNode } from "../document/nodes.ts";
import { type IntrinsicCall, parseIntrinsic } from "./intrinsics.ts";
import { type JsonataTree, jsonataSource } from "./jsonata.ts";
import { type ParsedPath, parsePath } from "./jsonpath.ts";
import type { ChoiceRule, Intrinsic, Jsonata, Path, Payload, QueryLanguage, State } from "./model.ts";
import { evaluatedName, evaluationOf } from "./template.ts";

/** What is called for each expression and payload of a state; each parses its text when it is asked for it. */
export interface ExpressionVisitor {
  path?(path: Path): void;
  intrinsic?(intrinsic: Intrinsic): void;
  jsonata?(jsonata: Jsonata): void;
  /** A string of a JSONata state that only begins or ends like an expression. */
  halfJsonata?(text: JsonataText): void;
  /** Any other string of a JSONata state. */
  text?(text: JsonataText): void;
  payload?(payload: Payload): void;
}

/** A string of a JSONata state that is no expression. */
export interface JsonataText {
  readonly node: ScalarNode;
  readonly state: State;
  readonly field: string;
  readonly text: string;
}

/** How the fields of states, catchers and rules are evaluated; those not listed are not. */
const KINDS: Readonly<Record<QueryLanguage, ReadonlyMap<string, "path" | "tree" | "holder">>> = {
  JSONPath: new Map([
    ...[
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
    ].map((key) => [key, "path"] as const),
    ...["Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials"].map((key) => [key, "tree"] as const),
    ...["ItemReader", "ItemBatcher", "ResultWriter"].map((key) => [key, "holder"] as const),
  ]),
  JSONata: new Map([
    ...[
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
      "Condition",
    ].map((key) => [key, "tree"] as const),
    ...["ItemReader", "ResultWriter"].map((key) => [key, "holder"] as const),
  ]),
};
const PAYLOADS = new Set([
  "Parameters",
  "Arguments",
  "ResultSelector",
  "ItemSelector",
  "Assign",
  "Credentials",
  "Output",
  "Result",
]);
/** Both in one, as most members of a definition are looked up here and are none of them. */
const FIELDS = new Map(
  [...KINDS.JSONPath.keys(), ...KINDS.JSONata.keys(), ...PAYLOADS].map((key) => [
    key,
    { isPayload: PAYLOADS.has(key), JSONPath: KINDS.JSONPath.get(key), JSONata: KINDS.JSONata.get(key) },
  ]),
);
/** What is evaluated of a Map's reader, batcher and writer. */
const HELD = { JSONPath: new Set(["Parameters", "BatchInput"]), JSONata: new Set(["Arguments"]) };

/**
 * Visits the paths, intrinsic calls, JSONata expressions and payloads of a state, those in scopes inside it excepted.
 */
export function visitExpressions(state: State, visitor: ExpressionVisitor): void {
  if (state.node.kind !== "object") return;
  visitFields(state.node, state, visitor);
  if (state.type === "Choice") for (const rule of state.rules) visitRule(rule, visitor);
  if (state.node.member("Catch") !== undefined && "catch" in state)
    for (const catcher of state.catch) visitFields(catcher.node, state, visitor);
}

function visitRule(rule: ChoiceRule, visitor: ExpressionVisitor): void {
  const { choice } = rule;
  visitFields(rule.node, choice, visitor);
  for (const field of [rule.variable, rule.comparison]) {
    if (field !== undefined && (field.key === "Variable" || field.key.endsWith("Path"))) {
      visitString(field.key, field.node, choice, visitor, "path");
    }
  }
  for (const inner of rule.rules) visitRule(inner, visitor);
}

function visitFields(node: ObjectNode, state: State, visitor: ExpressionVisitor): void {
  const { language } = state;
  for (const member of node.members) {
    const { key, value } = member;
    const field = FIELDS.get(key);
    if (field === undefined) continue;
    if (field.isPayload) visitor.payload?.(new PayloadPlace(member, key, state));
    const kind = language && field[language];
    if (kind === "tree") visitTree(key, value, state, visitor);
    else if (kind === "path") visitString(key, value, state, visitor, "path");
    else if (kind === "holder" && value.kind === "object") visitHolder(key, value, state, visitor);
  }
}

function visitHolder(key: string, holder: ObjectNode, state: State, visitor: ExpressionVisitor): void {
  const { language } = state;
  if (language === undefined) return;
  for (const member of holder.members) {
    const field = `${key}.${member.key}`;
    if (HELD[language].has(member.key)) {
      visitor.payload?.(new PayloadPlace(member, field, state));
      visitTree(field, member.value, state, visitor);
    } else if (member.key === "ReaderConfig" && member.value.kind === "object") {
      visitHolder(field, member.value, state, visitor);
    } else if (language === "JSONPath" ? member.key.endsWith("Path") : member.key === "MaxItems") {
      visitString(field, member.value, state, visitor, "path");
    }
  }
}

function visitTree(field: string, node: ValueNode, state: State, visitor: ExpressionVisitor): void {
  if (state.language === "JSONata") {
    if (visitor.jsonata || visitor.halfJsonata) visitStrings(field, node, state, visitor);
  } else if (visitor.path || visitor.intrinsic) visitTemplate(field, node, state, visitor);
}

/** The strings of a tree in JSONata, each of which may be an expression. */
function visitStrings(field: string, node: ValueNode, state: State, visitor: ExpressionVisitor): void {
  if (node.kind === "scalar") visitString(field, node, state, visitor);
  else if (node.kind === "object") for (const { value } of node.members) visitStrings(field, value, state, visitor);
  else if (node.kind === "array") for (const item of node.items) visitStrings(field, item, state, visitor);
}

/** The values that a template in JSONPath evaluates. */
function visitTemplate(field: string, node: ValueNode, state: State, visitor: ExpressionVisitor): void {
  if (node.kind === "object") {
    for (const { key, value } of node.members) {
      if (evaluatedName(key) !== undefined) visitString(field, value, state, visitor);
      else if (value.kind !== "scalar") visitTemplate(field, value, state, visitor);
    }
  } else if (node.kind === "array") for (const item of node.items) visitTemplate(field, item, state, visitor);
}

/** `meant` is what a text that is neither path nor call is taken for: in a field for paths it is a broken one. */
function visitString(
  field: string,
  node: ValueNode,
  state: State,
  visitor: ExpressionVisitor,
  meant: "path" | undefined = undefined,
): void {
  if (node.kind !== "scalar" || typeof node.value !== "string") return;
  const text = node.value;
  if (state.language === "JSONata") {
    const source = jsonataSource(text);
    if (source !== undefined) visitor.jsonata?.(new JsonataPlace(node, state, field, text, source));
    else if (visitor.halfJsonata && looksHalfJsonata(text)) visitor.halfJsonata({ node, state, field, text });
    else visitor.text?.({ node, state, field, text });
    return;
  }
  const kind = evaluationOf(text) ?? meant;
  if (kind === "path") visitor.path?.(new PathPlace(node, state, field, text));
  else if (kind === "call") visitor.intrinsic?.(new IntrinsicPlace(node, state, field, text));
}

/** Whether a text has only one of `{%` and `%}` at its ends, or blanks around both of them. */
function looksHalfJsonata(text: string): boolean {
  if (text.startsWith("{%") || text.endsWith("%}")) return true;
  return text.includes("{%") && jsonataSource(text.trim()) !== undefined;
}

/**
 * Whether AWS parses the expressions of a field when it saves a definition. Those of the others fail when they run, as
 * far as anybody has seen.
 */
export function isParsedOnSaving(field: string): boolean {
  return !LATE_FIELDS.has(field);
}

const LATE_FIELDS = new Set(["Credentials"]);

/** The field of the state that an expression lies in: "Output", "Catch", "Choices". */
export function topField({ node, state }: { readonly node: ValueNode; readonly state: State }): string {
  let at: ValueNode = node;
  while (at.parent !== undefined && at.parent !== state.node) at = at.parent;
  return String(at.place);
}

class PayloadPlace implements Payload {
  constructor(
    private readonly member: MemberNode,
    readonly field: string,
    readonly state: State,
  ) {}

  get node(): ValueNode {
    return this.member.value;
  }
  get keyRange(): Range {
    return this.member.keyRange;
  }
  get language(): QueryLanguage | undefined {
    return this.state.language;
  }
}

/** Views, as states are: most expressions are looked at once and never reported. */
abstract class Place {
  constructor(
    readonly node: ScalarNode,
    readonly state: State,
    readonly field: string,
    readonly text: string,
  ) {}

  /** A function of its own, so that visitors can take it out of the node they are handed. */
  get at(): (inner: Range) => Range {
    return (inner) => this.node.at(inner);
  }
}

class PathPlace extends Place implements Path {
  private parsed: ParsedPath | undefined = undefined;

  get path(): ParsedPath {
    this.parsed ??= parsePath(this.text);
    return this.parsed;
  }
}

class IntrinsicPlace extends Place implements Intrinsic {
  private parsed: IntrinsicCall | undefined = undefined;

  get call(): IntrinsicCall {
    this.parsed ??= parseIntrinsic(this.text) as IntrinsicCall; // it is one for every text that looks like one
    return this.parsed;
  }
}

class JsonataPlace extends Place implements Jsonata {
  private read: JsonataTree | undefined = undefined;

  constructor(
    node: ScalarNode,
    state: State,
    field: string,
    text: string,
    readonly source: string,
  ) {
    super(node, state, field, text);
  }

  get tree(): JsonataTree {
    this.read ??= this.state.scope.machine.readJsonata(this.source);
    return this.read;
  }

  /** Offsets count in the source, which begins behind `{%`. */
  override get at(): (inner: Range) => Range {
    return ([start, end]) => this.node.at([start + 2, end + 2]);
  }
}
