import { describe, expect, test } from "vitest";
import { costText } from "../../src/formatters/cost-text.ts";
import { HOSTILE, reportOf, samples } from "./cost-samples.ts";

const textOf = (name: keyof typeof samples): string => costText(reportOf(samples[name]));

const all = Object.keys(samples) as (keyof typeof samples)[]; // its own keys
const shown = all.filter((name) => !["names that are long", "fifty loops"].includes(name));

describe("the text", () => {
  test.each(shown)("of %s", (name) => {
    expect(textOf(name)).toMatchSnapshot();
  });

  test("of several machines has an empty line between them", () => {
    const text = costText(reportOf(samples["a Map"], samples["one that cannot be priced"]));
    expect(text).toBe(`${textOf("a Map")}\n${textOf("one that cannot be priced")}`);
  });

  test.each(all)("of %s has no figure that people cannot read", (name) => {
    expect(textOf(name)).not.toMatch(/\de[+-]?\d|Infinity|NaN|undefined|null|\[object/);
  });

  test.each(all)("of %s is one block of lines that neither end in blanks nor move a cursor", (name) => {
    const text = textOf(name);
    expect(text).toMatch(/^\S.*\n\n(?: {2}.*\n|\n(?= {2}))+$/);
    expect(text).not.toMatch(/[^\S\n]\n|\n\n\n/);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test("of many loops is broken where a figure or clause ends", () => {
    const lines = textOf("fifty loops").split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.find((line) => line.includes("p50 = 30"))).toMatch(
      /^ {20}p\d+ = 30 \(assumed\), .*p50 = 30 \(assumed\):/,
    );
    const sum = lines.slice(lines.findIndex((line) => line.startsWith("  events")));
    expect(sum[1]).toMatch(/^ {20}\d+ \+ \d·p1 \+ /);
    expect(sum[2]).toMatch(/^ {20}\+ \d·p\d+ \+ /);
  });

  test("of a name that no state machine takes shows where it begins", () => {
    const text = textOf("names that are long");
    expect(text).toContain("turns of 'Wait xxx");
    expect(text).toMatch(/x…x+' ->\n/);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(230);
  });

  test("shows a hostile name on one line", () => {
    const [head = ""] = textOf("a name that is hostile").split("\n");
    expect(head).toContain("\\n\\u001b[2J");
    expect(HOSTILE).toContain("\n");
  });
});
