import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isStandIn, placeholderEnd, placeholderParts } from "../../src/document/placeholders.ts";
import { processorTime } from "../helpers/processor-time.ts";

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
    ["{{resolve:ssm:/shop/url}}", [hole("{{resolve:ssm:/shop/url}}")]],
    ["https://{{resolve:ssm:/h:1}}/${Path}", ["https://", hole("{{resolve:ssm:/h:1}}"), "/", hole("${Path}")]],
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
  const start = processorTime();
  placeholderParts("${".repeat(200_000));
  placeholderParts("${\n".repeat(200_000));
  placeholderParts(`{% ${"${".repeat(100_000)}`);
  expect(processorTime() - start).toBeLessThan(500);
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

describe("what a program may put something in the place of", () => {
  const standIns = [
    "__ARN__",
    "_arn_",
    "@@ARN@@",
    "@@pack.arn@@",
    "%%ARN%%",
    "$PACK_ARN",
    "$ARN",
    "REPLACE_WITH_ARN",
    "YOUR_FUNCTION_2_ARN",
    "<PackArn>",
    "arn:#{AWS::Partition}:states:::sns:publish",
    "x {{y}}",
    "<%= arn %>",
  ];
  test.each(standIns)("%j looks so", (text) => expect(isStandIn(text)).toBe(true));

  const others = [
    "",
    "packOrder",
    "PACK",
    "TODO",
    "Pack_Order",
    "PACK__ORDER",
    "PACK_ORDER_",
    "PACK_ORDER!",
    "PACK_ORDER: 1",
    "$packArn",
    "$.PACK_ARN",
    "$PACK_ARN.x",
    "@@ARN@",
    "@@@@",
    "%%ARN%",
    "%%pack order%%",
    "a @@ARN@@",
    "arn:aws:states:::sns:publish",
  ];
  test.each(others)("%j does not", (text) => expect(isStandIn(text)).toBe(false));

  it("is told in no time", () => {
    const start = processorTime();
    for (const piece of ["_", "A_", "A", "@@", "$A", "<a", "%%a"]) isStandIn(`${"_A"}${piece.repeat(100_000)}!`);
    for (const piece of ["_", "A_", "A", "@@", "$A", "<a", "%%a"]) isStandIn(`${piece.repeat(100_000)}!`);
    expect(processorTime() - start).toBeLessThan(500);
  });
});
