import { describe, expect, test } from "vitest";
import { count, dollars, duration, plural } from "../../src/util/words.ts";

describe("words for figures", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [2160, "2,160"],
    [25_000_000, "25,000,000"],
    [2.6, "3"],
  ])("the count %d is %s", (value, text) => {
    expect(count(value)).toBe(text);
  });

  test.each([
    [0, "0 errors"],
    [1, "1 error"],
    [1200, "1,200 errors"],
  ])("%d of a noun are %s", (value, text) => {
    expect(plural(value, "error")).toBe(text);
  });

  test.each([
    [0.25, "0.25 s"],
    [45, "45 s"],
    [60, "1 min"],
    [13_860, "3 h 51 min"],
    [86_400, "1 day"],
    [831_600, "9 days 15 h"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  test.each([
    [0, "$0"],
    [0.000025, "$0.000025"],
    [0.054, "$0.054"],
    [1.3, "$1.30"],
    [1234.5, "$1,235"],
  ])("%d dollars are %s", (value, text) => {
    expect(dollars(value)).toBe(text);
  });
});
