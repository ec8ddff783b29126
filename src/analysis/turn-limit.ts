import { jsonataSource } from "../asl/jsonata.ts";
import type { Choice, ChoiceRule, State, StateMachine, TreeField, Wait } from "../asl/model.ts";
import type { Json } from "../document/editor.ts";
import { isPlain, type ObjectNode, plainValue } from "../document/nodes.ts";
import { assignedNames } from "./assigned-names.ts";
import type { Edge, Graph } from "./graph.ts";
import type { Loop } from "./loops.ts";
import { recurs } from "./recurs.ts";

/** How a counter of its own can end a loop. */
export interface TurnLimit {
  /** The variable that counts: no name that the machine uses. */
  readonly name: string;
  /** Whose `Assign` starts the count: what leads into the loop. */
  readonly starts: readonly Assigns[];
  /** Whose `Assign` counts a turn. */
  readonly wait: Wait;
  readonly choice: Choice;
  /** The place of the new rule in `Choices`. */
  readonly index: number;
  /** The new rule without `Next`. */
  readonly rule: { readonly [key: string]: Json };
  /** A name that no state of the machine has. */
  readonly exit: string;
}

/** An object that takes `Assign`, with the one that it has. */
export interface Assigns {
  readonly node: ObjectNode;
  readonly assign: TreeField | undefined;
}

/**
 * The way to end a loop after some turns; `undefined` where it cannot be written down safely: each way round must pass one
 * Wait and one Choice that decides about going on, and everything that leads in must be able to start the count.
 *
 * @param text the text of the definition, which mentions every name in use.
 */
export function turnLimit(loop: Loop, graph: Graph, text: string, turns: number): TurnLimit | undefined {
  const [entry, ...others] = loop.entries;
  if (entry === undefined || others.length > 0 || graph.open || graph.start === entry) return undefined;
  const free = freeNames(loop.scope.machine, text);
  const members = new Set(loop.states);
  const starts = startsOf(entry, members, graph);
  if (free === undefined || starts === undefined || loop.scope.statesNode === undefined) return undefined;
  const passed = passedAlways(loop, graph);
  const wait = passed.find((state) => state.type === "Wait");
  if (wait?.type !== "Wait" || wait.language === undefined || !isWritable(wait)) return undefined;
  for (const choice of passed) {
    const placed = choice.type === "Choice" ? placeIn(choice, members, free.name, turns) : undefined;
    if (choice.type === "Choice" && placed !== undefined) return { ...free, starts, wait, choice, ...placed };
  }
  return undefined;
}

// Whoever has more of them in one loop knows better where a count belongs; each takes a walk over the loop.
const MOST_TRIED = 16;

/** The Waits and Choices that each way round a loop passes. */
function passedAlways(loop: Loop, graph: Graph): State[] {
  const candidates = loop.turn.states.filter(({ type }) => type === "Wait" || type === "Choice");
  if (candidates.length > MOST_TRIED) return [];
  return candidates.filter((state) => !recurs(loop, (edge) => edge.from !== state, graph));
}

const NAMES = ["turns", "turnsTaken", "loopTurns"];
const EXITS = ["Gave up waiting", "Gave up waiting after too many turns"];

/** A variable and a state that a machine has not; `undefined` where they are not to be had, or the text may hide some. */
function freeNames(machine: StateMachine, text: string): Pick<TurnLimit, "name" | "exit"> | undefined {
  let free = known.get(machine);
  if (free === undefined) {
    const { names, open } = assignedNames(machine);
    const name = NAMES.find((each) => !names.has(each) && !text.includes(`$${each}`));
    const exit = EXITS.find((each) => !machine.scopes.some(({ states }) => states.has(each)));
    free = open || name === undefined || exit === undefined ? {} : { names: { name, exit } };
    known.set(machine, free);
  }
  return free.names;
}

// A machine may have thousands of polls.
const known = new WeakMap<StateMachine, { readonly names?: Pick<TurnLimit, "name" | "exit"> }>();

/** What leads into a loop from outside; `undefined` if some of it cannot start the count. */
function startsOf(entry: State, members: ReadonlySet<State>, graph: Graph): readonly Assigns[] | undefined {
  const starts = new Map<ObjectNode, Assigns>();
  for (const edge of graph.incoming(entry)) {
    if (members.has(edge.from)) continue;
    const start = assignerOf(edge);
    if (start === undefined || !isWritable(start)) return undefined;
    starts.set(start.node, start);
  }
  return starts.size === 0 ? undefined : [...starts.values()];
}

function assignerOf({ from, kind, rule, catcher }: Edge): Assigns | undefined {
  if (kind === "choice") return rule;
  if (kind === "catch") return catcher;
  return from.type === "Unknown" ? undefined : from;
}

/** Whether a variable can be added to an `Assign`: one that is there must show all that it assigns. */
function isWritable({
  node,
  assign,
}: {
  readonly node: State["node"];
  readonly assign: TreeField | undefined;
}): boolean {
  if (node.kind !== "object" || node.open) return false;
  return assign === undefined || (assign.node.kind === "object" && !assign.node.open);
}

/**
 * Where a rule that ends the loop stands. An answer that ends it anyway comes first: behind such rules nothing else is left
 * but going on, or the rules that go on are asked once more together with the count.
 */
function placeIn(
  choice: Choice,
  members: ReadonlySet<State>,
  name: string,
  turns: number,
): Pick<TurnLimit, "index" | "rule"> | undefined {
  const { rules, default: otherwise, language, scope } = choice;
  const list = choice.node.get("Choices");
  if (list?.kind !== "array" || list.open || list.items.length !== rules.length || language === undefined)
    return undefined;
  const goesOn = (target: string | undefined): boolean => {
    const state = target === undefined ? undefined : scope.states.get(target);
    return state !== undefined && members.has(state);
  };
  const places = rules.flatMap(({ next }, place) => (goesOn(next?.value) ? [place] : []));
  const [first = rules.length] = places;
  const last = places.at(-1) ?? first;
  const tooMany = countTest(language, name, turns);
  const alone = rules.slice(first).every(({ next }) => goesOn(next?.value)) && goesOn(otherwise?.value);
  if (alone) return { index: first, rule: tooMany };
  if (places.length !== last - first + 1 || goesOn(otherwise?.value)) return undefined;
  const rule = bothTests(language, tooMany, rules.slice(first, last + 1));
  return rule && { index: first, rule };
}

type Rule = TurnLimit["rule"];

function countTest(language: "JSONPath" | "JSONata", name: string, turns: number): Rule {
  if (language === "JSONata") return { Condition: `{% $${name} >= ${turns} %}` };
  return { Variable: `$${name}`, NumericGreaterThanEquals: turns };
}

/** A rule that takes what any of some rules takes, as long as another test holds too. */
function bothTests(language: "JSONPath" | "JSONata", test: Rule, rules: readonly ChoiceRule[]): Rule | undefined {
  if (language === "JSONata") {
    const sources = rules.map(({ condition }) => {
      const text = condition?.value;
      return typeof text === "string" ? jsonataSource(text)?.trim() : undefined;
    });
    if (sources.some((source) => source === undefined)) return undefined;
    const any = sources.map((source) => `(${source})`).join(" or ");
    const count = jsonataSource(String(test.Condition))?.trim();
    return { Condition: `{% ${count} and ${sources.length > 1 ? `(${any})` : any} %}` };
  }
  const questions = rules.map(questionOf);
  if (questions.some((question) => question === undefined)) return undefined;
  const asked = questions as Json[]; // none of them is undefined
  return { And: [test, asked.length === 1 ? (asked[0] as Json) : { Or: asked }] };
}

const NO_QUESTION = new Set(["Next", "Comment", "Assign", "Output"]);

/** What a rule asks, without what it does about the answer. */
function questionOf({ node }: ChoiceRule): Json | undefined {
  if (!isPlain(node)) return undefined;
  const asked = node.members.filter(({ key }) => !NO_QUESTION.has(key));
  return Object.fromEntries(asked.map(({ key, value }) => [key, plainValue(value) as Json])); // a plain tree holds nothing else
}
