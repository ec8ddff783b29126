import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/analysis/graph.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import type { Rule } from "../../src/linter/rule.ts";
import { runRules } from "../../src/linter/run-rules.ts";
import { active, ruleOf } from "../helpers/lint.ts";
import { choice, end, pass, poll } from "../helpers/machine.ts";

function run(machine: unknown, rules: Readonly<Record<string, Rule>>, options: Readonly<Record<string, unknown>> = {}) {
  const [definition] = readDefinitions(
    createSourceFile("a.asl.json", JSON.stringify(machine)),
    "named",
    {},
  ).definitions;
  if (definition === undefined) throw new Error("no definition");
  return runRules(
    definition,
    parseMachine(definition.root),
    active(rules).map((each) => ({ ...each, options })),
  );
}

const nested = {
  StartAt: "Outer",
  States: {
    Outer: pass("Inner"),
    Inner: { Type: "Pass", Next: "Again?" },
    "Again?": choice("Inner", "More?"),
    "More?": choice("Fan", "Outer"),
    Fan: { Type: "Parallel", Branches: [{ StartAt: "Wait", States: poll(5) }], End: true },
  },
};

describe("rules", () => {
  it("share the variables of a machine, which are looked for once", () => {
    const machine = { StartAt: "A", States: { A: { ...pass("B"), Assign: { total: 1 } }, B: end } };
    const seen: unknown[] = [];
    const rule = ruleOf({ StateMachine: (_, { variables }) => seen.push(variables()) });
    const other = ruleOf({
      State: (state, { variables }) => seen.push(variables(), variables().before(state, "total")),
    });
    run(machine, { rule, other });
    expect(seen.filter((each) => typeof each === "string")).toEqual(["never", "always"]);
    expect(new Set(seen.filter((each) => typeof each === "object")).size).toBe(1);
  });

  it("see nothing of a file without the texts that they need", () => {
    const seen: string[] = [];
    const rule = (needs: readonly string[] | undefined) => {
      const made = ruleOf({ State: (state) => seen.push(`${state.name} ${needs?.join()}`) });
      return { ...made, meta: { ...made.meta, ...(needs && { needs }) } };
    };
    const machine = { StartAt: "A", States: { A: { ...pass("B"), Comment: "States.Array" }, B: end } };
    run(machine, { a: rule(["States.Array"]), b: rule(["$parse", "States.Format"]), c: rule(["$parse", "Comment"]) });
    expect(seen).toEqual(["A States.Array", "A $parse,Comment", "B States.Array", "B $parse,Comment"]);
  });

  it("see the loops of a scope after the scope and before its states, outer ones first", () => {
    const seen: string[] = [];
    const rule = ruleOf({
      Scope: (scope) => seen.push(`scope ${scope.owner?.name ?? ""}`.trim()),
      Loop: (loop) => seen.push(`loop ${loop.header.name}`),
      State: (state) => seen.push(state.name),
    });
    run(nested, { rule });
    expect(seen).toEqual([
      "scope",
      "loop Outer",
      "loop Inner",
      "Outer",
      "Inner",
      "Again?",
      "More?",
      "Fan",
      "scope Fan",
      "loop Wait",
      ..."Wait,Ask,Done?,Done".split(","),
    ]);
  });

  it("share one graph and one list of loops for each scope", () => {
    const graphs: Graph[] = [];
    const loops: unknown[] = [];
    const rule = () =>
      ruleOf({
        StateMachine(machine, context) {
          graphs.push(context.graph(machine));
          loops.push(context.loops(machine));
        },
      });
    run(nested, { one: rule(), other: rule() });
    expect(graphs[0]).toBe(graphs[1]);
    expect(loops[0]).toBe(loops[1]);
  });

  it("get their own options", () => {
    const seen: unknown[] = [];
    run(nested, { rule: ruleOf({ StateMachine: (_, { options }) => seen.push(options) }) }, { most: 3 });
    expect(seen).toEqual([{ most: 3 }]);
  });

  it("are silent after a crash, in each of their visitors", () => {
    let calls = 0;
    const rule = ruleOf({
      StateMachine() {
        throw new Error("first");
      },
      State: () => calls++,
    });
    const { crashes, findings } = run(nested, { rule });
    expect([calls, findings.length, crashes.length]).toEqual([0, 0, 1]);
    expect(crashes[0]?.error).toMatchObject({ message: "first" });
  });

  it("that throw something else than an error are told too", () => {
    const rule = ruleOf({
      Loop() {
        throw undefined;
      },
    });
    expect(run(nested, { rule }).crashes).toMatchObject([{ active: { id: "rule" }, error: undefined }]);
  });

  it("without visitors find nothing", () => {
    expect(run({ StartAt: "A", States: { A: end } }, { rule: ruleOf({}) })).toMatchObject({
      findings: [],
      crashes: [],
    });
  });
});
