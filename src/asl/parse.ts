import { booleanOf, type MemberNode, numberOf, ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { booleanField, fieldOf, nullableField, numberField, stringField, stringListField, treeField } from "./fields.ts";
import { createJsonataReader, type JsonataTree } from "./jsonata.ts";
import type {
  Catcher,
  Choice,
  ChoiceRule,
  MapState,
  Parallel,
  QueryLanguage,
  Retrier,
  Scope,
  State,
  StateBase,
  StateMachine,
  Task,
} from "./model.ts";
import { parseResource } from "./resource.ts";

// Parents exist before their children here, so that each child can point at its parent; afterwards nothing changes.
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a definition into the typed model. Never throws: a field that is missing, broken or dynamic is `undefined`, a
 * state that cannot be told is `Unknown`.
 *
 * @param readJsonata parses expressions; by default nothing is known of them.
 */
export function parseMachine(
  root: ValueNode,
  readJsonata: (source: string) => JsonataTree = createJsonataReader(undefined),
): StateMachine {
  const node = root.kind === "object" ? root : emptyObject(root);
  const queryLanguage = stringField(node, "QueryLanguage");
  const scopes: Scope[] = [];
  // `machine` and `states` follow in `fillScope`, which needs the machine itself.
  const machine = {
    ...scopeFields(node),
    comment: stringField(node, "Comment"),
    timeoutSeconds: numberField(node, "TimeoutSeconds"),
    queryLanguage,
    version: stringField(node, "Version"),
    language: languageOf(node, "JSONPath"),
    scopes,
    readJsonata,
    owner: undefined,
  } as unknown as Writable<StateMachine>;
  machine.machine = machine;
  fillScope(machine, scopes);
  return machine;
}

function emptyObject(root: ValueNode): ObjectNode {
  const node = new ObjectNode(root.origin, root.start, root.end);
  node.open = true;
  return node;
}

function scopeFields(node: ObjectNode): Pick<Scope, "node" | "range" | "startAt" | "statesNode"> {
  const states = node.get("States");
  return {
    node,
    range: node.range,
    startAt: stringField(node, "StartAt"),
    statesNode: states?.kind === "object" ? states : undefined,
  };
}

function fillScope(scope: Writable<Scope>, scopes: Scope[]): void {
  scopes.push(scope);
  const states = new Map<string, State>();
  scope.states = states;
  scope.open = scope.node.open || scope.statesNode?.open === true || scope.node.get("States")?.kind === "dynamic";
  for (const member of scope.statesNode?.members ?? []) {
    // A duplicated name keeps its place in the order, as in JSON readers.
    states.set(member.key, parseState(member, scope, scopes));
  }
}

function parseScope(node: ValueNode, owner: Parallel | MapState, scopes: Scope[]): Scope | undefined {
  if (node.kind !== "object") return undefined;
  const scope = { ...scopeFields(node), owner, machine: owner.scope.machine } as Writable<Scope>; // `fillScope` adds the rest
  fillScope(scope, scopes);
  return scope;
}

function languageOf(node: ObjectNode, inherited: QueryLanguage | undefined): QueryLanguage | undefined {
  const value = node.get("QueryLanguage");
  if (value === undefined) return node.open ? undefined : inherited;
  if (value.kind === "dynamic") return undefined;
  // Measured: whatever is not exactly "JSONPath" makes a JSONata state, and is refused besides.
  return stringOf(value) === "JSONPath" ? "JSONPath" : "JSONata";
}

function parseState(member: MemberNode, scope: Scope, scopes: Scope[]): State {
  const node = member.value;
  if (node.kind !== "object") return unknownState(member, scope);
  const base = stateBase(member, node, scope);
  switch (base.typeField?.value) {
    case "Task":
      return parseTask(base);
    case "Pass":
      return { ...base, type: "Pass", parameters: treeField(node, "Parameters"), result: treeField(node, "Result") };
    case "Choice":
      return parseChoice(base);
    case "Wait":
      return {
        ...base,
        type: "Wait",
        seconds: numberField(node, "Seconds"),
        secondsPath: stringField(node, "SecondsPath"),
        timestamp: stringField(node, "Timestamp"),
        timestampPath: stringField(node, "TimestampPath"),
      };
    case "Succeed":
      return { ...base, type: "Succeed" };
    case "Fail":
      return { ...base, type: "Fail", error: stringField(node, "Error"), cause: stringField(node, "Cause") };
    case "Parallel":
      return parseParallel(base, scopes);
    case "Map":
      return parseMap(base, scopes);
    default:
      return { ...base, type: "Unknown" };
  }
}

type Base = StateBase & { readonly node: ObjectNode };

function stateBase(member: MemberNode, node: ObjectNode, scope: Scope): Base {
  return {
    name: member.key,
    nameRange: member.keyRange,
    member,
    node,
    scope,
    typeField: stringField(node, "Type"),
    comment: stringField(node, "Comment"),
    language: languageOf(node, scope.machine.language),
    next: stringField(node, "Next"),
    end: booleanField(node, "End"),
    inputPath: nullableField(node, "InputPath"),
    outputPath: nullableField(node, "OutputPath"),
    resultPath: nullableField(node, "ResultPath"),
    output: treeField(node, "Output"),
    assign: treeField(node, "Assign"),
  };
}

function unknownState(member: MemberNode, scope: Scope): State {
  return { ...stateBase(member, emptyObject(member.value), scope), node: member.value, type: "Unknown" };
}

function parseTask(base: Base): Task {
  const { node } = base;
  const resourceField = stringField(node, "Resource");
  const task: Writable<Task> = {
    ...base,
    type: "Task",
    resourceField,
    resource: parseResource(resourceText(resourceField?.node)),
    parameters: treeField(node, "Parameters"),
    arguments: treeField(node, "Arguments"),
    resultSelector: treeField(node, "ResultSelector"),
    timeoutSeconds: numberField(node, "TimeoutSeconds"),
    timeoutSecondsPath: stringField(node, "TimeoutSecondsPath"),
    heartbeatSeconds: numberField(node, "HeartbeatSeconds"),
    heartbeatSecondsPath: stringField(node, "HeartbeatSecondsPath"),
    ...NO_HANDLERS,
  };
  return withHandlers(task);
}

function resourceText(node: ValueNode | undefined) {
  if (node?.kind === "dynamic") return node.parts;
  const text = stringOf(node);
  return text === undefined ? [] : [text];
}

const NO_HANDLERS = { retry: [], catch: [], handlersOpen: false };

function withHandlers<S extends Task | Parallel | MapState>(owner: Writable<S>): S {
  const retry = owner.node.get("Retry");
  const catchers = owner.node.get("Catch");
  owner.retry = entries(retry).map((node) => parseRetrier(node, owner as S)); // the owner is complete but for these
  owner.catch = entries(catchers).map((node) => parseCatcher(node, owner as S));
  owner.handlersOpen = owner.node.open || hidesEntries(retry) || hidesEntries(catchers);
  return owner as S;
}

function entries(list: ValueNode | undefined): ObjectNode[] {
  return list?.kind === "array" ? list.items.filter((item) => item.kind === "object") : [];
}

function hidesEntries(list: ValueNode | undefined): boolean {
  if (list === undefined) return false;
  return list.kind !== "array" || list.open || list.items.some((item) => item.kind === "dynamic");
}

function parseRetrier(node: ObjectNode, owner: Task | Parallel | MapState): Retrier {
  return {
    node,
    owner,
    errors: stringListField(node, "ErrorEquals"),
    intervalSeconds: numberField(node, "IntervalSeconds"),
    maxAttempts: numberField(node, "MaxAttempts"),
    backoffRate: numberField(node, "BackoffRate"),
    maxDelaySeconds: numberField(node, "MaxDelaySeconds"),
    jitterStrategy: stringField(node, "JitterStrategy"),
  };
}

function parseCatcher(node: ObjectNode, owner: Task | Parallel | MapState): Catcher {
  return {
    node,
    owner,
    errors: stringListField(node, "ErrorEquals"),
    next: stringField(node, "Next"),
    resultPath: nullableField(node, "ResultPath"),
    output: treeField(node, "Output"),
    assign: treeField(node, "Assign"),
  };
}

function parseChoice(base: Base): Choice {
  const list = base.node.get("Choices");
  const choice: Writable<Choice> = {
    ...base,
    type: "Choice",
    rules: [],
    default: stringField(base.node, "Default"),
    rulesOpen: base.node.open || hidesEntries(list),
  };
  choice.rules = entries(list).map((node) => parseRule(node, choice, undefined));
  return choice;
}

const OPERATORS = ["And", "Or", "Not"] as const;
const NOT_COMPARISONS = new Set(["Next", "Comment", "Assign", "Output", "Variable", "Condition", ...OPERATORS]);

function parseRule(node: ObjectNode, choice: Choice, parent: ChoiceRule | undefined): ChoiceRule {
  const operator = OPERATORS.find((key) => node.member(key) !== undefined);
  const comparison = node.members.find((member) => !NOT_COMPARISONS.has(member.key));
  const rule: Writable<ChoiceRule> = {
    node,
    choice,
    parent,
    next: stringField(node, "Next"),
    condition: fieldOf(node, "Condition", (value) => stringOf(value) ?? booleanOf(value)),
    variable: stringField(node, "Variable"),
    operator,
    rules: [],
    comparison:
      comparison && fieldOf(node, comparison.key, (value) => stringOf(value) ?? numberOf(value) ?? booleanOf(value)),
    output: treeField(node, "Output"),
    assign: treeField(node, "Assign"),
  };
  if (operator === undefined) return rule;
  const inner = node.get(operator);
  const nodes = operator === "Not" && inner?.kind === "object" ? [inner] : entries(inner);
  rule.rules = nodes.map((child) => parseRule(child, choice, rule));
  return rule;
}

function parseParallel(base: Base, scopes: Scope[]): Parallel {
  const { node } = base;
  const parallel: Writable<Parallel> = {
    ...base,
    type: "Parallel",
    branches: [],
    parameters: treeField(node, "Parameters"),
    arguments: treeField(node, "Arguments"),
    resultSelector: treeField(node, "ResultSelector"),
    ...NO_HANDLERS,
  };
  const branches = node.get("Branches");
  parallel.branches = entries(branches).flatMap((branch) => parseScope(branch, parallel, scopes) ?? []);
  return withHandlers(parallel);
}

function parseMap(base: Base, scopes: Scope[]): MapState {
  const { node } = base;
  const processorField = treeField(node, "ItemProcessor") ?? treeField(node, "Iterator");
  const config = processorField?.node.kind === "object" ? processorField.node.get("ProcessorConfig") : undefined;
  const map: Writable<MapState> = {
    ...base,
    type: "Map",
    processor: undefined,
    processorField,
    mode: config?.kind === "object" ? stringField(config, "Mode") : undefined,
    executionType: config?.kind === "object" ? stringField(config, "ExecutionType") : undefined,
    itemsPath: stringField(node, "ItemsPath"),
    items: treeField(node, "Items"),
    itemSelector: treeField(node, "ItemSelector"),
    parameters: treeField(node, "Parameters"),
    resultSelector: treeField(node, "ResultSelector"),
    maxConcurrency: numberField(node, "MaxConcurrency"),
    ...NO_HANDLERS,
  };
  if (processorField !== undefined) map.processor = parseScope(processorField.node, map, scopes);
  return withHandlers(map);
}
