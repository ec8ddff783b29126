import fc from "fast-check";
import type { Json } from "../../src/document/editor.ts";

const INTERESTING = ["__proto__", "a/b", "~", "", "é", "😀", "${x", "//", "/*", "{%", "\u2028", '"', "\\", "\t", "\n"];

/** Strings with what JSON, comments and placeholders give a meaning to, but no whole placeholder. */
export const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom(...INTERESTING),
  fc.string({ unit: "binary", maxLength: 4 }),
);

const scalar = fc.oneof(
  text.filter((value) => !/\$\{|^%|^\{\{/.test(value)),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.integer(),
  fc.constantFrom(true, false, null),
);

const key = text.filter((value) => !value.includes("${"));

export const jsonValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** The inside of a JSON string, each unit in a style that `random` picks. */
export function escapeUnits(value: string, random: () => number): string {
  const short: Record<string, string> = {
    '"': '\\"',
    "\\": "\\\\",
    "/": "\\/",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
  };
  return [...Array(value.length).keys()]
    .map((at) => {
      const unit = value.charAt(at);
      const hex = value.charCodeAt(at).toString(16).padStart(4, "0");
      const style = random() % 4;
      if (style === 0) return `\\u${hex}`;
      if (style === 1) return `\\u${hex.toUpperCase()}`;
      if (style === 2 && short[unit] !== undefined) return short[unit];
      return unit >= " " && unit !== '"' && unit !== "\\" ? unit : `\\u${hex}`;
    })
    .join("");
}

/** A value as JSON with random blanks and escapes. */
export function writeJson(value: Json, random: () => number): string {
  const blank = (): string => ["", "", " ", "\n", "\r\n", "\t", "  "][random() % 7] ?? "";
  const around = (inner: string): string => blank() + inner + blank();
  const write = (part: Json): string => {
    if (typeof part === "string") return `"${escapeUnits(part, random)}"`;
    if (Array.isArray(part))
      return `[${part.length > 0 ? part.map((item) => around(write(item))).join(",") : blank()}]`;
    if (typeof part !== "object" || part === null) return JSON.stringify(part);
    const members = Object.entries(part).map(([name, inner]) => `${around(write(name))}:${around(write(inner))}`);
    return `{${members.length > 0 ? members.join(",") : blank()}}`;
  };
  return around(write(value));
}

/** A value and a text that says it. */
export const jsonText = fc
  .tuple(jsonValue, fc.array(fc.nat(1_000), { minLength: 1, maxLength: 40 }))
  .map(([value, numbers]) => ({ value, text: writeJson(value, cycling(numbers)) }));

/** Hands out the numbers of a list again and again. */
export function cycling(numbers: readonly number[]): () => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}
