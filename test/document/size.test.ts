import { expect, it } from "vitest";
import { parseJson } from "../../src/document/json.ts";
import { compactLength, mayReach, writtenLength } from "../../src/document/size.ts";

const root = (text: string) => parseJson(text).root;

it.each([
  "{}",
  "[]",
  '{"a":1,"b":[true,null,-2.5],"c":{"d":"e"}}',
  JSON.stringify({ quote: '"', line: "a\nb", path: "a\\b", umlaut: "ä", pair: "📦" }),
])("counts what JSON has without blanks: %s", (text) => {
  const spaced = JSON.stringify(JSON.parse(text), null, 4);
  expect(compactLength(root(spaced))).toBe(text.length);
  expect(compactLength(root(spaced), "bytes")).toBe(Buffer.byteLength(text));
  expect(writtenLength(root(`  ${spaced}  `))).toBe(spaced.startsWith("{") ? spaced.length : 0);
});

it("counts nothing for what only deployment knows", () => {
  expect(compactLength(root('{"a":"x${Long}y"}'))).toBe('{"a":xy}'.length);
});

it("looks at the text alone to tell what may be long", () => {
  expect(mayReach(root('{"a":1}'), 1000)).toBe(false);
  expect(mayReach(root(`{"a":"${"x".repeat(600)}"}`), 1000)).toBe(true);
  // An operator of JSONata is no anchor.
  expect(mayReach(root(`{"a":"{% $a & $b &$c %}${"x".repeat(300)}"}`), 1000)).toBe(false);
});
