import { count, plural } from "../util/words.ts";
import type { Descriptor } from "./output.ts";

interface Surroundings {
  readonly isTerminal: boolean;
  /** Milliseconds. */
  now(): number;
  print(descriptor: Descriptor, text: string): void;
}

/** A line that tells how far a run is. */
export interface Progress {
  show(done: number, total: number): void;
  /** Removes the line. */
  clear(): void;
}

const FIRST = 1_000;
const NEXT = 100;
const CLEAR = "\r\u001b[K";

/** Tells on a terminal how far a run is that takes longer than a second. */
export function createProgress({ isTerminal, now, print }: Surroundings): Progress {
  if (!isTerminal) return { show: () => undefined, clear: () => undefined };
  let due = now() + FIRST;
  let isShown = false;
  return {
    show(done, total) {
      const time = now();
      if (time < due) return;
      due = time + NEXT;
      isShown = true;
      print(2, `${CLEAR}${count(done)} of ${plural(total, "file")}`);
    },
    clear() {
      if (isShown) print(2, CLEAR);
      isShown = false;
    },
  };
}
