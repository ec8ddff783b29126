import { describe, expect, it, test } from "vitest";
import { defineRule, type Rule } from "../src/linter/rule.ts";
import { type InvalidRuleCase, type RuleCase, testRule } from "../src/testing.ts";

interface Ran {
  readonly name: string;
  /** What the case threw; `undefined` for one that passed. */
  readonly failure: string | undefined;
}

/** Runs the cases of a rule and collects what fails. */
async function run(rule: Rule, cases: { valid?: RuleCase[]; invalid?: InvalidRuleCase[] }): Promise<Ran[]> {
  const bodies: { name: string; body: () => Promise<void> }[] = [];
  testRule(
    "the-rule",
    rule,
    { valid: [], invalid: [], ...cases },
    {
      describe: (_, body) => body(),
      it: (name, body) => bodies.push({ name, body }),
    },
  );
  return Promise.all(
    bodies.map(async ({ name, body }) => ({
      name,
      failure: await body().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    })),
  );
}

async function failureOf(rule: Rule, invalid: Omit<InvalidRuleCase, "name">): Promise<string | undefined> {
  const [ran] = await run(rule, { invalid: [{ name: "a case", ...invalid }] });
  return ran?.failure;
}

const meta = { type: "problem", category: "style", description: "Find", recommended: "warn" } as const;
const messages = { pass: "A Pass named '{{name}}'.", fail: "A Fail.", change: "Change '{{name}}'" } as const;

/** Reports each Pass. */
const finding = defineRule({
  meta: { ...meta, messages },
  visit: {
    Pass({ name, nameRange }, { report }) {
      report({ at: nameRange, messageId: "pass", data: { name } });
    },
  },
});

const CODE = `
StartAt: A
States:
  «A»: { Type: Pass, Next: B }
  B: { Type: Succeed }
`;
const plain = CODE.replace(/[«»]/g, "");

describe("a case that holds passes", () => {
  it("with its range, message and data", async () => {
    expect(
      await failureOf(finding, { code: CODE, problems: [{ messageId: "pass", data: { name: "A" } }] }),
    ).toBeUndefined();
  });

  it("under a name that says what it shows", async () => {
    const ran = await run(finding, {
      valid: [{ name: "no Pass", code: "{ StartAt: B, States: { B: { Type: Succeed } } }" }],
      invalid: [{ name: "a Pass", code: CODE, problems: [{ messageId: "pass" }] }],
    });
    expect(ran).toEqual([
      { name: "accepts no Pass", failure: undefined },
      { name: "reports a Pass", failure: undefined },
    ]);
  });
});

describe("a case that does not hold fails", () => {
  const cases: [name: string, given: Omit<InvalidRuleCase, "name">, failure: RegExp][] = [
    ["another range", { code: plain.replace("B:", "«B»:"), problems: [{ messageId: "pass" }] }, /Different problems/],
    ["a wider range", { code: CODE.replace("«A»:", "«A:»"), problems: [{ messageId: "pass" }] }, /Different problems/],
    ["another message", { code: CODE, problems: [{ messageId: "fail" }] }, /Different problems/],
    ["other data", { code: CODE, problems: [{ messageId: "pass", data: { name: "B" } }] }, /Different message/],
    ["missing data", { code: CODE, problems: [{ messageId: "pass", data: {} }] }, /Different message/],
    [
      "a problem too many",
      { code: CODE.replace("B:", "«B»:"), problems: [{ messageId: "pass" }, { messageId: "pass" }] },
      /Different problems/,
    ],
    ["a mark too many", { code: CODE.replace("B:", "«B»:"), problems: [{ messageId: "pass" }] }, /number of marks/],
    ["a mark too few", { code: plain, problems: [{ messageId: "pass" }] }, /number of marks/],
    [
      "no problem and no mark",
      { code: "{ StartAt: B, States: { B: { Type: Succeed } } }", problems: [] },
      /at least one problem/,
    ],
    ["an unclosed mark", { code: CODE.replace("»", ""), problems: [{ messageId: "pass" }] }, /no '»'/],
    ["an unopened mark", { code: CODE.replace("«", ""), problems: [{ messageId: "pass" }] }, /no '«'/],
    [
      "output without a fix",
      { code: CODE, problems: [{ messageId: "pass" }], output: plain.replace("Pass", "Succeed") },
      /Different output/,
    ],
    [
      "output that is the text itself",
      { code: CODE, problems: [{ messageId: "pass" }], output: plain },
      /leaves the text as it is/,
    ],
    [
      "suggestions that are not offered",
      { code: CODE, problems: [{ messageId: "pass", suggestions: [{ messageId: "change", output: "" }] }] },
      /Different suggestions/,
    ],
  ];
  test.each(cases)("%s", async (_, given, failure) => {
    expect(await failureOf(finding, given)).toMatch(failure);
  });

  it("no definition at all", async () => {
    expect(
      await failureOf(finding, { code: "«a»: 1", file: "machine.json", problems: [{ messageId: "pass" }] }),
    ).toMatch(/no definition/);
  });

  it("a valid one that is reported", async () => {
    const [ran] = await run(finding, { valid: [{ name: "a Pass", code: plain }] });
    expect(ran?.failure).toMatch(/Different problems/);
  });

  it("a valid one with a mark", async () => {
    const [ran] = await run(finding, { valid: [{ name: "a mark", code: CODE }] });
    expect(ran?.failure).toMatch(/number of marks/);
  });
});

describe("a rule that does not keep what it says fails", () => {
  type Change = (text: string) => { range: readonly [number, number]; text: string }[];
  const changing = (kind: "fix" | "suggest", change: Change, declared: object = {}): Rule =>
    defineRule({
      meta: { ...meta, messages, ...declared },
      visit: {
        Pass({ name, nameRange }, { report, definition }) {
          const make = () => change(definition.file.text);
          report({
            at: nameRange,
            messageId: "pass",
            data: { name },
            ...(kind === "fix" && { fix: make }),
            ...(kind === "suggest" && { suggest: [{ messageId: "change", data: { name }, change: make }] }),
          });
        },
      },
    });
  const replacing =
    (from: string, to: string): Change =>
    (text) => {
      const start = text.indexOf(from);
      return start === -1 ? [] : [{ range: [start, start + from.length], text: to }];
    };
  const toSucceed = replacing("Type: Pass, Next: B", "Type: Succeed");
  const given = { code: CODE, problems: [{ messageId: "pass" }] };
  const output = plain.replace("Type: Pass, Next: B", "Type: Succeed");

  it("with a fix it does not declare", async () => {
    expect(await failureOf(changing("fix", toSucceed), { ...given, output })).toMatch(/'meta\.fixable' is not set/);
  });

  it("with suggestions it does not declare", async () => {
    expect(await failureOf(changing("suggest", toSucceed), given)).toMatch(/'meta\.hasSuggestions' is not set/);
  });

  it("with a fix that no output shows", async () => {
    expect(await failureOf(changing("fix", toSucceed, { fixable: true }), given)).toMatch(/no 'output'/);
  });

  it("with a fix that changes nothing", async () => {
    const nothing = changing("fix", replacing("Pass", "Pass"), { fixable: true });
    expect(await failureOf(nothing, { ...given, output: plain })).toMatch(/leaves the text as it is/);
  });

  it("with a fix that breaks the text", async () => {
    const breaking = changing("fix", replacing("{ Type", "{{ Type"), { fixable: true });
    expect(await failureOf(breaking, { ...given, output: plain.replace("{ Type", "{{ Type") })).toMatch(
      /Different output/,
    );
  });

  it("with a fix that leaves something to fix", async () => {
    const endless = changing("fix", replacing("Pass", "Pass "), { fixable: true });
    expect(await failureOf(endless, { ...given, output: plain.replace("Pass", `Pass${" ".repeat(10)}`) })).toMatch(
      /reported again/,
    );
  });

  it("with a suggestion that changes nothing", async () => {
    expect(await failureOf(changing("suggest", replacing("Pass", "Pass"), { hasSuggestions: true }), given)).toMatch(
      /leaves the text as it is/,
    );
  });

  it("with a suggestion that breaks the text", async () => {
    expect(
      await failureOf(changing("suggest", replacing("{ Type", "{{ Type"), { hasSuggestions: true }), given),
    ).toMatch(/breaks the text/);
  });

  it("but not with a fix as it says", async () => {
    expect(await failureOf(changing("fix", toSucceed, { fixable: true }), { ...given, output })).toBeUndefined();
  });

  it("nor with a suggestion as it says", async () => {
    const problems = [{ messageId: "pass", suggestions: [{ messageId: "change", output }] }];
    expect(
      await failureOf(changing("suggest", toSucceed, { hasSuggestions: true }), { code: CODE, problems }),
    ).toBeUndefined();
  });

  it("with data that its message lacks", async () => {
    const incomplete = defineRule({
      meta: { ...meta, messages },
      visit: {
        Pass: ({ nameRange }, { report }) => report({ at: nameRange, messageId: "pass", data: {} as { name: string } }),
      },
    });
    expect(await failureOf(incomplete, given)).toMatch(/lacks 'name'/);
  });

  it("with an exception", async () => {
    const crashing = defineRule({
      meta: { ...meta, messages },
      visit: {
        Pass() {
          throw new Error("broken rule");
        },
      },
    });
    expect(await failureOf(crashing, given)).toMatch(/crashed.*broken rule/);
  });

  it("with a message that it does not have", async () => {
    const unnamed = defineRule({
      meta: { ...meta, messages },
      visit: { Pass: ({ nameRange }, { report }) => report({ at: nameRange, messageId: "gone" as "fail" }) },
    });
    expect(await failureOf(unnamed, { code: CODE, problems: [{ messageId: "gone" }] })).toMatch(/no 'gone'/);
  });

  it("with other words for JSON than for YAML", async () => {
    const choosy = defineRule({
      meta: { ...meta, messages },
      visit: {
        Pass({ nameRange }, { report, definition }) {
          report({
            at: nameRange,
            messageId: "pass",
            data: { name: definition.file.path.endsWith("json") ? "JSON" : "YAML" },
          });
        },
      },
    });
    expect(await failureOf(choosy, given)).toMatch(/same machine in JSON/);
  });
});

describe("what a case says of its surroundings", () => {
  const typed = defineRule({
    meta: { ...meta, fixable: true, messages, defaultOptions: { name: "default" } },
    visit: {
      Pass({ nameRange, comment }, { report, definition, options }) {
        if (definition.context.type !== "EXPRESS") return;
        const name = `${options.name} ${definition.context.substitutions?.entries.map((entry) => entry.name).join() ?? ""}`;
        report({
          at: nameRange,
          messageId: "pass",
          data: { name },
          ...(comment && { fix: (edit) => edit.replaceValue(comment.node, "new") }),
        });
      },
    },
  });

  it("reaches the rule, with the options that it does not set", async () => {
    const given = { code: CODE, type: "EXPRESS", substitutions: ["A", "B"] } as const;
    expect(
      await failureOf(typed, { ...given, problems: [{ messageId: "pass", data: { name: "default A,B" } }] }),
    ).toBeUndefined();
    expect(
      await failureOf(typed, {
        ...given,
        options: { name: "set" },
        problems: [{ messageId: "pass", data: { name: "set A,B" } }],
      }),
    ).toBeUndefined();
  });

  it("reaches its fixes too", async () => {
    const fixing = defineRule({
      meta: { ...meta, fixable: true, messages },
      visit: {
        Pass({ name, nameRange, comment }, { report, definition }) {
          if (definition.context.type !== "EXPRESS" || comment?.value !== "old") return;
          report({
            at: nameRange,
            messageId: "pass",
            data: { name },
            fix: (edit) => edit.replaceValue(comment.node, "new"),
          });
        },
      },
    });
    const code = CODE.replace("Next: B", "Comment: old, Next: B");
    const output = plain.replace("Next: B", "Comment: new, Next: B");
    expect(
      await failureOf(fixing, { code, type: "EXPRESS", problems: [{ messageId: "pass" }], output }),
    ).toBeUndefined();
  });

  it("keeps a case with a file as it is written", async () => {
    const code = '{"StartAt": "A", "States": {«"A"»: {"Type": "Pass", "End": true}}}';
    expect(
      await failureOf(finding, { code, file: "machine.asl.json", problems: [{ messageId: "pass" }] }),
    ).toBeUndefined();
  });
});

it("without a runner there is no test", () => {
  const { describe: known } = globalThis as { describe?: unknown };
  const hidden = Reflect.deleteProperty(globalThis, "describe");
  try {
    expect(() => testRule("the-rule", finding, { valid: [], invalid: [] })).toThrow(/needs a test runner/);
  } finally {
    if (hidden && known !== undefined) Reflect.set(globalThis, "describe", known);
  }
});
