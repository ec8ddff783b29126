import { describe, expect, test } from "vitest";
import { Stopwatch, timeTable } from "../../src/cli/stopwatch.ts";

describe("a stopwatch", () => {
  test("counts work inside other work there no more", async () => {
    let time = 0;
    const stopwatch = new Stopwatch(() => time);
    const spend = (milliseconds: number): void => {
      time += milliseconds;
    };
    const result = stopwatch.measure("outer", () => {
      spend(1);
      stopwatch.measure("inner", () => spend(10));
      stopwatch.measure("inner", () => spend(20));
      spend(2);
      return "answer";
    });
    await stopwatch.measure("later", async () => {
      await Promise.resolve();
      spend(5);
    });
    expect(result).toBe("answer");
    expect(stopwatch.times()).toEqual([
      { work: "inner", milliseconds: 30, calls: 2 },
      { work: "later", milliseconds: 5, calls: 1 },
      { work: "outer", milliseconds: 3, calls: 1 },
    ]);
  });

  test("stops at errors", () => {
    let time = 0;
    const stopwatch = new Stopwatch(() => time);
    expect(() =>
      stopwatch.measure("outer", () =>
        stopwatch.measure("inner", () => {
          time += 4;
          throw new Error("planted");
        }),
      ),
    ).toThrow("planted");
    expect(stopwatch.times()).toMatchObject([
      { work: "inner", milliseconds: 4 },
      { work: "outer", milliseconds: 0 },
    ]);
  });
});

describe("the table of times", () => {
  test("has phases, and the ten slowest rules", () => {
    const rules = Array.from({ length: 12 }, (_, i) => `rule-${i}`);
    const times = [
      { work: "reading", milliseconds: 75, calls: 1200 },
      ...rules.map((work, i) => ({ work, milliseconds: i === 0 ? 25 : 0, calls: 1 })),
    ];
    const lines = timeTable(times, new Set(rules)).split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "",
      "Work                                    ms   share     calls",
      "reading                               75.0    75 %     1,200",
      "",
      "Slowest rules                           ms   share     calls",
    ]);
    expect(lines.slice(5)).toHaveLength(11);
    expect(lines[5]).toBe("rule-0                                25.0    25 %         1");
  });
});
