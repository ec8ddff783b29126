import { count } from "../util/words.ts";

/** How long a kind of work took. */
export interface WorkTime {
  readonly work: string;
  /** Milliseconds, without work inside it that is counted by itself. */
  readonly milliseconds: number;
  readonly calls: number;
}

/** Adds up how long each kind of work takes; what runs inside other work counts there no more. */
export class Stopwatch {
  readonly #times = new Map<string, { milliseconds: number; calls: number }>();
  readonly #inner: number[] = [];
  readonly #now: () => number;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Runs a piece of work; one that answers a promise lasts until it is settled. */
  measure<T>(work: string, run: () => T): T {
    const start = this.#now();
    const depth = this.#inner.push(0) - 1;
    const end = (): void => {
      const elapsed = this.#now() - start;
      const [inner = 0] = this.#inner.splice(depth);
      if (depth > 0) this.#inner[depth - 1] = (this.#inner[depth - 1] ?? 0) + elapsed;
      const time = this.#times.get(work) ?? { milliseconds: 0, calls: 0 };
      this.#times.set(work, { milliseconds: time.milliseconds + elapsed - inner, calls: time.calls + 1 });
    };
    let result: T;
    try {
      result = run();
    } catch (error) {
      end();
      throw error;
    }
    if (result instanceof Promise) return result.finally(end) as T; // the same promise, but for what follows it
    end();
    return result;
  }

  /** All work so far, what took longest first. */
  times(): WorkTime[] {
    return [...this.#times].map(([work, time]) => ({ work, ...time })).sort((a, b) => b.milliseconds - a.milliseconds);
  }
}

const MOST_RULES = 10;

/** The times as two tables: phases, and the slowest rules. */
export function timeTable(times: readonly WorkTime[], rules: ReadonlySet<string>): string {
  const total = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = (title: string, some: readonly WorkTime[]): string[] =>
    some.length === 0
      ? []
      : [
          "",
          title.padEnd(32) + "ms".padStart(10) + "share".padStart(8) + "calls".padStart(10),
          ...some.map(({ work, milliseconds, calls }) => {
            const share = total === 0 ? 0 : (milliseconds / total) * 100;
            return (
              work.padEnd(32) +
              milliseconds.toFixed(1).padStart(10) +
              `${share.toFixed(0)} %`.padStart(8) +
              count(calls).padStart(10)
            );
          }),
        ];
  const phases = times.filter(({ work }) => !rules.has(work));
  const slowest = times.filter(({ work }) => rules.has(work)).slice(0, MOST_RULES);
  return `${[...rows("Work", phases), ...rows("Slowest rules", slowest)].join("\n")}\n`;
}
