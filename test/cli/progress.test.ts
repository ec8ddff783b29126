import { describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.ts";

function watch(isTerminal: boolean) {
  const printed: string[] = [];
  let time = 0;
  const progress = createProgress({
    isTerminal,
    now: () => time,
    print: (descriptor, text) => printed.push(`${descriptor}:${text}`),
  });
  return { printed, progress, at: (now: number) => (time = now) };
}

describe("progress", () => {
  test("is shown after a second, then ten times a second at most, and removed", () => {
    const { printed, progress, at } = watch(true);
    for (const [now, done] of [
      [999, 1],
      [1000, 2],
      [1099, 3],
      [1100, 1234],
    ] as const) {
      at(now);
      progress.show(done, 5000);
    }
    progress.clear();
    progress.clear();
    expect(printed).toEqual(["2:\r\u001b[K2 of 5,000 files", "2:\r\u001b[K1,234 of 5,000 files", "2:\r\u001b[K"]);
  });

  test("says nothing in a short run, nor where nobody watches", () => {
    const short = watch(true);
    short.progress.show(1, 1);
    short.progress.clear();
    const piped = watch(false);
    piped.at(9999);
    piped.progress.show(1, 1);
    piped.progress.clear();
    expect([...short.printed, ...piped.printed]).toEqual([]);
  });
});
