import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { placeholderEnd, placeholderParts } from "../../src/document/placeholders.ts";

const hole = (label: string) => ({ label });

describe("what only deployment knows", () => {
  const cases: [text: string, parts: unknown][] = [
    ["${Arn}", [hole("${Arn}")]],
    ["a${B}c", ["a", hole("${B}"), "c"]],
    ["${a}${b}", [hole("${a}"), hole("${b}")]],
    ["${self:custom.x}-${opt:stage, 'dev'}", [hole("${self:custom.x}"), "-", hole("${opt:stage, 'dev'}")]],
    ["${jsonencode({a = {b = 1}})}!", [hole("${jsonencode({a = {b = 1}})}"), "!"]],
    ["%NAME%", [hole("%NAME%")]],
    ["{{name}}", [hole("{{name}}")]],
    ["{{ ns.name-x }}", [hole("{{ ns.name-x }}")]],
    ["{% $f(${Bucket}) %}", ["{% $f(", hole("${Bucket}"), ") %}"]],
    ["{% ${AWS::Region} %}", ["{% ", hole("${AWS::Region}"), " %}"]],
    ["first ${ open\n then ${Arn}", ["first ${ open\n then ", hole("${Arn}")]],
  ];
  test.each(cases)("%j", (text, parts) => expect(placeholderParts(text)).toEqual(parts));
});

describe("what stands as it is", () => {
  test.each([
    "",
    "plain",
    "$.a",
    "${",
    "${open",
    "100%",
    "%a b%",
    "50% of 20%",
    "a %B%",
    "x {{y}}",
    "{% $x %}",
    '{% $x.${"a": 1} %}',
    "{% ${ $k: 1 } %}",
    "$ {a}",
  ])("%j", (text) => expect(placeholderParts(text)).toBeUndefined());
});

it("the parts are the text", () => {
  const piece = fc.constantFrom("${", "}", "{", "a", "{%", "%}", "$", "\n", "%A%", ":");
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join("")),
      (text) => {
        const parts = placeholderParts(text);
        if (parts === undefined) return;
        expect(parts.map((part) => (typeof part === "string" ? part : part.label)).join("")).toBe(text);
        expect(parts.some((part) => typeof part !== "string")).toBe(true);
      },
    ),
  );
});

it("texts full of opening braces take no time", () => {
  const start = performance.now();
  placeholderParts("${".repeat(200_000));
  placeholderParts("${\n".repeat(200_000));
  placeholderParts(`{% ${"${".repeat(100_000)}`);
  expect(performance.now() - start).toBeLessThan(500);
});

describe("the end of a placeholder", () => {
  test.each<[string, number | undefined]>([
    ["${a}b", 4],
    ["${{a}}b", 6],
    ["${a", undefined],
    ["${a\n}", undefined],
    ["${a\r}", undefined],
  ])("%j", (text, end) => expect(placeholderEnd(text, 0)).toBe(end));
});
