import { isTerminal, type Transition, transitionsOf } from "../analysis/graph.ts";
import type { Field, Scope, State, StateMachine } from "../asl/model.ts";
import { innerScopes, statesWithin } from "../asl/visit.ts";
import { conditionWording, nodeWording } from "./condition-wording.ts";
import type { Arrow, ArrowKind, Box, BoxKind, Drawing, Frame } from "./drawing.ts";
import type { LintedMachine } from "./lint.ts";
import { type LoopMarks, loopMarks } from "./loop-marks.ts";
import type { Problem } from "./report.ts";
import { transitionsWording, typeWording } from "./state-wording.ts";

/**
 * Draws a machine with the problems that were found in it, but for those that are suppressed; `undefined` where the text
 * shows no state.
 */
export function drawMachine(
  { machine, ...flow }: LintedMachine,
  problems: readonly Problem[],
  title: string,
): Drawing | undefined {
  if (machine.states.size === 0) return undefined;
  const draft = new Draft(machine, problems, loopMarks(machine, flow));
  const frame = draft.wholeFrame();
  return { title, frame, arrows: draft.arrows };
}

/** AWS takes names of 80 characters. */
const MOST_OF_NAME = 80;
const MOST_OF_CONDITION = 60;

const MOST_CONDITIONS = 4;

/** An arrow that may turn out to stand for more transitions, and to close a loop. */
interface DraftArrow {
  readonly from: string;
  readonly to: string;
  readonly kind: ArrowKind;
  readonly conditions: string[];
  loop: readonly string[] | undefined;
}

/** A drawing while it is made. */
class Draft {
  readonly #machine: StateMachine;
  readonly #loops: LoopMarks;
  readonly #problems: ReadonlyMap<State | undefined, readonly Problem[]>;
  readonly #ids = new Map<State, string>();
  readonly #arrows = new Map<string, DraftArrow>();
  /** The ids that an arrow leads to. */
  readonly #targets = new Set<string>();
  /** What has been said of loops: two arrows back to where one begins need not both say it. */
  readonly #said = new Set<readonly string[]>();
  #others = 0;

  constructor(machine: StateMachine, problems: readonly Problem[], loops: LoopMarks) {
    this.#machine = machine;
    this.#loops = loops;
    for (const state of statesWithin(machine)) this.#ids.set(state, `s${this.#ids.size + 1}`);
    this.#problems = byState(problems, this.#ids.keys());
  }

  get arrows(): readonly Arrow[] {
    return [...this.#arrows.values()].map(({ conditions, loop, ...arrow }) => ({
      ...arrow,
      lines: [...shortList(conditions), ...(loop ?? [])],
      closesLoop: loop !== undefined,
    }));
  }

  wholeFrame(): Frame {
    const start = this.#box(this.#newId(), "start", ["Start"], this.#problems.get(undefined));
    const end = this.#box(this.#newId(), "end", ["End"]);
    const frame = this.#frame(this.#machine, "", start.id, end.id);
    return { ...frame, boxes: [start, ...frame.boxes, ...(this.#targets.has(end.id) ? [end] : [])] };
  }

  /** The frame of a scope that is entered from one box, and whose ends lead to another one. */
  #frame(scope: Scope, title: string, entry: string, exit: string): Frame {
    const id = this.#newId();
    const boxes: Box[] = [];
    const frames: Frame[] = [];
    const missing = new Map<string, Box>();
    const targetOf = (field: Field<string>): string => {
      const state = field.value === undefined ? undefined : scope.states.get(field.value);
      if (state !== undefined) return this.#idOf(state);
      const name = nodeWording(field.node);
      const box = missing.get(name) ?? this.#box(this.#newId(), "missing", [clip(name, MOST_OF_NAME)]);
      missing.set(name, box);
      return box.id;
    };
    if (scope.startAt !== undefined) {
      this.#arrow(entry, targetOf(scope.startAt), scope.owner === undefined ? "next" : "fork");
    }
    for (const state of scope.states.values()) {
      const inner = this.#framesIn(state);
      const box = this.#stateBox(state, inner.frames.length > 0);
      const wayOut = inner.join ?? box;
      boxes.push(box, ...(inner.join === undefined ? [] : [inner.join]));
      frames.push(...inner.frames);
      const attempts = this.#loops.retries.get(state);
      if (attempts !== undefined) this.#arrow(box.id, box.id, "retry").loop = [attempts];
      for (const transition of transitionsOf(state)) {
        this.#transition(transition, transition.kind === "catch" ? box : wayOut, targetOf(transition.field));
      }
      if (isTerminal(state) && state.type !== "Fail") this.#arrow(wayOut.id, exit, "next");
    }
    return { id, title, boxes: [...boxes, ...missing.values()], frames };
  }

  /** The branches or items of a state, and where they join, if any way through them ends. */
  #framesIn(state: State): { readonly frames: readonly Frame[]; readonly join?: Box } {
    const scopes = innerScopes(state);
    if (scopes.every(({ states }) => states.size === 0)) return { frames: [] };
    const join = this.#box(this.#newId(), "join", []);
    const frames = scopes.flatMap((scope, index) => {
      const title = state.type === "Map" ? "each item" : `branch ${index + 1}`;
      return scope.states.size === 0 ? [] : [this.#frame(scope, title, this.#idOf(state), join.id)];
    });
    return { frames, ...(this.#targets.has(join.id) && { join }) };
  }

  #transition(transition: Transition, source: Box, target: string): void {
    const { kind, from, to } = transition;
    const arrow = this.#arrow(source.id, target, kind, conditionsOf(transition));
    const closing = to && this.#loops.closing.get(from)?.get(to);
    if (closing === undefined) return;
    arrow.loop ??= this.#said.has(closing) ? [] : closing;
    this.#said.add(closing);
  }

  /** Adds an arrow; of several of one kind between the same boxes one says what all of them say. */
  #arrow(from: string, to: string, kind: ArrowKind, conditions: readonly string[] = []): DraftArrow {
    const key = `${from} ${to} ${kind}`;
    const arrow = this.#arrows.get(key) ?? { from, to, kind, conditions: [], loop: undefined };
    arrow.conditions.push(...conditions);
    this.#arrows.set(key, arrow);
    this.#targets.add(to);
    return arrow;
  }

  #stateBox(state: State, isFork: boolean): Box {
    const lines = [clip(state.name, MOST_OF_NAME), `${typeWording(state)} · ${transitionsWording(state)}`];
    const kind = isFork ? "fork" : (KINDS[state.type] ?? "state");
    const box = this.#box(this.#idOf(state), kind, lines, this.#problems.get(state));
    return { ...box, inLoop: this.#loops.states.has(state) };
  }

  #box(id: string, kind: BoxKind, lines: readonly string[], problems: readonly Problem[] = []): Box {
    const marks = new Set(problems.map(({ severity, ruleId }) => `${severity === "error" ? "✖" : "⚠"} ${ruleId}`));
    const gravest = problems.find(({ severity }) => severity === "error") ?? problems[0];
    const messages = problems.map(({ message }) => message);
    return { id, kind, lines: [...lines, ...marks], severity: gravest?.severity, messages, inLoop: false };
  }

  #newId(): string {
    return `n${++this.#others}`;
  }

  #idOf(state: State): string {
    return this.#ids.get(state) as string; // every state of the machine has one
  }
}

const KINDS: Partial<Record<State["type"], BoxKind>> = {
  Choice: "choice",
  Wait: "wait",
  Succeed: "final",
  Fail: "final",
};

/** When a transition is taken, in a line if there is anything to say. */
function conditionsOf({ kind, rule, catcher }: Transition): string[] {
  if (kind === "default") return ["default"];
  if (catcher !== undefined) {
    const errors = catcher.errors?.value ?? [];
    return [clip(`catch ${errors.join(", ")}`.trim(), MOST_OF_CONDITION)];
  }
  const condition = rule === undefined ? "" : conditionWording(rule).replace(/\s+/g, " ");
  return condition === "" ? [] : [clip(condition, MOST_OF_CONDITION)];
}

/** All of some lines, or the first ones and how many there are more. */
function shortList(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_CONDITIONS) return lines;
  return [...lines.slice(0, MOST_CONDITIONS - 1), `and ${lines.length - MOST_CONDITIONS + 1} more`];
}

/** The problems by the innermost state that they lie in; those of no state by `undefined`. */
function byState(problems: readonly Problem[], states: Iterable<State>): Map<State | undefined, Problem[]> {
  const found = new Map<State | undefined, Problem[]>();
  const open = problems.filter(({ suppressed }) => suppressed === undefined);
  if (open.length === 0) return found;
  const byPointer = new Map([...states].map((state) => [state.node.pointer, state]));
  for (const problem of open) {
    let { pointer } = problem;
    while (pointer !== "" && !byPointer.has(pointer)) pointer = pointer.slice(0, pointer.lastIndexOf("/"));
    const state = byPointer.get(pointer);
    const others = found.get(state);
    if (others === undefined) found.set(state, [problem]);
    else others.push(problem);
  }
  return found;
}

function clip(text: string, most: number): string {
  // Not between the two halves of a character.
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
