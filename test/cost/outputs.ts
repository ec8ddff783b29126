import type { CatcherJson, Language, RuleJson, StateJson } from "./definition.ts";
import { fillJsonata, fillTemplate, readPath, type Surroundings, Unknown, writePath } from "./expressions.ts";

/** A state in its surroundings. */
export interface Place {
  readonly name: string;
  readonly state: StateJson;
  readonly language: Language;
  readonly input: unknown;
  readonly variables: Variables;
  /** Seconds since the execution began. */
  readonly now: number;
  /** Whether it lies in a Parallel or a Map. */
  readonly nested: boolean;
  /** Any number, for data that is not known. */
  number(): number;
}

/** Variables of a scope: those around it can be read. */
export class Variables {
  private readonly own = new Map<string, unknown>();

  constructor(private readonly outer?: Variables) {}

  get(name: string): unknown {
    return this.own.has(name) ? this.own.get(name) : this.outer?.get(name);
  }
  set(name: string, value: unknown): void {
    this.own.set(name, value);
  }
}

/** What expressions of a state see; `$` and `$states.input` are its effective input where no other is given. */
export function surroundings(place: Place, input: unknown = inputOf(place), result?: unknown): Surroundings {
  return {
    input,
    result,
    variable: (name) => place.variables.get(name),
    number: place.number,
    now: () => place.now * 1_000,
  };
}

/** The input that a state works with: what `InputPath` leaves of it. */
export function inputOf(place: Place): unknown {
  const { state, language, input } = place;
  return language === "JSONPath" ? through(state.InputPath, input, place) : input;
}

function through(path: string | null | undefined, value: unknown, place: Place): unknown {
  if (path === undefined) return value;
  return path === null ? {} : readPath(path, surroundings(place, value));
}

/**
 * The output of a state whose work gave a result; variables are set.
 *
 * @throws EvaluationFailure
 */
export function outputOfWork(place: Place, result: unknown): unknown {
  const { state, language, input } = place;
  if (language === "JSONata") return finish(place, state, input, result);
  const { ResultSelector: selector } = state;
  const selected = selector === undefined ? result : fillTemplate(selector, surroundings(place, result));
  // Into the input as it came.
  const output = through(state.OutputPath, writePath(state.ResultPath, input, selected), place);
  assign(place, state.Assign, surroundings(place, result));
  return output;
}

/** The same of a Pass, Wait or Succeed. */
export function outputOfPassing(place: Place): unknown {
  const { state, language } = place;
  const input = inputOf(place);
  if (language === "JSONata") return finish(place, state, input, input);
  if (state.Type !== "Pass") return through(state.OutputPath, finish(place, state, input, input), place);
  const filled = state.Parameters === undefined ? input : fillTemplate(state.Parameters, surroundings(place, input));
  return outputOfWork(place, state.Result ?? filled);
}

/** The same of a rule that a Choice follows. */
export function outputOfRule(place: Place, rule: Pick<RuleJson, "Assign" | "Output">): unknown {
  const input = inputOf(place);
  const output = finish(place, rule, input, input);
  return place.language === "JSONPath" ? through(place.state.OutputPath, output, place) : output;
}

/** The same of a catcher. */
export function outputOfCatcher(place: Place, catcher: CatcherJson, error: string): unknown {
  const report = { Error: error, Cause: new Unknown() };
  if (place.language === "JSONata") return finish(place, catcher, place.input, report);
  assign(place, catcher.Assign, surroundings(place, report));
  return writePath(catcher.ResultPath, place.input, report);
}

/** What a state, rule or catcher says in `Output` and `Assign`; the first is there in JSONata only. */
function finish(
  place: Place,
  { Assign, Output }: Pick<RuleJson, "Assign" | "Output">,
  input: unknown,
  result: unknown,
): unknown {
  const around = surroundings(place, input, result);
  const output = Output === undefined ? result : fillJsonata(Output, around);
  assign(place, Assign, around);
  return output;
}

/** Sets variables; all values are those at the entry of the state. */
function assign(place: Place, values: Record<string, unknown> | undefined, around: Surroundings): void {
  if (values === undefined) return;
  const filled = place.language === "JSONata" ? fillJsonata(values, around) : fillTemplate(values, around);
  for (const [name, value] of Object.entries(Object(filled))) place.variables.set(name, value);
}
