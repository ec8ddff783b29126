/** A state machine as a picture: what is drawn, not how. Texts are as they are written, of any characters. */
export interface Drawing {
  /** What the machine is called, and where it stands. */
  readonly title: string;
  readonly frame: Frame;
  /** Each of them, those inside frames, too. */
  readonly arrows: readonly Arrow[];
}

/** Boxes that lie together: the whole picture, a branch, the item processor of a Map. */
export interface Frame {
  readonly id: string;
  /** "" for the whole picture. */
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
}

/**
 * What a box stands for.
 *
 * - `start`, `end`: where the machine begins and ends; problems of the machine itself stand at its start
 * - `state`, `choice`, `wait`, `final`: a state, by what it does with the flow; Succeed and Fail are final
 * - `fork`: a Parallel or Map; thick arrows lead into its frames
 * - `join`: where the frames of a fork end, and its own way goes on
 * - `missing`: a target that the text does not show as a state
 */
export type BoxKind = "start" | "end" | "state" | "choice" | "wait" | "final" | "fork" | "join" | "missing";

export interface Box {
  /** Letters and digits, unique in the drawing. */
  readonly id: string;
  readonly kind: BoxKind;
  /** Its label; none for a join. */
  readonly lines: readonly string[];
  /** Of its gravest problem. */
  readonly severity: "error" | "warn" | undefined;
  /** The messages of its problems. */
  readonly messages: readonly string[];
  readonly inLoop: boolean;
}

/**
 * What an arrow stands for.
 *
 * - `next`: also from the start and to an end
 * - `choice`, `default`, `catch`: a transition of its kind
 * - `fork`: into a branch or to an item
 * - `retry`: the attempts of a Task that polls through its `Retry`
 */
export type ArrowKind = "next" | "choice" | "default" | "catch" | "fork" | "retry";

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly kind: ArrowKind;
  /** Its label: conditions, error names, what the loop is that it closes. */
  readonly lines: readonly string[];
  /** Whether it leads back to where a loop begins. */
  readonly closesLoop: boolean;
}
