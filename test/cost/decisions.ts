/** What the definition leaves open in an execution, and who decides it. */

/**
 * How an attempt of a Task, Parallel or Map fails:
 *
 * - `before`: before anything is called or started
 * - `schedule`: the service refuses the call (Tasks)
 * - `call`: the service or the Map Run fails (Tasks, distributed Maps)
 * - `output`: after the success, on what the state makes of the result
 */
export type Failure = "before" | "schedule" | "call" | "output";

/** What follows if an attempt fails with an error. */
export type Consequence =
  | { readonly kind: "retried" }
  | { readonly kind: "caught"; readonly to: string }
  | { readonly kind: "dies" };

export interface Attempt {
  readonly state: string;
  /** How it can fail, and with which errors. */
  readonly fates: readonly Fate[];
  after(error: string): Consequence;
}

/** How an attempt fails. */
export interface Fate {
  readonly failure: Failure;
  readonly error: string;
}

export interface Decider {
  /** Which of the ways out of a Choice is taken, by its place; `undefined` is the way of a Choice that nothing matches. */
  way(state: string, targets: readonly (string | undefined)[]): number;
  /** Whether an attempt fails by itself, as far as what is inside lets it succeed. */
  attempt(attempt: Attempt): Fate | undefined;
  /** Whether a state without `Catch` fails on what it evaluates. */
  dies(state: string): boolean;
  /** How many items a Map gets that the definition does not say. */
  items(state: string): number;
  /** A number of the data that the definition does not say. */
  number(): number;
  /** How many iterations of a Map run at once, at most `most`. */
  workers(state: string, most: number): number;
  /** Which of the branches or iterations that one can start with. */
  first(count: number): number;
  /** How many states a branch or an iteration gets to run in when another one has failed; 0: it has not begun. */
  grace(): number;
  /** Whether what may be in a history or not is in it. */
  perhaps(): boolean;
}

/** Where no decision is made: everything succeeds, the first way is taken, one item, one after the other. */
export const SMOOTH: Decider = {
  way: () => 0,
  attempt: () => undefined,
  dies: () => false,
  items: () => 1,
  number: () => 0,
  workers: () => 1,
  first: () => 0,
  grace: () => 0,
  perhaps: () => false,
};

/** What happens in a state, visit by visit and attempt by attempt; after the last one all goes well. */
export type Script = Readonly<Record<string, readonly Step[]>>;

/** An attempt that succeeds or fails, where a Choice leads (`undefined`: nothing matches), the items of a Map. */
export type Step =
  | { readonly fails: Failure; readonly error?: string }
  | "succeeds"
  | { readonly to: string | undefined }
  | { readonly items: number }
  | "dies";

/** Decides what a script says, and otherwise as `SMOOTH`, or as what is given instead. */
export function scripted(script: Script, otherwise: Partial<Decider> = {}): Decider {
  const left = new Map(Object.entries(script).map(([state, steps]) => [state, [...steps]]));
  /** The next step of a state, if it is of a kind. */
  const next = <Kind extends Step>(state: string, fits: (step: Step) => step is Kind): Kind | undefined => {
    const [step] = left.get(state) ?? [];
    if (step === undefined || !fits(step)) return undefined;
    left.get(state)?.shift();
    return step;
  };
  const base = { ...SMOOTH, ...otherwise };
  return {
    ...base,
    way: (state, targets) => {
      const step = next(state, (each) => typeof each === "object" && "to" in each);
      return step === undefined ? base.way(state, targets) : targets.indexOf(step.to);
    },
    attempt: (attempt) => {
      const { state } = attempt;
      const step = next(state, (each) => each === "succeeds" || (typeof each === "object" && "fails" in each));
      if (step === undefined) return base.attempt(attempt);
      return step === "succeeds" ? undefined : { failure: step.fails, error: step.error ?? "Odd" };
    },
    dies: (state) => next(state, (each) => each === "dies") !== undefined,
    items: (state) => next(state, (each) => typeof each === "object" && "items" in each)?.items ?? base.items(state),
  };
}
