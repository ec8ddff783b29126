import { describe, expect, it, test } from "vitest";
import { applyEdits, type Json } from "../../src/document/editor.ts";
import { type ObjectNode, plainValue, type TextEdit, type ValueNode } from "../../src/document/nodes.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import type { Definition, FileReference } from "../../src/hosts/host.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import { lintFile } from "../../src/linter/lint.ts";
import { loadReaders } from "../../src/readers/load.ts";
import validSyntax from "../../src/rules/valid-syntax.ts";
import validTransition from "../../src/rules/valid-transition.ts";
import { memoryFiles } from "../helpers/files.ts";
import { active } from "../helpers/lint.ts";
import { TERRAFORM_WAYS } from "../helpers/terraform.ts";

const readers = await loadReaders(["terraform", "jsonata"]);

type Machine = { StartAt: string; States: Record<string, Record<string, Json>> };

/** Machines whose states lead to `last`. */
const MACHINES: readonly [name: string, (last: string) => Machine][] = [
  [
    "a chain",
    (last) => ({
      StartAt: "Order",
      States: {
        Order: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: last },
        Finished: { Type: "Succeed" },
      },
    }),
  ],
  [
    "a Choice with JSONata",
    (last) => ({
      StartAt: "Order",
      States: {
        Order: {
          Type: "Choice",
          QueryLanguage: "JSONata",
          Choices: [{ Condition: '{% $states.input.x = "a\\n😀" and $count($x{"k": v}) > 1 %}', Next: "Finished" }],
          Default: last,
        },
        Finished: { Type: "Pass", QueryLanguage: "JSONata", Output: '{% $x ~> ${"a": 1} %}', End: true },
      },
    }),
  ],
  [
    "a Map and a catcher",
    (last) => ({
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemProcessor: {
            StartAt: "One",
            States: { One: { Type: "Pass", Result: { é: ["\\", '"', "😀"] }, End: true } },
          },
          Catch: [{ ErrorEquals: ["States.ALL"], Next: last }],
          End: true,
        },
        Finished: { Type: "Fail", Cause: "50 % {of} $ it" },
      },
    }),
  ],
];

const WRONG = ["Finishd", 'Fin "is" hed', "Fïnished\\"];

function read(text: string): Definition {
  const [definition] = readDefinitions(createSourceFile("main.tf", text), "found", readers).definitions;
  if (definition === undefined) throw new Error("no definition");
  return definition;
}

function transitionProblem(path: string, text: string, references?: readonly FileReference[]) {
  const around = { files: memoryFiles({ [path]: text }), ...(references && { references }) };
  const result = lintFile(createSourceFile(path, text), "found", active({ validTransition }), readers, { around });
  const [problem, more] = result?.problems ?? [];
  if (problem === undefined || more !== undefined) throw new Error(`${result?.problems.length} problems`);
  return problem;
}

describe.each(TERRAFORM_WAYS)("$name", ({ write, token }) => {
  test.each(MACHINES)("says what was written: %s", (_name, machine) => {
    const { root, issues } = read(write(machine("Finished")));
    expect(issues).toEqual([]);
    // What looks like a placeholder in JSON keeps its text.
    expect(plainValue(root)).toEqual(machine("Finished"));
  });

  test.each(MACHINES.flatMap(([name, machine]) => WRONG.map((wrong) => [name, wrong, machine] as const)))(
    "finds and changes one place: %s to %j",
    (_name, wrong, machine) => {
      const text = write(machine(wrong));
      const problem = transitionProblem("main.tf", text);
      expect(text.slice(...problem.range)).toBe(token(wrong));
      const [suggestion] = problem.suggestions;
      if (suggestion === undefined) return;
      const mended = applyEdits(text, suggestion.edits);
      expect(mended).toBe(write(machine("Finished")));
    },
  );

  it("takes new fields, items and lines", () => {
    const [, machine] = MACHINES[2] ?? [];
    const value = machine?.("Finished");
    if (value === undefined) throw new Error("no machine");
    const text = write(value);
    const change = (make: (definition: Definition, root: ObjectNode) => TextEdit[] | undefined): unknown => {
      const definition = read(text);
      if (definition.root.kind !== "object") throw new Error("no object");
      const edits = make(definition, definition.root);
      if (edits === undefined) throw new Error("refused");
      return plainValue(read(applyEdits(text, edits)).root);
    };
    expect(change(({ edit }, root) => edit.setField(root, "TimeoutSeconds", 60))).toEqual({
      ...value,
      TimeoutSeconds: 60,
    });
    expect(change(({ edit }, root) => edit.setField(root, "Comment", 'a "b"\n%{c}'))).toEqual({
      ...value,
      Comment: 'a "b"\n%{c}',
    });
    const each = { ...value.States.Each, Retry: [{ ErrorEquals: ["A"], MaxAttempts: 2 }] };
    const withRetry = change(({ edit }, root) => edit.setField(objectAt(root, "States", "Each"), "Retry", each.Retry));
    expect(withRetry).toEqual({ ...value, States: { ...value.States, Each: each } });
    const { Finished: _, ...rest } = value.States;
    const removed = change(({ edit }, root) => edit.removeField(objectAt(root, "States"), "Finished"));
    expect(removed).toEqual({ ...value, States: rest });
    const { ItemProcessor: __, ...bare } = value.States.Each ?? {};
    const without = change(({ edit }, root) => edit.removeField(objectAt(root, "States", "Each"), "ItemProcessor"));
    expect(without).toEqual({ ...value, States: { ...value.States, Each: bare } });
    const renamed = change(({ edit }, root) => {
      const member = objectAt(root, "States").member("Finished");
      return member && edit.renameKey(member, 'D"one');
    });
    expect(renamed).toEqual({ ...value, States: { ...rest, 'D"one': value.States.Finished } });
  });
});

describe("a definition in another file", () => {
  test.each(['file("${path.module}/flow.json")', 'templatefile("${path.module}/flow.json", { arn = 1 })'])(
    "has its problems there: %s",
    (expression) => {
      const main = `resource "aws_sfn_state_machine" "flow" {\n  type = "EXPRESS"\n  definition = ${expression}\n}\n`;
      const flow = JSON.stringify(MACHINES[0]?.[1]("Finishd"), null, 2);
      const files = memoryFiles({ "main.tf": main, "flow.json": flow });
      const { references } = readDefinitions(createSourceFile("main.tf", main), "found", readers, { files });
      expect(references.map(({ path }) => path)).toEqual(["flow.json"]);
      const problem = transitionProblem("flow.json", flow, references);
      expect(flow.slice(...problem.range)).toBe('"Finishd"');
      expect(applyEdits(flow, problem.suggestions[0]?.edits ?? [])).toBe(flow.replace("Finishd", "Finished"));
    },
  );
});

describe("mistakes in JSON inside a heredoc", () => {
  it("are mended in the file's own writing", () => {
    const text =
      'resource "aws_sfn_state_machine" "flow" {\n  definition = "{\\"StartAt\\": \\"A\\", \'States\': {\\"A\\": {\\"Type\\": \\"Succeed\\"}},}"\n}\n';
    const result = lintFile(createSourceFile("main.tf", text), "found", active({ validSyntax }), readers);
    const fixes = (result?.problems ?? []).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    expect(fixes.length).toBeGreaterThan(0);
    const mended = applyEdits(text, fixes.flat());
    expect(mended).toBe(text.replace("'States'", '\\"States\\"').replace("},}", "}}"));
  });

  it("are one problem for all machines that share it", () => {
    const machine = (name: string, type: string) =>
      `resource "aws_sfn_state_machine" "${name}" {\n  type = "${type}"\n  definition = local.flow\n}\n`;
    const text = `locals {\n  flow = jsonencode({ StartAt = "B", States = { A = { Type = "Succeed" } } })\n}\n${machine("a", "EXPRESS")}${machine("b", "STANDARD")}`;
    expect(transitionProblem("main.tf", text).range).toEqual([text.indexOf('"B"'), text.indexOf('"B"') + 3]);
  });
});

function objectAt(root: ObjectNode, ...keys: string[]): ObjectNode {
  let node: ValueNode | undefined = root;
  for (const key of keys) node = node?.kind === "object" ? node.get(key) : undefined;
  if (node?.kind !== "object") throw new Error(`no object at ${keys}`);
  return node;
}
