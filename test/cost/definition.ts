/** Amazon States Language as plain values: what the interpreter runs and the generator writes. */

export interface ScopeJson {
  StartAt: string;
  States: Record<string, StateJson>;
  ProcessorConfig?: { Mode?: string; ExecutionType?: string };
}

export interface MachineJson extends ScopeJson {
  QueryLanguage?: Language;
  TimeoutSeconds?: number;
}

export type Language = "JSONPath" | "JSONata";
export type StateType = "Task" | "Pass" | "Choice" | "Wait" | "Succeed" | "Fail" | "Parallel" | "Map";

export interface StateJson {
  Type: StateType;
  QueryLanguage?: Language;
  Next?: string;
  End?: boolean;
  Resource?: string;
  Retry?: RetrierJson[];
  Catch?: CatcherJson[];
  Choices?: RuleJson[];
  Default?: string;
  Branches?: ScopeJson[];
  ItemProcessor?: ScopeJson;
  Iterator?: ScopeJson;
  Items?: unknown;
  ItemsPath?: string;
  ItemReader?: { ReaderConfig?: { MaxItems?: number }; [field: string]: unknown };
  ItemBatcher?: { MaxItemsPerBatch: number };
  MaxConcurrency?: unknown;
  Seconds?: unknown;
  Result?: unknown;
  Parameters?: unknown;
  Arguments?: unknown;
  ResultSelector?: unknown;
  InputPath?: string | null;
  ResultPath?: string | null;
  OutputPath?: string | null;
  Output?: unknown;
  Assign?: Record<string, unknown>;
  Error?: string;
  [field: string]: unknown;
}

export interface RetrierJson {
  ErrorEquals: string[];
  MaxAttempts?: number;
  IntervalSeconds?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  [field: string]: unknown;
}

export interface CatcherJson {
  ErrorEquals: string[];
  Next: string;
  ResultPath?: string | null;
  Output?: unknown;
  Assign?: Record<string, unknown>;
}

/** A rule of a Choice, or one inside another: `Next` stands in the outermost only. */
export interface RuleJson {
  Next?: string;
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Condition?: unknown;
  Variable?: string;
  And?: RuleJson[];
  Or?: RuleJson[];
  Not?: RuleJson;
  [operator: string]: unknown;
}

export function languageOf(state: StateJson, machine: MachineJson): Language {
  return state.QueryLanguage ?? machine.QueryLanguage ?? "JSONPath";
}

export function processorOf(map: StateJson): ScopeJson {
  const processor = map.ItemProcessor ?? map.Iterator;
  if (processor === undefined) throw new Error("a Map without processor");
  return processor;
}

export function isDistributed(state: StateJson): boolean {
  return state.Type === "Map" && processorOf(state).ProcessorConfig?.Mode === "DISTRIBUTED";
}

/** Whether a Task waits for what it started: its history has a `TaskSubmitted`. */
export function isSubmitted(task: StateJson): boolean {
  return /\.sync(:2)?$|\.waitForTaskToken$/.test(task.Resource ?? "");
}

/** The scopes directly inside a state that run in its own execution. */
export function innerScopes(state: StateJson): readonly ScopeJson[] {
  if (state.Type === "Parallel") return state.Branches ?? [];
  return state.Type === "Map" && !isDistributed(state) ? [processorOf(state)] : [];
}

/** The scope and all that run in its execution, outer ones first. */
export function scopesOf(scope: ScopeJson): ScopeJson[] {
  return [scope, ...Object.values(scope.States).flatMap(innerScopes).flatMap(scopesOf)];
}

/** The names that a state leads to, catchers apart. */
export function nextNames(state: StateJson): string[] {
  const rules = (state.Choices ?? []).map((rule) => rule.Next);
  return [...rules, state.Default, state.Next].filter((name) => name !== undefined);
}

export function catchNames(state: StateJson): string[] {
  return (state.Catch ?? []).map((catcher) => catcher.Next);
}

export function stateAt(scope: ScopeJson, name: string): StateJson {
  const state = scope.States[name];
  if (state === undefined) throw new Error(`no state '${name}'`);
  return state;
}

/** The names that a way from `StartAt` reaches. */
export function reachableNames(scope: ScopeJson, follow: (state: StateJson) => readonly string[]): Set<string> {
  const seen = new Set([scope.StartAt]);
  for (const name of seen) for (const next of follow(stateAt(scope, name))) seen.add(next);
  return seen;
}
