import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { plainValue } from "../../src/document/nodes.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import { neededReaders } from "../../src/hosts/markers.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import { lintFile } from "../../src/linter/lint.ts";
import { defineRule } from "../../src/linter/rule.ts";
import { loadReaders } from "../../src/readers/load.ts";
import { type HostText, templateTexts } from "../helpers/host-texts.ts";

const MACHINE = JSON.stringify(
  {
    Comment: "Sätze mit \"Anführung\", 'Strich', \\ und 😀",
    StartAt: "Pack it",
    States: {
      "Pack it": { Type: "Pass", Result: { Text: "a\tb\nc" }, Next: "NoSuchState" },
      Ship: { Type: "Succeed" },
    },
  },
  null,
  2,
);

/** Reports each transition; mends it, adds a field beside it, takes the result out. */
const rule = defineRule({
  meta: {
    type: "problem",
    category: "style",
    description: "Report transitions",
    recommended: false,
    fixable: true,
    hasSuggestions: true,
    messages: { next: "Next.", add: "Add", remove: "Remove", rename: "Rename" },
  },
  visit: {
    Pass({ next, node }, { report }) {
      if (next === undefined || node.kind !== "object") return;
      const member = node.member("Next");
      report({
        at: next.range,
        messageId: "next",
        fix: (edit) => edit.replaceValue(next.node, "Ship"),
        suggest: [
          { messageId: "add", change: (edit) => edit.setField(node, "Comment", 'It\'s "new" \\ ${x}'.slice(0, -4)) },
          { messageId: "remove", change: (edit) => edit.removeField(node, "Result") },
          { messageId: "rename", change: (edit) => (member ? edit.renameKey(member, "Ende") : undefined) },
        ],
      });
    },
  },
});

async function lintIn({ path }: HostText, text: string) {
  const readers = await loadReaders(neededReaders(path, text));
  const file = createSourceFile(path, text);
  const active = { id: "next", rule, severity: "warn", options: {} } as const;
  const result = lintFile(file, "named", [active], readers);
  const { definitions } = readDefinitions(file, "named", readers);
  return { result, definition: definitions[0] };
}

/** The definition that a text holds. */
async function valueIn(host: HostText, text: string): Promise<unknown> {
  const { definition } = await lintIn(host, text);
  expect(definition?.issues).toEqual([]);
  return definition && plainValue(definition.root);
}

describe.each(templateTexts)("a definition in $name", (host) => {
  const text = host.write(MACHINE);

  it("is read as it is meant", async () => {
    expect(await valueIn(host, text)).toEqual(JSON.parse(MACHINE));
  });

  it("has its problems where they stand", async () => {
    const { result } = await lintIn(host, text);
    const problems = result?.problems ?? [];
    expect(problems.map(({ pointer }) => pointer)).toEqual(["/States/Pack it/Next"]);
    const [start = 0, end = 0] = problems[0]?.range ?? [];
    expect(text.slice(start, end).replaceAll(/[\\"]/g, "")).toBe("NoSuchState");
  });

  it("is mended in that place alone", async () => {
    const { result } = await lintIn(host, text);
    const { fix = [], range: [start, end] = [0, 0] } = result?.problems[0] ?? {};
    if (!host.isMended) {
      expect(fix).toEqual([]);
      return;
    }
    const changed = applyEdits(text, fix);
    expect(changed).toBe(
      text.slice(0, start) + text.slice(start, end).replace("NoSuchState", "Ship") + text.slice(end),
    );
    const value = (await valueIn(host, changed)) as { States: { "Pack it": { Next: string } } }; // as MACHINE is
    expect(value.States["Pack it"].Next).toBe("Ship");
  });

  it("gets and loses fields, or stays as it is", async () => {
    const { result } = await lintIn(host, text);
    const { suggestions = [] } = result?.problems[0] ?? {};
    const made = new Map<string, unknown>();
    for (const { messageId, edits } of suggestions) made.set(messageId, await valueIn(host, applyEdits(text, edits)));
    if (host.takesLines) expect([...made.keys()]).toEqual(["add", "remove", "rename"]);
    // A folded block stays as it is; elsewhere, a word can be changed at least.
    else expect(made.has("rename")).toBe(host.isMended);
    const { States, ...machine } = JSON.parse(MACHINE) as { States: Record<string, Record<string, unknown>> }; // as MACHINE is
    const with_ = (state: object) => ({ ...machine, States: { ...States, "Pack it": state } });
    const { Result, Next, ...rest } = States["Pack it"] ?? {};
    if (made.has("add")) expect(made.get("add")).toEqual(with_({ ...rest, Result, Next, Comment: 'It\'s "new" \\ ' }));
    if (made.has("remove")) expect(made.get("remove")).toEqual(with_({ ...rest, Next }));
    if (made.has("rename")) expect(made.get("rename")).toEqual(with_({ ...rest, Result, Ende: Next }));
  });
});
