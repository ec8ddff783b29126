import { visitExpressions } from "./expressions.ts";
import type { ChoiceRule, ModelNodes, Scope, State, StateMachine } from "./model.ts";

/** What to call for each kind of node. */
export type ModelVisitor = { readonly [K in keyof ModelNodes]?: (node: ModelNodes[K]) => void };

/** Walks a machine once, in the order of the text: each node before what is inside it. */
export function visitMachine(machine: StateMachine, visitor: ModelVisitor): void {
  visitor.StateMachine?.(machine);
  visitScope(machine, visitor);
}

function visitScope(scope: Scope, visitor: ModelVisitor): void {
  visitor.Scope?.(scope);
  for (const state of scope.states.values()) visitState(state, visitor);
}

function visitState(state: State, visitor: ModelVisitor): void {
  visitor.State?.(state);
  visitTyped(state, visitor);
  if ("retry" in state) {
    for (const retrier of state.retry) visitor.Retrier?.(retrier);
    for (const catcher of state.catch) visitor.Catcher?.(catcher);
  }
  if (visitor.Path ?? visitor.Intrinsic ?? visitor.Jsonata ?? visitor.Payload) {
    visitExpressions(state, {
      ...(visitor.Path && { path: visitor.Path }),
      ...(visitor.Intrinsic && { intrinsic: visitor.Intrinsic }),
      ...(visitor.Jsonata && { jsonata: visitor.Jsonata }),
      ...(visitor.Payload && { payload: visitor.Payload }),
    });
  }
  for (const inner of innerScopes(state)) visitScope(inner, visitor);
}

function visitTyped(state: State, visitor: ModelVisitor): void {
  if (state.type === "Task") visitor.Task?.(state);
  else if (state.type === "Pass") visitor.Pass?.(state);
  else if (state.type === "Wait") visitor.Wait?.(state);
  else if (state.type === "Succeed") visitor.Succeed?.(state);
  else if (state.type === "Fail") visitor.Fail?.(state);
  else if (state.type === "Parallel") visitor.Parallel?.(state);
  else if (state.type === "Map") visitor.Map?.(state);
  else if (state.type === "Choice") {
    visitor.Choice?.(state);
    if (visitor.ChoiceRule) for (const rule of state.rules) visitRule(rule, visitor.ChoiceRule);
  }
}

function visitRule(rule: ChoiceRule, visit: (rule: ChoiceRule) => void): void {
  visit(rule);
  for (const inner of rule.rules) visitRule(inner, visit);
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
