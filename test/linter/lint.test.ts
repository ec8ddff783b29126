import { describe, expect, it, test } from "vitest";
import { createSourceFile } from "../../src/document/source-file.ts";
import { neededReaders } from "../../src/hosts/markers.ts";
import { type LintedMachine, lintFile, ruleUrl } from "../../src/linter/lint.ts";
import { rules as builtIn } from "../../src/rules/index.ts";
import { lintText, ruleOf } from "../helpers/lint.ts";
import { choice, end, pass, task, wait } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

const TEXT = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Succeed" }
  }
}`;

const eachState = ruleOf({
  State({ name, nameRange }, { report }) {
    report({ at: nameRange, messageId: "found", data: { what: name } });
  },
});

describe("problems", () => {
  it("say where they are: range, lines and columns, pointer", () => {
    const [first] = lintText(TEXT, { each: eachState }).problems;
    expect(first).toMatchObject({
      ruleId: "each",
      messageId: "found",
      message: "Found A.",
      severity: "error",
      range: [38, 41],
      line: 4,
      column: 5,
      endLine: 4,
      endColumn: 8,
      definition: 0,
      pointer: "/States/A",
      url: ruleUrl("each", eachState),
      related: [],
      suggestions: [],
    });
    expect(ruleUrl("each", eachState)).toMatch(/^https:.*\/docs\/rules\/each\.md$/);
  });

  it("come in the order of their places, then of their ends, then of their rules", () => {
    const at = (...ranges: [number, number][]) =>
      ruleOf({
        StateMachine(_, { report }) {
          for (const range of ranges) report({ at: range, messageId: "found", data: { what: String(range) } });
        },
      });
    const { problems } = lintText(TEXT, { b: at([9, 10], [4, 8], [4, 5]), a: at([4, 8]) });
    expect(problems.map(({ ruleId, range }) => `${ruleId} ${range}`)).toEqual(["b 4,5", "a 4,8", "b 4,8", "b 9,10"]);
  });

  it("of one rule at one place keep the order they were reported in", () => {
    const many = ruleOf({
      StateMachine({ range }, { report }) {
        for (let what = 0; what < 50; what++) report({ at: range, messageId: "found", data: { what } });
      },
    });
    const messages = lintText(TEXT, { many }).problems.map(({ message }) => message);
    expect(messages).toEqual(Array.from({ length: 50 }, (_, i) => `Found ${i}.`));
  });

  it("have related places in the same file", () => {
    const related = ruleOf({
      Succeed({ nameRange, scope }, { report }) {
        const range = scope.startAt?.range ?? nameRange;
        report({
          at: nameRange,
          messageId: "found",
          data: { what: "it" },
          related: [{ message: "Starts here.", range }],
        });
      },
    });
    expect(lintText(TEXT, { related }).problems[0]?.related).toEqual([
      {
        message: "Starts here.",
        step: false,
        filePath: "machine.asl.json",
        range: [15, 18],
        line: 2,
        column: 14,
        endLine: 2,
        endColumn: 17,
      },
    ]);
  });

  it("keep braces that the data brings", () => {
    const braces = ruleOf({
      StateMachine: ({ range }, { report }) => report({ at: range, messageId: "found", data: { what: "{{what}}" } }),
    });
    expect(lintText(TEXT, { braces }).problems[0]?.message).toBe("Found {{what}}.");
  });

  test.each<[what: string, pointer: string]>([
    ['"Next"', "/States/A/Next"],
    ['"B" }', "/States/A"],
    ['{ "Type": "Pass"', "/States/A"],
    ['"States"', "/States"],
    ['"Type": "Pass", "Next"', "/States/A"],
    ["\n  ", ""],
  ])("at %j belong to %j", (what, pointer) => {
    const start = TEXT.indexOf(what);
    const here = ruleOf({
      StateMachine: (_, { report }) =>
        report({ at: [start, start + what.length], messageId: "found", data: { what: "it" } }),
    });
    expect(lintText(TEXT, { here }).problems[0]?.pointer).toBe(pointer);
  });
});

describe("severity", () => {
  const soft = ruleOf({
    StateMachine: ({ range }, { report }) => report({ at: range, messageId: "soft", data: { what: "this" } }),
  });

  it("of a message that only warns never rises", () => {
    expect(lintText(TEXT, { soft }, { severity: "error" }).problems).toMatchObject([
      { severity: "warn", message: "Perhaps this." },
    ]);
    expect(lintText(TEXT, { soft }, { severity: "warn" }).problems).toMatchObject([{ severity: "warn" }]);
  });

  it("of others is that of the rule", () => {
    expect(lintText(TEXT, { each: eachState }, { severity: "warn" }).problems).toMatchObject([
      { severity: "warn" },
      { severity: "warn" },
    ]);
  });
});

describe("changes", () => {
  it("that are suggested are left out where nobody wants them, fixes are not", () => {
    const change = () => [{ range: [0, 1] as const, text: " {" }];
    const changing = ruleOf({
      StateMachine({ range }, { report }) {
        const suggest = [{ messageId: "change" as const, change }];
        report({ at: range, messageId: "found", data: { what: "it" }, fix: change, suggest });
      },
    });
    const [wanted] = lintText(TEXT, { changing }).problems;
    expect(wanted?.suggestions).toMatchObject([{ messageId: "change", message: "Change it" }]);
    const [unwanted] = lintText(TEXT, { changing }, { known: { suggestions: false } }).problems;
    expect(unwanted).toMatchObject({ fix: [{ range: [0, 1], text: " {" }], suggestions: [] });
  });

  it("that throw are a crash of their rule, and the other rules' problems stay", () => {
    const throwing = ruleOf({
      StateMachine({ range }, { report }) {
        const change = () => {
          throw new Error("no luck");
        };
        report({ at: range, messageId: "found", data: { what: "it" }, suggest: [{ messageId: "change", change }] });
      },
    });
    const steady = ruleOf({
      StateMachine: ({ range }, { report }) => report({ at: range, messageId: "found", data: { what: "it" } }),
    });
    const { problems, crashed } = lintText(TEXT, { throwing, steady });
    expect(crashed).toBe(true);
    expect(problems.map(({ ruleId, messageId }) => `${ruleId}/${messageId}`).sort()).toEqual([
      "steady/found",
      "throwing/crash",
    ]);
  });

  it("that cannot be made are none", () => {
    const impossible = ruleOf({
      StateMachine({ range }, { report }) {
        const nothing = () => undefined;
        const empty = () => [];
        report({
          at: range,
          messageId: "found",
          data: { what: "it" },
          fix: nothing,
          suggest: [{ messageId: "change", change: empty }],
        });
      },
    });
    expect(lintText(TEXT, { impossible }).problems).toMatchObject([{ fix: undefined, suggestions: [] }]);
  });
});

describe("a rule that crashes", () => {
  const crashing = ruleOf({
    State({ name, nameRange }, { report }) {
      report({ at: nameRange, messageId: "found", data: { what: name } });
      throw new RangeError("out of range");
    },
  });

  it("is an error that names it; the others go on", () => {
    const { problems, crashed } = lintText(`\n${TEXT}`, { crashing, each: eachState });
    expect(crashed).toBe(true);
    expect(problems.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`)).toEqual([
      "crashing crash",
      "crashing found",
      "each found",
      "each found",
    ]);
    expect(problems[0]).toMatchObject({
      severity: "error",
      range: [1, 1],
      line: 2,
      column: 1,
      pointer: "",
      message: expect.stringMatching(/'crashing' crashed.*RangeError: out of range/),
    });
  });

  it("is one that reports what it has no message for", () => {
    // A plugin in JavaScript has no compiler to tell it.
    const unnamed = ruleOf({
      StateMachine: ({ range }, { report }) => report({ at: range, messageId: "constructor" as "change" }),
    });
    const { problems, crashed } = lintText(TEXT, { unnamed, each: eachState });
    expect([crashed, problems.length]).toEqual([true, 3]);
    expect(problems[0]?.message).toMatch(/'unnamed' crashed.*'constructor'/);
  });

  it("is not one that throws nothing", () => expect(lintText(TEXT, { each: eachState }).crashed).toBe(false));
});

describe("broken text", () => {
  const aws = ruleOf(
    { StateMachine: ({ range }, { report }) => report({ at: range, messageId: "found", data: { what: "it" } }) },
    { category: "aws" },
  );

  it("silences all rules but those of AWS", () => {
    const { problems } = lintText(TEXT.slice(0, -1), { aws, each: eachState });
    expect(problems.map(({ ruleId }) => ruleId)).toEqual(["aws"]);
  });

  it("silences none where it can be read all the same", () => {
    const lenient = TEXT.replace('"Succeed" }', '"Succeed", }');
    expect(lintText(lenient, { aws, each: eachState }).problems).toHaveLength(3);
  });

  test.each([
    "",
    " ",
    "[]",
    "1",
    "\u0000",
    "{",
    "}",
    '{"StartAt": {}, "States": []}',
    '{"States": {"A": null}}',
    "[".repeat(10_000),
  ])("%j never throws", (text) => expect(lintText(text, builtIn).crashed).toBe(false));
});

describe("what a rule is told", () => {
  it("includes what the caller knows of the definition", () => {
    const typed = ruleOf({
      StateMachine: ({ range }, { report, definition }) =>
        report({ at: range, messageId: "found", data: { what: String(definition.context.type) } }),
    });
    expect(lintText(TEXT, { typed }).problems[0]?.message).toBe("Found undefined.");
    expect(lintText(TEXT, { typed }, { known: { type: "EXPRESS" } }).problems[0]?.message).toBe("Found EXPRESS.");
  });

  it("no definition is no result", () => {
    expect(lintFile(createSourceFile("a.json", "{}"), "found", [], {})).toBeUndefined();
  });
});

test.each<[path: string, text: string, needed: string[]]>([
  ["a.asl.json", "{}", []],
  ["a.asl.yaml", "a: 1", ["yaml"]],
  ["a.asl.json", '{"QueryLanguage": "JSONata", "a": "{% 1 %}"}', ["jsonata"]],
  ["a.asl.json", '{"a": "{% 1 %}"}', []],
  ["-", "QueryLanguage: JSONata\na: '{% 1 %}'", ["yaml", "jsonata"]],
])("%s holding %j needs %j", (path, text, needed) => expect(neededReaders(path, text)).toEqual(needed));

describe("size", () => {
  function secondsFor(states: Readonly<Record<string, unknown>>): number {
    const text = JSON.stringify({ StartAt: Object.keys(states)[0], States: states }, null, 2);
    const start = processorTime();
    expect(lintText(text, builtIn).crashed).toBe(false);
    return (processorTime() - start) / 1_000;
  }

  const chain = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`S${i}`, i === length - 1 ? end : pass(`S${i + 1}`)]));
  const polls = (length: number) => {
    const count = Math.floor(length / 3);
    const turn = (i: number) => ({
      [`Wait${i}`]: wait(5, `Ask${i}`),
      [`Ask${i}`]: task(`Done${i}?`),
      [`Done${i}?`]: choice(`Wait${i}`, i < count - 1 ? `Wait${i + 1}` : "End"),
    });
    return Object.assign({}, ...Array.from({ length: count }, (_, i) => turn(i)), { End: end }) as Record<
      string,
      unknown
    >; // of turns
  };
  const misspelt = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`S${i}`, choice(`S${i + 1}`, `Gone${i}`)]));

  // What grows with the square of the size takes a minute here; slow machines take several times as long as fast ones.
  it("5,000 states take 5 s at most, 10,000 not much more than twice as long", () => {
    secondsFor(chain(500));
    const once = secondsFor(chain(5_000));
    expect(once).toBeLessThan(5);
    expect(secondsFor(chain(10_000))).toBeLessThan(Math.max(1, 3.5 * once));
  });

  it("a thousand polls take 5 s at most", () => {
    expect(secondsFor(polls(3_000))).toBeLessThan(5);
  });

  it("a problem in each of 5,000 states takes 3 s at most", () => {
    const text = JSON.stringify({ StartAt: "S0", States: misspelt(5_000) });
    const start = processorTime();
    expect(lintText(text, { each: eachState }).problems).toHaveLength(5_000);
    expect(processorTime() - start).toBeLessThan(3_000);
  });
});

it("hands machines over with their flow, once they are linted", () => {
  const machines: LintedMachine[] = [];
  const known = { type: "EXPRESS", onMachine: (machine: LintedMachine) => machines.push(machine) } as const;
  const text = JSON.stringify({ StartAt: "A", States: { A: wait(5, "A") } });
  lintText(text, { each: eachState }, { known });
  const [{ definition, machine, graph, loops }] = machines as [LintedMachine];
  expect(machines).toHaveLength(1);
  expect(definition.context.type).toBe("EXPRESS");
  expect(graph(machine).start?.name).toBe("A");
  expect(loops(machine).map(({ bound }) => bound.kind)).toEqual(["express"]);
});
