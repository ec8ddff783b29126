/** How a scope, a state or an attempt ended. */
export type Ended<Success> = Success | Failed | Stopped;

export interface Done {
  readonly kind: "done";
  readonly output: unknown;
  /** Of literal waiting. */
  readonly seconds: number;
}

/** A state that is left for another one; without `next` its scope has succeeded. */
export interface Left extends Done {
  readonly next: string | undefined;
}

export interface Failed {
  readonly kind: "failed";
  readonly error: string;
  readonly seconds: number;
  /** Whether a `Fail` says so. */
  readonly byFail?: boolean;
  /** Whether a `…StateFailed` follows if it is not attempted again. */
  readonly noted?: boolean;
}

/** The end of the execution came before, or of a branch whose neighbour failed. */
export interface Stopped {
  readonly kind: "stopped";
  readonly seconds: number;
}
