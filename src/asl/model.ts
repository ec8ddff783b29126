import type { StructureFacts, StructureKind } from "../data/fields.ts";
import type { MemberNode, ObjectNode, Range, ScalarNode, ValueNode } from "../document/nodes.ts";
import type { IntrinsicCall } from "./intrinsics.ts";
import type { JsonataTree } from "./jsonata.ts";
import type { ParsedPath } from "./jsonpath.ts";
import type { Resource } from "./resource.ts";

/** A field as it is written. `value` is `undefined` where the value is dynamic or of a wrong type. */
export interface Field<T> {
  readonly key: string;
  readonly keyRange: Range;
  readonly range: Range;
  readonly node: ValueNode;
  readonly member: MemberNode;
  readonly value: T | undefined;
}

/** A field whose value is a tree: a template, arguments, a result. */
export type TreeField = Field<ValueNode>;

export type QueryLanguage = "JSONPath" | "JSONata";

/** A set of states that transitions cannot leave: a machine, a branch, an item processor. */
export interface Scope {
  readonly node: ObjectNode;
  readonly range: Range;
  readonly startAt: Field<string> | undefined;
  /** The `States` object; `undefined` where it is missing or no object. */
  readonly statesNode: ObjectNode | undefined;
  /** In the order of the text; of two states with one name the last one. */
  readonly states: ReadonlyMap<string, State>;
  /** The state whose branch or processor this is; `undefined` for a machine. */
  readonly owner: Parallel | MapState | undefined;
  readonly machine: StateMachine;
  /** Whether states may exist that the text does not show. */
  readonly open: boolean;
}

export interface StateMachine extends Scope {
  readonly comment: Field<string> | undefined;
  readonly timeoutSeconds: Field<number> | undefined;
  readonly queryLanguage: Field<string> | undefined;
  readonly version: Field<string> | undefined;
  /** The language of states that set none; `undefined` where only deployment knows it. */
  readonly language: QueryLanguage | undefined;
  /** Every scope, the machine first, each before those inside it. */
  readonly scopes: readonly Scope[];
  /** Parses the text between `{%` and `%}`. */
  readJsonata(source: string): JsonataTree;
}

/** What all states have. Fields that a type does not take are absent from the model, not from the tree. */
export interface StateBase {
  readonly name: string;
  /** The key that names it. */
  readonly nameRange: Range;
  readonly member: MemberNode;
  readonly node: ValueNode;
  readonly scope: Scope;
  /** Its place among the states of its scope, in the order of the text, from 0. */
  readonly order: number;
  readonly typeField: Field<string> | undefined;
  readonly comment: Field<string> | undefined;
  /** The language of this state's own fields; `undefined` where only deployment knows it. */
  readonly language: QueryLanguage | undefined;
  readonly next: Field<string> | undefined;
  readonly end: Field<boolean> | undefined;
  readonly inputPath: Field<string | null> | undefined;
  readonly outputPath: Field<string | null> | undefined;
  readonly resultPath: Field<string | null> | undefined;
  readonly output: TreeField | undefined;
  readonly assign: TreeField | undefined;
}

interface TypedState extends StateBase {
  readonly node: ObjectNode;
}

interface WithHandlers {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
  /** Whether `Retry` or `Catch` may hold entries that the text does not show. */
  readonly handlersOpen: boolean;
}

export interface Task extends TypedState, WithHandlers {
  readonly type: "Task";
  readonly resourceField: Field<string> | undefined;
  readonly resource: Resource;
  readonly parameters: TreeField | undefined;
  readonly arguments: TreeField | undefined;
  readonly resultSelector: TreeField | undefined;
  readonly timeoutSeconds: Field<number> | undefined;
  readonly timeoutSecondsPath: Field<string> | undefined;
  readonly heartbeatSeconds: Field<number> | undefined;
  readonly heartbeatSecondsPath: Field<string> | undefined;
}

export interface Pass extends TypedState {
  readonly type: "Pass";
  readonly parameters: TreeField | undefined;
  readonly result: TreeField | undefined;
}

export interface Choice extends TypedState {
  readonly type: "Choice";
  readonly rules: readonly ChoiceRule[];
  readonly default: Field<string> | undefined;
  /** Whether rules may exist that the text does not show. */
  readonly rulesOpen: boolean;
}

export interface Wait extends TypedState {
  readonly type: "Wait";
  readonly seconds: Field<number> | undefined;
  readonly secondsPath: Field<string> | undefined;
  readonly timestamp: Field<string> | undefined;
  readonly timestampPath: Field<string> | undefined;
}

export interface Succeed extends TypedState {
  readonly type: "Succeed";
}

export interface Fail extends TypedState {
  readonly type: "Fail";
  readonly error: Field<string> | undefined;
  readonly cause: Field<string> | undefined;
}

export interface Parallel extends TypedState, WithHandlers {
  readonly type: "Parallel";
  readonly branches: readonly Scope[];
  readonly parameters: TreeField | undefined;
  readonly arguments: TreeField | undefined;
  readonly resultSelector: TreeField | undefined;
}

export interface MapState extends TypedState, WithHandlers {
  readonly type: "Map";
  /** From `ItemProcessor`, else from the deprecated `Iterator`. */
  readonly processor: Scope | undefined;
  readonly processorField: TreeField | undefined;
  readonly mode: Field<string> | undefined;
  readonly executionType: Field<string> | undefined;
  /** The `ProcessorConfig` of its processor; `undefined` where it is missing or no object. */
  readonly processorConfig: ObjectNode | undefined;
  /** Whether its items run as executions of their own; `undefined` where only deployment knows it. */
  readonly distributed: boolean | undefined;
  readonly label: Field<string> | undefined;
  readonly itemReader: ItemReader | undefined;
  readonly itemBatcher: ObjectNode | undefined;
  readonly resultWriter: ObjectNode | undefined;
  readonly itemsPath: Field<string> | undefined;
  readonly items: TreeField | undefined;
  readonly itemSelector: TreeField | undefined;
  readonly parameters: TreeField | undefined;
  readonly resultSelector: TreeField | undefined;
  readonly maxConcurrency: Field<number> | undefined;
}

/** Where a distributed Map reads its items. */
export interface ItemReader {
  readonly node: ObjectNode;
  readonly resource: Field<string> | undefined;
  readonly config: ReaderConfig | undefined;
}

/** How the file of an `ItemReader` is read. */
export interface ReaderConfig {
  readonly node: ObjectNode;
  readonly inputType: Field<string> | undefined;
  readonly manifestType: Field<string> | undefined;
  readonly transformation: Field<string> | undefined;
  readonly csvHeaderLocation: Field<string> | undefined;
  readonly csvHeaders: Field<readonly string[]> | undefined;
  readonly csvDelimiter: Field<string> | undefined;
  readonly itemsPointer: Field<string> | undefined;
  readonly maxItems: Field<number> | undefined;
}

/**
 * A state whose type is missing, misspelt or dynamic, or that is no object: a target like others, with unknown ways
 * out.
 */
export interface UnknownState extends StateBase {
  readonly type: "Unknown";
}

export type State = Task | Pass | Choice | Wait | Succeed | Fail | Parallel | MapState | UnknownState;

/** A rule of a Choice, or one inside `And`, `Or` or `Not`. */
export interface ChoiceRule {
  readonly node: ObjectNode;
  readonly choice: Choice;
  /** The rule it stands in; `undefined` for one of `Choices`. */
  readonly parent: ChoiceRule | undefined;
  readonly next: Field<string> | undefined;
  readonly condition: Field<string | boolean> | undefined;
  readonly variable: Field<string> | undefined;
  /** `And`, `Or` or `Not` with the rules inside. */
  readonly operator: "And" | "Or" | "Not" | undefined;
  readonly rules: readonly ChoiceRule[];
  /** The comparison, such as `StringEquals`; `value` is the operand. Absent where no such operator exists. */
  readonly comparison: Field<string | number | boolean> | undefined;
  readonly output: TreeField | undefined;
  readonly assign: TreeField | undefined;
}

export interface Retrier {
  readonly node: ObjectNode;
  readonly owner: Task | Parallel | MapState;
  readonly errors: Field<readonly string[]> | undefined;
  readonly intervalSeconds: Field<number> | undefined;
  readonly maxAttempts: Field<number> | undefined;
  readonly backoffRate: Field<number> | undefined;
  readonly maxDelaySeconds: Field<number> | undefined;
  readonly jitterStrategy: Field<string> | undefined;
}

export interface Catcher {
  readonly node: ObjectNode;
  readonly owner: Task | Parallel | MapState;
  readonly errors: Field<readonly string[]> | undefined;
  readonly next: Field<string> | undefined;
  readonly resultPath: Field<string | null> | undefined;
  readonly output: TreeField | undefined;
  readonly assign: TreeField | undefined;
}

/** An object whose fields the language sets: the machine, a branch, a state, a retrier, a reader. */
export interface Structure {
  /** `state`: a state of a type that cannot be told. */
  readonly kind: StructureKind | "state";
  readonly node: ObjectNode;
  readonly facts: StructureFacts;
  /** The language of its fields; `undefined` where only deployment knows it. */
  readonly language: QueryLanguage | undefined;
  /** The state that it is or belongs to; `undefined` for a machine. */
  readonly state: State | undefined;
  /** What messages call it: "State 'Ship'", "A retrier of 'Ship'". */
  readonly label: string;
  /** The key that names it, or its first key. */
  readonly labelRange: Range;
  /** Its fields that it does not take. */
  readonly strays: readonly Stray[];
}

/** A field where its object takes none of that name. */
export interface Stray {
  readonly member: MemberNode;
  /** The field that is missing and spelt nearly so. */
  readonly meant: string | undefined;
}

/** Where an expression stands. */
interface Expression {
  readonly node: ScalarNode;
  readonly state: State;
  /** The field of the state, catcher or rule it lies in or is, such as "Parameters" or "Variable". */
  readonly field: string;
  /** As written, decoded; what is read from it is read when it is asked for. */
  readonly text: string;
  /** A range of the expression's text as a range of the file. */
  at(inner: Range): Range;
}

/** A template, argument or result tree, of a state or of one of its catchers and rules. */
export interface Payload {
  readonly field: string;
  readonly node: ValueNode;
  readonly keyRange: Range;
  readonly state: State;
  readonly language: QueryLanguage | undefined;
}

export interface Path extends Expression {
  readonly path: ParsedPath;
}

export interface Intrinsic extends Expression {
  readonly call: IntrinsicCall;
}

export interface Jsonata extends Expression {
  /** Between `{%` and `%}`. */
  readonly source: string;
  readonly tree: JsonataTree;
}

/** Name of a visitor -> what it is handed. The linter adds what the analysis finds. */
export interface ModelNodes {
  StateMachine: StateMachine;
  Scope: Scope;
  State: State;
  Task: Task;
  Pass: Pass;
  Choice: Choice;
  Wait: Wait;
  Succeed: Succeed;
  Fail: Fail;
  Parallel: Parallel;
  Map: MapState;
  ChoiceRule: ChoiceRule;
  Retrier: Retrier;
  Catcher: Catcher;
  Structure: Structure;
  Payload: Payload;
  Path: Path;
  Intrinsic: Intrinsic;
  Jsonata: Jsonata;
}
