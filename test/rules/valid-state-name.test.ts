import { describe, expect, it } from "vitest";
import { parseMachine } from "../../src/asl/parse.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import { runRules } from "../../src/linter/run-rules.ts";
import rule from "../../src/rules/valid-state-name.ts";
import { testRule } from "../../src/testing.ts";

const named = (name: string) => `
StartAt: "${name}"
States:
  "${name}": { Type: Succeed }
`;
const marked = (name: string) => named(name).replace(`"${name}": `, `«"${name}"»: `);

testRule("valid-state-name", rule, {
  valid: [
    { name: "80 characters", code: named("N".repeat(80)) },
    { name: "80 characters of two units each", code: named("📦".repeat(80)) },
    { name: "blanks, slashes and other marks", code: named("Ship / pack: 50 % (now?) “é”") },
    { name: "a name that deployment shortens", code: named(`\${Stage}${"N".repeat(80)}`) },
  ],
  invalid: [
    {
      name: "81 characters",
      code: marked("N".repeat(81)),
      problems: [{ messageId: "long", data: { length: 81, max: 80 } }],
    },
    {
      name: "81 characters of two units each",
      code: marked("📦".repeat(81)),
      problems: [{ messageId: "long", data: { length: 81, max: 80 } }],
    },
    { name: "an empty name", code: marked(""), problems: [{ messageId: "empty" }] },
    {
      name: "a name in a branch",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches: [{ StartAt: ${"N".repeat(99)}, States: { «${"N".repeat(99)}»: { Type: Succeed } } }]
    End: true
`,
      problems: [{ messageId: "long", data: { length: 99, max: 80 } }],
    },
  ],
});

/** Where the host writes the name. */
const AT = [2, 11] as const;

describe("valid-state-name, where the host names the machine", () => {
  const file = createSourceFile(
    "machine.asl.json",
    '{ "StartAt": "Pack", "States": { "Pack": { "Type": "Succeed" } } }',
  );

  /** What is reported, with the text it is reported at. */
  function found(name: string): string[] {
    return readDefinitions(file, "named", {}).definitions.flatMap((read) => {
      const definition = {
        ...read,
        context: { ...read.context, machineName: name, resource: { nameRange: AT, machineNameRange: AT } },
      };
      const active = { id: "valid-state-name", rule, severity: "error" as const, options: {} };
      const { findings } = runRules(definition, parseMachine(definition.root), [active]);
      return findings.map(({ report }) => `${report.messageId} at ${file.text.slice(...report.at)}`);
    });
  }

  it.each(["Orders", "N".repeat(80), "orders_2026-01.é", `\${AWS::StackName}${"-orders".repeat(12)}`])(
    "accepts %s",
    (name) => {
      expect(found(name)).toEqual([]);
    },
  );

  it.each([
    ["", "machineEmpty"],
    ["N".repeat(81), "machineLong"],
    ["new orders", "machineCharacter"],
    ["orders/new", "machineCharacter"],
    ["orders\u0007", "machineCharacter"],
  ])("reports '%s'", (name, messageId) => {
    expect(found(name)).toEqual([`${messageId} at "StartAt"`]);
  });
});
