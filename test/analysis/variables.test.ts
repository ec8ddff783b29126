import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findMissingValues } from "../../src/analysis/missing-variables.ts";
import { type Assigned, findVariables, type Variables } from "../../src/analysis/variables.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import type { Scope, StateMachine } from "../../src/asl/model.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { parseExpression } from "../../src/readers/jsonata.ts";
import { namesOf, stateOf } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

type States = Readonly<Record<string, unknown>>;

interface Subject {
  readonly machine: StateMachine;
  readonly variables: Variables;
  readonly graph: (scope: Scope) => ReturnType<typeof buildGraph>;
}

const readJsonata = createJsonataReader(parseExpression);

function subjectOf(states: States, more: object = {}): Subject {
  const definition = { StartAt: Object.keys(states)[0], States: states, ...more };
  const machine = parseMachine(parseJson(JSON.stringify(definition)).root, readJsonata);
  const graphs = new Map(machine.scopes.map((scope) => [scope, buildGraph(scope)]));
  const graph = (scope: Scope) => graphs.get(scope) ?? buildGraph(scope);
  return { machine, graph, variables: findVariables(machine, graph) };
}

function assignedBefore({ machine, variables }: Subject, name: string, variable: string): Assigned {
  const scope = machine.scopes.find((each) => each.states.has(name)) ?? machine;
  return variables.before(stateOf(scope, name), variable);
}

/** What is known of `$x` at each state: "Ask never, Ship always". */
function knownOf(states: States): string {
  const subject = subjectOf(states);
  const all = subject.machine.scopes.flatMap((scope) => [...scope.states.keys()]);
  return all.map((name) => `${name} ${assignedBefore(subject, name, "x")}`).join(", ");
}

const x = { Assign: { x: 1 } };
const end = { Type: "Pass", End: true };
const pass = (Next: string, more: object = {}) => ({ Type: "Pass", Next, ...more });
const inner = (States: States, more: object = {}) => ({ StartAt: Object.keys(States)[0], States, ...more });
const parallel = (Next: string, ...branches: States[]) => ({
  Type: "Parallel",
  Branches: branches.map((states) => inner(states)),
  Next,
});

describe("what is assigned before a state", () => {
  test.each<[string, States, string]>([
    ["by a state, from the next one on", { A: pass("B", x), B: end }, "A never, B always"],
    [
      "by one way of two",
      { A: { Type: "Choice", Choices: [{ Next: "B" }], Default: "C" }, B: pass("C", x), C: end },
      "A never, B never, C sometimes",
    ],
    [
      "by a rule, where it leads",
      { A: { Type: "Choice", Choices: [{ ...x, Next: "B" }, { Next: "C" }], Default: "D" }, B: end, C: end, D: end },
      "A never, B always, C never, D never",
    ],
    [
      "by a Choice, where no rule matches",
      { A: { Type: "Choice", ...x, Choices: [{ Next: "B" }], Default: "C" }, B: end, C: end },
      "A never, B never, C always",
    ],
    [
      "by a task, where it does not fail",
      { A: { Type: "Task", ...x, Catch: [{ Next: "B" }], Next: "C" }, B: end, C: end },
      "A never, B never, C always",
    ],
    [
      "by a catcher, where it leads",
      { A: { Type: "Task", Catch: [{ ...x, Next: "B" }, { Next: "C" }], Next: "D" }, B: end, C: end, D: end },
      "A never, B always, C never, D never",
    ],
    [
      "by a loop, from its second turn on",
      { A: pass("B"), B: pass("C", x), C: { Type: "Choice", Choices: [{ Next: "B" }], Default: "D" }, D: end },
      "A never, B sometimes, C always, D always",
    ],
    [
      "by a state that no way reaches",
      { A: pass("B"), B: end, Island: pass("B", x) },
      "A never, B never, Island unknown",
    ],
    [
      "by what is around a branch",
      { A: pass("Both", x), Both: parallel("B", { C: end }, { D: end }), B: end },
      "A never, Both always, B always, C always, D always",
    ],
    [
      "by a branch, to its end and in no other",
      { Both: parallel("B", { C: pass("C2", x), C2: end }, { D: end }), B: end },
      "Both never, B never, C never, C2 always, D never",
    ],
    ["by a Parallel itself", { Both: { ...parallel("B", { C: end }), ...x }, B: end }, "Both never, B always, C never"],
    [
      "around an item processor",
      { A: pass("Each", x), Each: { Type: "Map", ItemProcessor: inner({ B: end }), End: true } },
      "A never, Each always, B always",
    ],
    [
      "around a distributed item processor",
      {
        A: pass("Each", x),
        Each: {
          Type: "Map",
          ItemProcessor: inner({ B: pass("C"), C: end }, { ProcessorConfig: { Mode: "DISTRIBUTED" } }),
          End: true,
        },
      },
      "A never, Each always, B never, C never",
    ],
    [
      "around an item processor of a mode that only deployment knows",
      {
        A: pass("Each", x),
        Each: { Type: "Map", ItemProcessor: inner({ B: end }, { ProcessorConfig: { Mode: "${Mode}" } }), End: true },
      },
      "A never, Each always, B unknown",
    ],
    [
      "by an Assign that only deployment knows",
      { A: pass("B", { Assign: "${Values}" }), B: end },
      "A never, B unknown",
    ],
    [
      "by a name that only deployment knows",
      { A: pass("B", { Assign: { "${Name}": 1 } }), B: end },
      "A never, B unknown",
    ],
    [
      "by an Assign that is an expression",
      { A: pass("B", { QueryLanguage: "JSONata", Assign: "{% $states.input %}" }), B: pass("C", x), C: end },
      "A never, B unknown, C always",
    ],
    ["before a transition that only deployment knows", { A: pass("B", x), B: pass("${Next}") }, "A unknown, B unknown"],
    ["before a transition that leads nowhere", { A: pass("B", x), B: pass("Nowhere") }, "A unknown, B unknown"],
    ["beside a state of an unknown type", { A: pass("B", x), B: { Type: "Tsak" } }, "A unknown, B unknown"],
    [
      "around a branch that is not all known",
      { A: pass("Both", x), Both: parallel("B", { C: pass("${Next}") }), B: end },
      "A never, Both always, B always, C always",
    ],
    [
      "by a rule that asks whether there is a value",
      {
        A: {
          Type: "Choice",
          Choices: [
            {
              And: [
                { Variable: "$x.y", IsPresent: true },
                { Variable: "$.a", IsNull: true },
              ],
              Next: "B",
            },
            {
              Or: [
                { Variable: "$x", IsPresent: false },
                { Variable: "$.a", IsNull: true },
              ],
              Next: "A2",
            },
            { Not: { Variable: "$x", IsPresent: false }, Next: "C" },
          ],
          Default: "D",
        },
        A2: pass("A", x),
        B: end,
        C: end,
        D: end,
      },
      "A sometimes, A2 sometimes, B always, C always, D always",
    ],
    [
      "by an expression that asks whether there is a value",
      {
        A: {
          Type: "Choice",
          QueryLanguage: "JSONata",
          Choices: [
            { Condition: "{% $exists($x.y) and $states.input.a %}", Next: "B" },
            { Condition: "{% ($exists($x) ? false : true) %}", Next: "A2" },
            { Condition: "{% $not($exists($y)) or $exists($x) %}", Next: "C" },
          ],
          Default: "D",
        },
        A2: pass("A", { Assign: { x: 1, y: 1 } }),
        B: end,
        C: end,
        D: end,
      },
      "A sometimes, A2 sometimes, B always, C always, D always",
    ],
  ])("%s", (_, states, known) => {
    expect(knownOf(states)).toBe(known);
  });

  it("is known of a name that nothing assigns", () => {
    const subject = subjectOf({ A: pass("B", x), B: end });
    expect(assignedBefore(subject, "B", "y")).toBe("never");
    expect(subject.variables.visibleAt(stateOf(subject.machine, "B"))).toEqual(["x"]);
  });
});

describe("names that are assigned", () => {
  it("lose what marks a path, and what they are not allowed to hold", () => {
    const { variables } = subjectOf({
      A: pass("B", { Assign: { "total.$": "$.total", $rate: 1, "order.id": 2, größe: 3, __proto__x: 4 } }),
      B: { Type: "Succeed", Assign: { ignored: 1 } },
    });
    expect(variables.assignments.map(({ name }) => name)).toEqual(["total", "rate", "order", "größe", "__proto__x"]);
  });

  it("may be those of JavaScript's own", () => {
    const subject = subjectOf({ A: pass("B", { Assign: { constructor: 1 } }), B: end });
    expect(assignedBefore(subject, "B", "constructor")).toBe("always");
    expect(assignedBefore(subject, "B", "toString")).toBe("never");
  });
});

describe("reads", () => {
  const readsOf = (state: object, assigned: object = {}) => {
    const { variables } = subjectOf({ A: pass("B", { Assign: assigned }), B: { ...end, ...state } });
    return variables.reads.map(({ name, field, node, inner: [from, to] }) => {
      return `${field}: ${name} at ${String(node.value).slice(from, to)}`;
    });
  };

  it("stand in paths, in their filters, and in arguments of intrinsic functions", () => {
    expect(
      readsOf({
        InputPath: "$order.items[?(@.price > $limit)]",
        Parameters: { "a.$": "States.Format('$none {}', States.MathAdd($count, 1))", b: "$none", "c.$": "$.none" },
      }),
    ).toEqual(["InputPath: order at $order", "InputPath: limit at $limit", "Parameters: count at $count"]);
  });

  it("stand in expressions, where names of functions count only if they are assigned and not called", () => {
    const state = {
      QueryLanguage: "JSONata",
      Output: "{% [$total, $sum($count), $map($list, $string), $format($a)] %}",
    };
    expect(readsOf(state)).toEqual(["Output: total at $total", "Output: list at $list", "Output: a at $a"]);
    expect(readsOf(state, { sum: 1, count: 1, format: 1 })).toContain("Output: count at $count");
    expect(readsOf(state, { sum: 1, format: 1 })).toContain("Output: format at $format");
    expect(readsOf(state, { sum: 1 })).not.toContain("Output: sum at $sum");
  });

  it("are uncertain where the text around does not read", () => {
    const { variables } = subjectOf({
      A: pass("B", { InputPath: "$order-id" }),
      B: { ...end, QueryLanguage: "JSONata", Output: "{% $order + + %}" },
    });
    expect(variables.reads.map(({ name, isCertain }) => [name, isCertain])).toEqual([
      ["order", false],
      ["order", false],
    ]);
  });

  it("are guarded where their state asks for a value", () => {
    const { variables } = subjectOf({
      A: {
        Type: "Choice",
        Choices: [
          { Variable: "$x", IsPresent: false, Next: "B" },
          { Variable: "$x", NumericLessThanPath: "$y", Next: "B" },
        ],
      },
      B: { ...end, QueryLanguage: "JSONata", Output: "{% $exists($z) ? $z : $y %}" },
    });
    expect(variables.reads.map(({ name, isGuarded }) => `${name} ${isGuarded}`)).toEqual([
      "x true",
      "x true",
      "y false",
      "z true",
      "z true",
      "y false",
    ]);
  });

  it("belong to the variable of the scope that is nearest", () => {
    const { machine, variables } = subjectOf({
      A: pass("Both", { Assign: { x: 1, y: 1 } }),
      Both: parallel("B", { C: pass("C2", x), C2: { ...end, Parameters: { "a.$": "$x", "b.$": "$y", "c.$": "$z" } } }),
      B: { ...end, InputPath: "$x" },
    });
    expect(
      variables.declared.map(({ name, scope, assignments, reads }) => [
        name,
        scope.owner?.name,
        assignments.map(({ state }) => state.name).join(" "),
        namesOf(reads.map(({ state }) => state)).join(" "),
      ]),
    ).toEqual([
      ["x", undefined, "A", "B"],
      ["y", undefined, "A", "C2"],
      ["x", "Both", "C", "C2"],
    ]);
    expect(variables.resolve("z", stateOf(machine, "B"))).toBeUndefined();
  });
});

describe("missing values", () => {
  it("name a way without a value, through the scopes around", () => {
    const subject = subjectOf({
      A: { Type: "Choice", Choices: [{ Next: "B" }], Default: "C" },
      B: pass("C", x),
      C: pass("Both"),
      Both: parallel("D", { E: pass("F"), F: { ...end, InputPath: "$x" } }),
      D: end,
    });
    const [missing] = findMissingValues(subject.variables, subject.graph);
    expect(missing?.why.kind === "sometimes" && namesOf(missing.why.way ?? [])).toEqual(["A", "C", "Both", "E", "F"]);
  });

  it("are one for a variable, a scope and a reason", () => {
    const subject = subjectOf({
      A: pass("B", { InputPath: "$y" }),
      B: pass("C", { InputPath: "$x", Parameters: { "a.$": "$y" } }),
      C: pass("Both", { InputPath: "$x", ...x }),
      Both: parallel("D", { E: { ...end, InputPath: "$y" } }),
      D: { ...end, InputPath: "$x" },
    });
    const found = findMissingValues(subject.variables, subject.graph);
    expect(found.map(({ name, why, reads }) => [why.kind, name, namesOf(reads.map(({ state }) => state))])).toEqual([
      ["nowhere", "y", ["A", "B", "E"]],
      ["later", "x", ["B"]],
      ["tooEarly", "x", ["C"]],
    ]);
  });
});

const NAMES = ["a", "b", "c"];

function wordFor(having: number, all: number): Assigned {
  if (having === 0) return "never";
  return having === all ? "always" : "sometimes";
}

/* A walk by hand: each state with each set of variables that an execution can have there, a bit a name. */
type Seen = Map<string, Set<number>>;

interface Plain {
  readonly Type: string;
  readonly Assign?: object;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly Plain[];
  readonly Catch?: readonly Plain[];
  readonly Branches?: readonly { readonly StartAt: string; readonly States: Readonly<Record<string, Plain>> }[];
}

function walkAll(states: States, { machine }: Subject): Seen {
  const seen: Seen = new Map();
  // The states are those of `machines`.
  walk(machine.startAt?.value ?? "", 0, states as Readonly<Record<string, Plain>>, seen);
  return seen;
}

function walk(name: string, had: number, states: Readonly<Record<string, Plain>>, seen: Seen): void {
  const state = states[name];
  const before = seen.get(name) ?? new Set();
  if (state === undefined || before.has(had)) return;
  seen.set(name, before.add(had));
  for (const branch of state.Branches ?? []) walk(branch.StartAt, had, branch.States, seen);
  const go = (to: string | undefined, assign: object = {}): void => {
    if (to !== undefined)
      walk(
        to,
        Object.keys(assign).reduce((set, key) => set | (1 << NAMES.indexOf(key)), had),
        states,
        seen,
      );
  };
  for (const way of [...(state.Choices ?? []), ...(state.Catch ?? [])]) go(way.Next, way.Assign);
  go(state.Next ?? state.Default, state.Assign);
}

const assign = fc.option(fc.subarray(NAMES, { minLength: 1 }), { nil: undefined, freq: 2 }).map((names) => {
  return names === undefined ? {} : { Assign: Object.fromEntries(names.map((name) => [name, 1])) };
});

/** States that lead to one another at random, some of them with branches as deep as asked for. */
function statesNamed(names: readonly string[], depth: number): fc.Arbitrary<Record<string, Plain>> {
  const step = fc.tuple(fc.constantFrom(...names), assign).map(([Next, more]) => ({ Type: "Pass", Next, ...more }));
  const steps = fc.array(step, { maxLength: 3 });
  const choice = fc.tuple(step, steps).map(([{ Next, ...more }, Choices]) => {
    return { ...more, Type: "Choice", Choices, Default: Next };
  });
  const work = fc.tuple(step, steps).map(([to, Catch]) => ({ ...to, Type: "Task", Catch }));
  const last = assign.map((more) => ({ Type: "Pass", End: true, ...more }));
  const stateNamed = (name: string): fc.Arbitrary<Plain> => {
    if (depth === 0) return fc.oneof(step, choice, work, last);
    const branch = (mark: string) => {
      const within = ["A", "B", "C"].map((each) => `${name}${mark}${each}`);
      return statesNamed(within, depth - 1).map((States) => ({ StartAt: within[0] ?? "", States }));
    };
    const both = fc
      .tuple(work, branch("1"), branch("2"))
      .map(([to, ...Branches]) => ({ ...to, Type: "Parallel", Branches }));
    return fc.oneof(step, choice, work, last, both);
  };
  return fc
    .tuple(...names.map(stateNamed))
    .map((states) => Object.fromEntries(states.map((state, i) => [names[i] ?? "", state])));
}

const machines = statesNamed(["S", "T", "U", "V", "W", "X"], 2);

describe("the flow", () => {
  it("says of every state what all ways there have in common", () => {
    fc.assert(
      fc.property(machines, (states) => {
        const subject = subjectOf(states);
        const seen = walkAll(states, subject);
        for (const scope of subject.machine.scopes) {
          for (const state of scope.states.values()) {
            const ways = [...(seen.get(state.name) ?? [])];
            NAMES.forEach((name, i) => {
              const having = ways.filter((way) => (way & (1 << i)) !== 0).length;
              const expected = ways.length === 0 ? undefined : wordFor(having, ways.length);
              if (expected !== undefined) {
                expect(`${state.name} ${name} ${subject.variables.before(state, name)}`).toBe(
                  `${state.name} ${name} ${expected}`,
                );
              }
            });
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("does not take long for 10,000 states with 1,000 variables", () => {
    const states: Record<string, unknown> = {};
    for (let i = 0; i < 10_000; i++) {
      states[`S${i}`] = pass(`S${i + 1}`, { Assign: { [`v${i % 1_000}`]: 1 }, InputPath: `$v${(i + 1) % 1_000}` });
    }
    states.S10000 = end;
    const subject = subjectOf(states);
    const start = processorTime();
    expect(findMissingValues(subject.variables, subject.graph)).toHaveLength(999);
    expect(processorTime() - start).toBeLessThan(5_000);
  });
});
