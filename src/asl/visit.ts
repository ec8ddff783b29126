import { type ExpressionVisitor, visitExpressions } from "./expressions.ts";
import type { ChoiceRule, ModelNodes, Scope, State, StateMachine, Structure } from "./model.ts";
import { visitScopeStructures, visitStateStructures } from "./structures.ts";

type Kind = keyof ModelNodes;

/** What a walk is for: which kinds of node are wanted, and what happens with each of them. */
export interface Walker {
  wants(kind: Kind): boolean;
  visit<K extends Kind>(kind: K, node: ModelNodes[K]): void;
}

/** Walks a machine once, in the order of the text: each node before what is inside it. */
export function visitMachine(machine: StateMachine, walker: Walker): void {
  const wanted = {
    states: walker.wants("State"),
    rules: walker.wants("ChoiceRule"),
    retriers: walker.wants("Retrier"),
    catchers: walker.wants("Catcher"),
    structures: walker.wants("Structure") ? (structure: Structure) => walker.visit("Structure", structure) : undefined,
    expressions: expressionVisitor(walker),
  };
  walker.visit("StateMachine", machine);
  visitScope(machine, walker, wanted);
}

interface Wanted {
  readonly states: boolean;
  readonly rules: boolean;
  readonly retriers: boolean;
  readonly catchers: boolean;
  readonly structures: ((structure: Structure) => void) | undefined;
  readonly expressions: ExpressionVisitor | undefined;
}

/** Most fields hold expressions: they are looked for only where somebody asks for them. */
function expressionVisitor(walker: Walker): ExpressionVisitor | undefined {
  const visitor: ExpressionVisitor = {
    ...(walker.wants("Path") && { path: (path) => walker.visit("Path", path) }),
    ...(walker.wants("Intrinsic") && { intrinsic: (intrinsic) => walker.visit("Intrinsic", intrinsic) }),
    ...(walker.wants("Jsonata") && { jsonata: (jsonata) => walker.visit("Jsonata", jsonata) }),
    ...(walker.wants("Payload") && { payload: (payload) => walker.visit("Payload", payload) }),
  };
  return Object.keys(visitor).length > 0 ? visitor : undefined;
}

function visitScope(scope: Scope, walker: Walker, wanted: Wanted): void {
  walker.visit("Scope", scope);
  if (wanted.structures !== undefined) visitScopeStructures(scope, wanted.structures);
  for (const state of scope.states.values()) visitState(state, walker, wanted);
}

function visitState(state: State, walker: Walker, wanted: Wanted): void {
  if (wanted.states) walker.visit("State", state);
  visitTyped(state, walker);
  if (wanted.structures !== undefined) visitStateStructures(state, wanted.structures);
  if (wanted.rules && state.type === "Choice") for (const rule of state.rules) visitRule(rule, walker);
  if (wanted.retriers && "retry" in state) for (const retrier of state.retry) walker.visit("Retrier", retrier);
  if (wanted.catchers && "catch" in state) for (const catcher of state.catch) walker.visit("Catcher", catcher);
  if (wanted.expressions !== undefined) visitExpressions(state, wanted.expressions);
  for (const inner of innerScopes(state)) visitScope(inner, walker, wanted);
}

function visitTyped(state: State, walker: Walker): void {
  if (state.type === "Task") walker.visit("Task", state);
  else if (state.type === "Pass") walker.visit("Pass", state);
  else if (state.type === "Choice") walker.visit("Choice", state);
  else if (state.type === "Wait") walker.visit("Wait", state);
  else if (state.type === "Succeed") walker.visit("Succeed", state);
  else if (state.type === "Fail") walker.visit("Fail", state);
  else if (state.type === "Parallel") walker.visit("Parallel", state);
  else if (state.type === "Map") walker.visit("Map", state);
}

function visitRule(rule: ChoiceRule, walker: Walker): void {
  walker.visit("ChoiceRule", rule);
  for (const inner of rule.rules) visitRule(inner, walker);
}

/** The scopes inside a state: branches of a Parallel, the processor of a Map. */
export function innerScopes(state: State): readonly Scope[] {
  if (state.type === "Parallel") return state.branches;
  if (state.type === "Map" && state.processor !== undefined) return [state.processor];
  return [];
}

/** The states of a scope and of all scopes inside it. */
export function* statesWithin(scope: Scope): Generator<State> {
  for (const state of scope.states.values()) yield* withInner(state);
}

/** A state and those of all scopes inside it. */
export function* withInner(state: State): Generator<State> {
  yield state;
  for (const inner of innerScopes(state)) yield* statesWithin(inner);
}
