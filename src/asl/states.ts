import { booleanOperators, choiceOperators } from "../data/choice-operators.ts";
import {
  booleanOf,
  type MemberNode,
  numberOf,
  type ObjectNode,
  type Range,
  stringOf,
  type ValueNode,
} from "../document/nodes.ts";
import {
  booleanField,
  fieldOf,
  nullableField,
  numberField,
  stringField,
  stringListField,
  treeField,
} from "./fields.ts";
import { ItemReaderView, isDistributedProcessor, objectAt } from "./map-parts.ts";
import type {
  Catcher,
  Choice,
  ChoiceRule,
  Fail,
  Field,
  ItemReader,
  MapState,
  Parallel,
  Pass,
  QueryLanguage,
  Retrier,
  Scope,
  State,
  StateBase,
  Succeed,
  Task,
  TreeField,
  UnknownState,
  Wait,
} from "./model.ts";
import { parseResource, type Resource } from "./resource.ts";

/** Reads a scope inside a state; `undefined` if the node is no object. */
export type ReadScope = (node: ValueNode, owner: Parallel | MapState) => Scope | undefined;

/** The language of an object's own fields. */
export function languageOf(node: ObjectNode, inherited: QueryLanguage | undefined): QueryLanguage | undefined {
  const value = node.get("QueryLanguage");
  if (value === undefined) return node.open ? undefined : inherited;
  if (value.kind === "dynamic") return undefined;
  // Measured: whatever is not exactly "JSONPath" makes a JSONata state, and is refused besides.
  return stringOf(value) === "JSONPath" ? "JSONPath" : "JSONata";
}

/** Reads a state; one that cannot be told is `Unknown`. `readScope` is called for the scopes inside it. */
export function readState(member: MemberNode, scope: Scope, readScope: ReadScope): State {
  const node = member.value;
  if (node.kind !== "object") return new Unknown(member, scope, node);
  switch (stringOf(node.get("Type"))) {
    case "Task":
      return new TaskView(member, scope, node);
    case "Pass":
      return new PassView(member, scope, node);
    case "Choice":
      return new ChoiceView(member, scope, node);
    case "Wait":
      return new WaitView(member, scope, node);
    case "Succeed":
      return new SucceedView(member, scope, node);
    case "Fail":
      return new FailView(member, scope, node);
    case "Parallel":
      return new ParallelView(member, scope, node, readScope);
    case "Map":
      return new MapView(member, scope, node, readScope);
    default:
      return new Unknown(member, scope, node);
  }
}

/*
 * Views on the tree: what a rule asks for is read then, and of thousands of states nobody asks for most fields. Only
 * what is dear to read is kept.
 */
abstract class StateView<N extends ValueNode> implements StateBase {
  readonly language: QueryLanguage | undefined;
  readonly order: number;

  constructor(
    readonly member: MemberNode,
    readonly scope: Scope,
    readonly node: N,
  ) {
    // A second state of the same name takes the first one's place in the scope.
    this.order = scope.states.get(member.key)?.order ?? scope.states.size;
    const inherited = scope.machine.language;
    this.language = node.kind === "object" ? languageOf(node, inherited) : inherited;
  }

  get name(): string {
    return this.member.key;
  }
  get nameRange(): Range {
    return this.member.keyRange;
  }
  get typeField(): Field<string> | undefined {
    return this.string("Type");
  }
  get comment(): Field<string> | undefined {
    return this.string("Comment");
  }
  get next(): Field<string> | undefined {
    return this.string("Next");
  }
  get end(): Field<boolean> | undefined {
    return this.node.kind === "object" ? booleanField(this.node, "End") : undefined;
  }
  get inputPath(): Field<string | null> | undefined {
    return this.nullable("InputPath");
  }
  get outputPath(): Field<string | null> | undefined {
    return this.nullable("OutputPath");
  }
  get resultPath(): Field<string | null> | undefined {
    return this.nullable("ResultPath");
  }
  get output(): TreeField | undefined {
    return this.tree("Output");
  }
  get assign(): TreeField | undefined {
    return this.tree("Assign");
  }

  protected string(key: string): Field<string> | undefined {
    return this.node.kind === "object" ? stringField(this.node, key) : undefined;
  }
  protected number(key: string): Field<number> | undefined {
    return this.node.kind === "object" ? numberField(this.node, key) : undefined;
  }
  protected nullable(key: string): Field<string | null> | undefined {
    return this.node.kind === "object" ? nullableField(this.node, key) : undefined;
  }
  protected tree(key: string): TreeField | undefined {
    return this.node.kind === "object" ? treeField(this.node, key) : undefined;
  }
}

class Unknown extends StateView<ValueNode> implements UnknownState {
  readonly type = "Unknown";
}

/** A state that retries and catches. */
abstract class HandlingView extends StateView<ObjectNode> {
  private retriers: readonly Retrier[] | undefined = undefined;
  private catchers: readonly Catcher[] | undefined = undefined;

  get retry(): readonly Retrier[] {
    this.retriers ??= entries(this.node.get("Retry")).map((node) => new RetrierView(node, this.owner()));
    return this.retriers;
  }
  get catch(): readonly Catcher[] {
    this.catchers ??= entries(this.node.get("Catch")).map((node) => new CatcherView(node, this.owner()));
    return this.catchers;
  }
  get handlersOpen(): boolean {
    const { node } = this;
    return node.open || hidesEntries(node.get("Retry")) || hidesEntries(node.get("Catch"));
  }

  protected abstract owner(): Task | Parallel | MapState;
}

class TaskView extends HandlingView implements Task {
  readonly type = "Task";
  private parsedResource: Resource | undefined = undefined;

  get resourceField(): Field<string> | undefined {
    return this.string("Resource");
  }
  get resource(): Resource {
    this.parsedResource ??= parseResource(partsOf(this.node.get("Resource")));
    return this.parsedResource;
  }
  get parameters(): TreeField | undefined {
    return this.tree("Parameters");
  }
  get arguments(): TreeField | undefined {
    return this.tree("Arguments");
  }
  get resultSelector(): TreeField | undefined {
    return this.tree("ResultSelector");
  }
  get timeoutSeconds(): Field<number> | undefined {
    return this.number("TimeoutSeconds");
  }
  get timeoutSecondsPath(): Field<string> | undefined {
    return this.string("TimeoutSecondsPath");
  }
  get heartbeatSeconds(): Field<number> | undefined {
    return this.number("HeartbeatSeconds");
  }
  get heartbeatSecondsPath(): Field<string> | undefined {
    return this.string("HeartbeatSecondsPath");
  }

  protected override owner(): Task {
    return this;
  }
}

class PassView extends StateView<ObjectNode> implements Pass {
  readonly type = "Pass";

  get parameters(): TreeField | undefined {
    return this.tree("Parameters");
  }
  get result(): TreeField | undefined {
    return this.tree("Result");
  }
}

class ChoiceView extends StateView<ObjectNode> implements Choice {
  readonly type = "Choice";
  private read: readonly ChoiceRule[] | undefined = undefined;

  get rules(): readonly ChoiceRule[] {
    this.read ??= entries(this.node.get("Choices")).map((node) => new RuleView(node, this, undefined));
    return this.read;
  }
  get default(): Field<string> | undefined {
    return this.string("Default");
  }
  get rulesOpen(): boolean {
    return this.node.open || hidesEntries(this.node.get("Choices"));
  }
}

class WaitView extends StateView<ObjectNode> implements Wait {
  readonly type = "Wait";

  get seconds(): Field<number> | undefined {
    return this.number("Seconds");
  }
  get secondsPath(): Field<string> | undefined {
    return this.string("SecondsPath");
  }
  get timestamp(): Field<string> | undefined {
    return this.string("Timestamp");
  }
  get timestampPath(): Field<string> | undefined {
    return this.string("TimestampPath");
  }
}

class SucceedView extends StateView<ObjectNode> implements Succeed {
  readonly type = "Succeed";
}

class FailView extends StateView<ObjectNode> implements Fail {
  readonly type = "Fail";

  get error(): Field<string> | undefined {
    return this.string("Error");
  }
  get cause(): Field<string> | undefined {
    return this.string("Cause");
  }
}

class ParallelView extends HandlingView implements Parallel {
  readonly type = "Parallel";
  readonly branches: readonly Scope[];

  constructor(member: MemberNode, scope: Scope, node: ObjectNode, readScope: ReadScope) {
    super(member, scope, node);
    this.branches = entries(node.get("Branches")).flatMap((branch) => readScope(branch, this) ?? []);
  }

  get parameters(): TreeField | undefined {
    return this.tree("Parameters");
  }
  get arguments(): TreeField | undefined {
    return this.tree("Arguments");
  }
  get resultSelector(): TreeField | undefined {
    return this.tree("ResultSelector");
  }

  protected override owner(): Parallel {
    return this;
  }
}

class MapView extends HandlingView implements MapState {
  readonly type = "Map";
  readonly processor: Scope | undefined;

  constructor(member: MemberNode, scope: Scope, node: ObjectNode, readScope: ReadScope) {
    super(member, scope, node);
    const processor = node.get("ItemProcessor") ?? node.get("Iterator");
    this.processor = processor && readScope(processor, this);
  }

  get processorField(): TreeField | undefined {
    return this.tree("ItemProcessor") ?? this.tree("Iterator");
  }
  get mode(): Field<string> | undefined {
    return this.configured("Mode");
  }
  get executionType(): Field<string> | undefined {
    return this.configured("ExecutionType");
  }
  get processorConfig(): ObjectNode | undefined {
    const processor = this.processorField?.node;
    return processor?.kind === "object" ? objectAt(processor, "ProcessorConfig") : undefined;
  }
  get distributed(): boolean | undefined {
    return isDistributedProcessor(this.processorField?.node);
  }
  get label(): Field<string> | undefined {
    return this.string("Label");
  }
  get itemReader(): ItemReader | undefined {
    const node = objectAt(this.node, "ItemReader");
    return node && new ItemReaderView(node);
  }
  get itemBatcher(): ObjectNode | undefined {
    return objectAt(this.node, "ItemBatcher");
  }
  get resultWriter(): ObjectNode | undefined {
    return objectAt(this.node, "ResultWriter");
  }
  get itemsPath(): Field<string> | undefined {
    return this.string("ItemsPath");
  }
  get items(): TreeField | undefined {
    return this.tree("Items");
  }
  get itemSelector(): TreeField | undefined {
    return this.tree("ItemSelector");
  }
  get parameters(): TreeField | undefined {
    return this.tree("Parameters");
  }
  get resultSelector(): TreeField | undefined {
    return this.tree("ResultSelector");
  }
  get maxConcurrency(): Field<number> | undefined {
    return this.number("MaxConcurrency");
  }

  private configured(key: string): Field<string> | undefined {
    const config = this.processorConfig;
    return config && stringField(config, key);
  }
  protected override owner(): MapState {
    return this;
  }
}

class RetrierView implements Retrier {
  constructor(
    readonly node: ObjectNode,
    readonly owner: Task | Parallel | MapState,
  ) {}

  get errors(): Field<readonly string[]> | undefined {
    return stringListField(this.node, "ErrorEquals");
  }
  get intervalSeconds(): Field<number> | undefined {
    return numberField(this.node, "IntervalSeconds");
  }
  get maxAttempts(): Field<number> | undefined {
    return numberField(this.node, "MaxAttempts");
  }
  get backoffRate(): Field<number> | undefined {
    return numberField(this.node, "BackoffRate");
  }
  get maxDelaySeconds(): Field<number> | undefined {
    return numberField(this.node, "MaxDelaySeconds");
  }
  get jitterStrategy(): Field<string> | undefined {
    return stringField(this.node, "JitterStrategy");
  }
}

class CatcherView implements Catcher {
  constructor(
    readonly node: ObjectNode,
    readonly owner: Task | Parallel | MapState,
  ) {}

  get errors(): Field<readonly string[]> | undefined {
    return stringListField(this.node, "ErrorEquals");
  }
  get next(): Field<string> | undefined {
    return stringField(this.node, "Next");
  }
  get resultPath(): Field<string | null> | undefined {
    return nullableField(this.node, "ResultPath");
  }
  get output(): TreeField | undefined {
    return treeField(this.node, "Output");
  }
  get assign(): TreeField | undefined {
    return treeField(this.node, "Assign");
  }
}

class RuleView implements ChoiceRule {
  readonly operator: "And" | "Or" | "Not" | undefined;
  readonly rules: readonly ChoiceRule[];

  constructor(
    readonly node: ObjectNode,
    readonly choice: Choice,
    readonly parent: ChoiceRule | undefined,
  ) {
    this.operator = booleanOperators.find((key) => node.member(key) !== undefined);
    const inner = this.operator && node.get(this.operator);
    const nodes = inner?.kind === "object" ? [inner] : entries(inner);
    this.rules = nodes.map((child) => new RuleView(child, choice, this));
  }

  get next(): Field<string> | undefined {
    return stringField(this.node, "Next");
  }
  get condition(): Field<string | boolean> | undefined {
    return fieldOf(this.node, "Condition", (value) => stringOf(value) ?? booleanOf(value));
  }
  get variable(): Field<string> | undefined {
    return stringField(this.node, "Variable");
  }
  get comparison(): Field<string | number | boolean> | undefined {
    const member = this.node.members.find(({ key }) => choiceOperators.has(key));
    return member && fieldOf(this.node, member.key, (value) => stringOf(value) ?? numberOf(value) ?? booleanOf(value));
  }
  get output(): TreeField | undefined {
    return treeField(this.node, "Output");
  }
  get assign(): TreeField | undefined {
    return treeField(this.node, "Assign");
  }
}

function partsOf(node: ValueNode | undefined) {
  if (node?.kind === "dynamic") return node.parts;
  return stringOf(node) ?? "";
}

function entries(list: ValueNode | undefined): ObjectNode[] {
  return list?.kind === "array" ? list.items.filter((item) => item.kind === "object") : [];
}

function hidesEntries(list: ValueNode | undefined): boolean {
  if (list === undefined) return false;
  return list.kind !== "array" || list.open || list.items.some((item) => item.kind === "dynamic");
}
