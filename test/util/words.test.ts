import { describe, expect, test } from "vitest";
import { count, dollars, duration, plural } from "../../src/util/words.ts";

describe("words for figures", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [2160, "2,160"],
    [25_000_000, "25,000,000"],
    [2.6, "3"],
    [999_999_999_999_999, "999,999,999,999,999"],
    [1.25e21, "1.3·10^21"],
    [-3e15, "-3·10^15"],
    [1e16, "10^16"],
    [Number.POSITIVE_INFINITY, "more than 10^308"],
    [Number.NaN, "more than 10^308"],
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
    [0.0999, "$0.10"],
    [2.6e22, "$2.6·10^22"],
    [1e-13, "less than $0.000000000001"],
    [1e-12, "$0.000000000001"],
    [Number.POSITIVE_INFINITY, "more than $10^308"],
  ])("%d dollars are %s", (value, text) => {
    expect(dollars(value)).toBe(text);
  });

  test.each([
    [0.000_175, "$0.000175"],
    [0.0026, "$0.0026"],
    [0.002_775, "$0.00278"],
    [1.234, "$1.23"],
  ])("%d dollars with three digits are %s", (value, text) => {
    expect(dollars(value, 3)).toBe(text);
  });
});
