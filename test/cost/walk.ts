/** One execution, and what it took. */
export interface Walk {
  /** `failed`: a `Fail` of the top level was reached. `died`: an error that nobody caught, or the timeout. `cut`: stopped. */
  readonly outcome: "succeeded" | "failed" | "died" | "cut";
  /** Whether no attempt failed and no `Fail` was reached. */
  readonly clean: boolean;
  /** Whether some Map ran fewer iterations at once than it may. */
  readonly slow: boolean;
  readonly transitions: number;
  /** With the first and the last one. */
  readonly events: number;
  /**
   * Literal waiting by the clock, in Waits and before retries: of branches and iterations that wait at the same time the
   * longest.
   */
  readonly seconds: number;
  /** For each run of a scope (the machine, a branch, an iteration) the states that it entered. */
  readonly runs: readonly (readonly string[])[];
  /** For each attempt of a Map that got its items how many there were, and how many executions it started. */
  readonly maps: readonly MapAttempt[];
}

export interface MapAttempt {
  readonly state: string;
  readonly items: number;
  /** Of a distributed Map. */
  readonly executions: number;
}

export interface WalkOptions {
  /** The execution is stopped after so many states and retries. */
  readonly limit?: number;
  readonly type?: "STANDARD" | "EXPRESS" | undefined;
}
