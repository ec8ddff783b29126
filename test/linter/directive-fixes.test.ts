import fc from "fast-check";
import { parse as parseJsonc } from "jsonc-parser";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import noUnusedDisable from "../../src/rules/no-unused-disable.ts";
import { fixText, ruleOf } from "../helpers/lint.ts";

const YAML = `StartAt: A

States:
  A: { Type: Wait, Seconds: 5, Next: B }
  B:
    Type: Parallel
    Branches:
      - StartAt: C

        States:
          C: { Type: Pass, Result: "a # b", End: true }
      - StartAt: D
        States: { D: { Type: Wait, Seconds: 5, End: true } }
    Next: E
  E:
    Type: Fail
    Cause: |
      one
      # no comment
    Error: >-
      two
`;
const JSONC = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Wait", "Seconds": 5, "Next": "B" },

    "B": { "Type": "Fail",
      "Cause": "// no comment", "Error": "/* nor this */"
    }
  }
}
`;

const wait = ruleOf({
  Wait: ({ nameRange }, { report }) => report({ at: nameRange, messageId: "found", data: { what: "x" } }),
});
const rules = { wait, "no-unused-disable": noUnusedDisable };

const directive = fc.record({
  line: fc.nat(30),
  word: fc.constantFrom("disable", "disable-line", "disable-next-line", "enable", "disabel"),
  names: fc.constantFrom("", " wait", " gone", " wait, no-unused-disable", " wait wait gone -- why", " -- why"),
  own: fc.boolean(),
});

/** A text with directives behind or between its lines; those between them never inside a block scalar. */
function withDirectives(text: string, directives: readonly Place[], comment: (words: string) => string, until: number) {
  const lines = text.split("\n");
  for (const { line, word, names, own } of [...directives].sort((a, b) => b.line - a.line)) {
    const at = line % until;
    const written = comment(`steplint-${word}${names}`);
    if (own) lines.splice(at, 0, `  ${written}`);
    else lines[at] += ` ${written}`;
  }
  return lines.join("\n");
}
type Place = typeof directive extends fc.Arbitrary<infer T> ? T : never;

test.each([
  ["YAML", "machine.asl.yaml", YAML, (words: string) => `# ${words}`, 17, parseYaml],
  ["lines of JSON", "machine.jsonc", JSONC, (words: string) => `// ${words}`, 10, (text: string) => parseJsonc(text)],
  [
    "blocks of JSON",
    "machine.jsonc",
    JSONC,
    (words: string) => `/* ${words} */`,
    10,
    (text: string) => parseJsonc(text),
  ],
])("directives in %s are taken out, and nothing else", (_, path, text, comment, until, parse) => {
  for (const lineEnd of ["\n", "\r\n"]) {
    const plain = text.replaceAll("\n", lineEnd);
    fc.assert(
      fc.property(fc.array(directive, { maxLength: 6 }), (directives) => {
        const before = withDirectives(text, directives, comment, until).replaceAll("\n", lineEnd);
        const { text: after, result } = fixText(before, rules, { path });
        expect(parse(after)).toEqual(parse(plain));
        expect(result?.problems.filter(({ fix, suppressed }) => fix && !suppressed)).toEqual([]);
        const counts = (found: typeof result): number =>
          found?.problems.filter(({ ruleId, suppressed }) => ruleId === "wait" && suppressed === undefined).length ??
          -1;
        const unfixed = fixText(before, { wait }, { path }).result;
        expect(counts(result)).toBe(counts(unfixed));
      }),
      { numRuns: 150 },
    );
  }
});
