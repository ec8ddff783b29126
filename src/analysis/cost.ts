import type { MapState, State } from "../asl/model.ts";
import type { Loop, LoopBound, Span } from "./loops.ts";
import type { Polynomial } from "./polynomial.ts";

/** What an execution of a machine takes, children of distributed Maps apart. */
export interface MachineCost {
  /** States entered, and retried attempts. */
  readonly transitions: Figures;
  /** History events (Standard), the first and the last one included. */
  readonly events: Figures;
  /** Seconds of literal waiting. */
  readonly seconds: Figures;
  /** Every symbol that a polynomial uses, and every bounded loop, in the order of the text. */
  readonly symbols: readonly CostSymbol[];
  /** The shape of the worst transitions: "O(1)", "O(n)", "O(n·m)"; "unbounded" where a loop has no way out. */
  readonly growth: string;
}

/** The cheapest way to a terminal state, the dearest without an error, the dearest of all; `null`: there is none. */
export interface Figures {
  readonly best: Polynomial | null;
  readonly usual: Polynomial | null;
  readonly worst: Polynomial;
}

/** What a polynomial is in: the turns in one entry of a loop, or the items of one attempt of one entry of a Map. */
export type CostSymbol = LoopSymbol | MapSymbol;

export interface LoopSymbol {
  /** "p1": unique in the machine. */
  readonly id: string;
  readonly kind: "loop";
  /** All states of the loop at its own level, the header first. */
  readonly states: readonly State[];
  readonly loop: Loop;
  readonly bound: LoopBound;
  readonly secondsPerTurn: Span;
}

export interface MapSymbol {
  readonly id: string;
  readonly kind: "map";
  /** The Map alone. */
  readonly states: readonly [MapState];
}
