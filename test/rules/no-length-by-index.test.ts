import { describe, expect, it } from "vitest";
import rule from "../../src/rules/no-length-by-index.ts";
import { testRule } from "../../src/testing.ts";
import { lintText } from "../helpers/lint.ts";
import { processorTime } from "../helpers/processor-time.ts";

/** A state, and a Choice behind it with such rules. */
const machine = (before: string, rules: string, more = "Default: Done", work = "{ Type: Succeed }"): string => `
StartAt: Collect
States:
  Collect: ${before}
  Any?: { Type: Choice, Choices: [${rules}], ${more} }
  Work: ${work}
  Done: { Type: Succeed }
`;
const present = (path: string, is: string, next = "Work"): string =>
  `{ Variable: "${path}", IsPresent: ${is}, Next: ${next} }`;
const task = 'Type: Task, Resource: "arn:aws:states:::lambda:invoke"';
const map = "Type: Map, ItemsPath: $.items, ItemProcessor: { StartAt: Each, States: { Each: { Type: Succeed } } }";

/** A machine in JSONata with one expression. */
const look = (expression: string): string => `
QueryLanguage: JSONata
StartAt: Look
States:
  Look: { Type: Pass, Output: { any: "{% ${expression} %}" }, End: true }
`;

testRule("no-length-by-index", rule, {
  valid: [
    ...[
      `{ ${task}, Parameters: { Payload.$: "$.orders[0]" }, End: true }`,
      `{ ${task}, Parameters: { Payload.$: "$.orders[0].id" }, End: true }`,
      `{ ${task}, Parameters: { Payload: { first.$: "States.ArrayGetItem($.orders, 0)" } }, End: true }`,
      `{ ${task}, Parameters: { Payload: { text.$: "States.Format('{}', $.orders[0].id)" } }, End: true }`,
      `{ ${task}, Parameters: { Payload.$: "$.orders[0:5]" }, End: true }`,
      `{ ${task}, Parameters: { Payload.$: "$['orders'][0]" }, End: true }`,
      `{ Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.orders[0].id %}", End: true }`,
      `{ Type: Parallel, Branches: [{ StartAt: Send, States: { Send: { Type: Pass, InputPath: "$.orders[0]", End: true } } }], End: true }`,
    ].map((work) => ({
      name: `a question for an item that is then read: ${work}`,
      code: machine(`{ ${task}, Next: Any? }`, present("$.orders[0]", "true"), undefined, work),
    })),
    {
      name: "a question before a comparison of the item",
      code: machine(
        `{ ${task}, Next: Any? }`,
        `{ And: [{ Variable: "$.orders[0]", IsPresent: true }, { Variable: "$.orders[0].price", NumericGreaterThan: 5 }], Next: Work }`,
      ),
    },
    {
      name: "a question for a field of the item",
      code: machine(`{ ${task}, Next: Any? }`, present("$.orders[0].price", "true")),
    },
    {
      name: "a question for the second item",
      code: machine(`{ ${task}, Next: Any? }`, present("$.orders[1]", "true")),
    },
    { name: "a question for the list", code: machine(`{ ${task}, Next: Any? }`, present("$.orders", "true")) },
    {
      name: "the hits of a filter for one value, which prefer-array-contains reports",
      code: machine(
        `{ Type: Pass, Parameters: { hits.$: "$.orders[?(@.sku == 'A7')]" }, Next: Any? }`,
        present("$.hits[0]", "true"),
      ),
    },
    {
      name: "a filter in the Choice, which valid-jsonpath reports",
      code: machine(`{ ${task}, Next: Any? }`, present("$.orders[?(@.sku == 'A7')][0]", "true")),
    },
    {
      name: "a question that only deployment makes",
      code: machine(`{ ${task}, Next: Any? }`, present("$.orders[0]", '"${Is}"')),
    },
    {
      name: "a list in a part of the input, whose place is another one",
      code: machine(`{ ${task}, Next: Any? }`, present("$.orders[0]", "true"), "InputPath: $.shop, Default: Done"),
    },
    ...[
      "$exists($orders)",
      "$exists($orders[1])",
      "$exists($orders[0].id)",
      "$exists($orders[0]) ? $orders[0].id : 'none'",
      "$exists($orders[$i])",
      "$orders[0]",
      "$f($orders[0])",
      "$exists($a + $orders[0])",
      "$exists($orders[$ = 'A7'][0])",
      "$orders ~> $exists($orders[0])",
    ].map((expression) => ({ name: `in JSONata: ${expression}`, code: look(expression) })),
    {
      name: "an item that another state reads in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Any?
States:
  Any?: { Type: Choice, Choices: [{ Condition: "{% $exists($states.input.orders[0]) %}", Next: Work }], Default: Done }
  Work: { Type: Pass, Output: "{% $states.input.orders[ 0 ].id %}", End: true }
  Done: { Type: Succeed }
`,
    },
  ],

  invalid: [
    {
      name: "an item of the input, at the start",
      code: `
StartAt: Any?
States:
  Any?: { Type: Choice, Choices: [{ Variable: "$.orders[0]", IsPresent: «true», Next: Work }], Default: Done }
  Work: { Type: Map, ItemsPath: $.orders, ItemProcessor: { StartAt: Each, States: { Each: { Type: Succeed } } }, End: true }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "index",
          data: { choice: "Any?", list: "$.orders", jsonata: "$states.input.orders" },
          suggestions: [],
        },
      ],
    },
    {
      name: "an item of a result that may lack the list",
      code: machine(`{ ${task}, ResultPath: $.found, Next: Any? }`, present("$.found.orders[0]", "«false»", "Done")),
      problems: [
        {
          messageId: "index",
          data: { choice: "Any?", list: "$.found.orders", jsonata: "$states.input.found.orders" },
          suggestions: [],
        },
      ],
    },
    {
      name: "an item of a variable",
      code: machine(`{ ${task}, Assign: { orders.$: $.all }, Next: Any? }`, present("$orders[0]", "«true»")),
      problems: [
        { messageId: "index", data: { choice: "Any?", list: "$orders", jsonata: "$orders" }, suggestions: [] },
      ],
    },
    {
      name: "an item of the execution's input, inside And and Not",
      code: machine(
        `{ ${task}, Next: Any? }`,
        `{ And: [{ Not: { Variable: "$$.Execution.Input.orders[0]", IsPresent: «true» } }, { Variable: $.on, BooleanEquals: true }], Next: Work }`,
      ),
      problems: [
        {
          messageId: "index",
          data: {
            choice: "Any?",
            list: "$$.Execution.Input.orders",
            jsonata: "$states.context.Execution.Input.orders",
          },
        },
      ],
    },
    ...[
      {
        before: `{ ${map}, ResultPath: $.done, Next: Any? }`,
        after: `{ ${map}, ResultPath: $.done, Next: Any?, Assign: { doneLength.$: States.ArrayLength($) } }`,
        list: "$.done",
        name: "doneLength",
      },
      {
        before: `{ ${map}, Next: Any? }`,
        after: `{ ${map}, Next: Any?, Assign: { valueLength.$: States.ArrayLength($) } }`,
        list: "$",
        name: "valueLength",
      },
      {
        before: `{ Type: Pass, Parameters: { dear.$: "$.items[?(@.price > 100)]" }, Next: Any? }`,
        after: `{ Type: Pass, Parameters: { dear.$: "$.items[?(@.price > 100)]" }, Next: Any?, Assign: { dearLength.$: States.ArrayLength($.dear) } }`,
        list: "$.dear",
        name: "dearLength",
      },
      {
        before: `{ Type: Pass, InputPath: "$.items[1:]", ResultPath: $.rest, Next: Any? }`,
        after: `{ Type: Pass, InputPath: "$.items[1:]", ResultPath: $.rest, Next: Any?, Assign: { restLength.$: States.ArrayLength($) } }`,
        list: "$.rest",
        name: "restLength",
      },
      {
        before: `{ ${task}, ResultSelector: { ids.$: "$.Payload[*].id" }, ResultPath: $.all, Next: Any? }`,
        after: `{ ${task}, ResultSelector: { ids.$: "$.Payload[*].id" }, ResultPath: $.all, Next: Any?, Assign: { idsLength.$: "States.ArrayLength($.Payload[*].id)" } }`,
        list: "$.all.ids",
        name: "idsLength",
      },
      {
        before: `{ ${task}, Assign: { parts.$: "States.StringSplit($.text, ',')" }, Next: Any? }`,
        after: `{ ${task}, Assign: { parts.$: "States.StringSplit($.text, ',')", partsLength.$: "States.ArrayLength(States.StringSplit($.text, ','))" }, Next: Any? }`,
        list: "$parts",
        name: "partsLength",
      },
    ].flatMap(({ before, after, list, name }) =>
      [
        { is: "true", answer: "NumericGreaterThan" },
        { is: "false", answer: "NumericEquals" },
      ].map(({ is, answer }) => ({
        name: `an item of the list ${list} that the state before makes, asked with ${is}: ${before}`,
        code: machine(before, present(`${list}[0]`, `«${is}»`)),
        problems: [
          {
            messageId: "length",
            data: { choice: "Any?", list, before: "Collect" },
            suggestions: [
              { messageId: "assign", output: machine(after, `{ Variable: "$${name}", ${answer}: 0, Next: Work }`) },
            ],
          },
        ],
      })),
    ),
    {
      name: "both questions about a list at once",
      code: machine(
        `{ ${map}, ResultPath: $.done, Next: Any? }`,
        `${present("$.done[0]", "«true»")}, ${present("$.done[0]", "«false»", "Done")}`,
        "Comment: all",
      ),
      problems: [
        {
          messageId: "length",
          suggestions: [
            {
              messageId: "assign",
              output: machine(
                `{ ${map}, ResultPath: $.done, Next: Any?, Assign: { doneLength.$: States.ArrayLength($) } }`,
                `{ Variable: "$doneLength", NumericGreaterThan: 0, Next: Work }, { Variable: "$doneLength", NumericEquals: 0, Next: Done }`,
                "Comment: all",
              ),
            },
          ],
        },
        {
          messageId: "default",
          data: { choice: "Any?" },
          suggestions: [
            {
              messageId: "makeDefault",
              output: machine(
                `{ ${map}, ResultPath: $.done, Next: Any? }`,
                present("$.done[0]", "true"),
                "Comment: all, Default: Done",
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a Map that writes its result elsewhere",
      code: machine(
        `{ ${map}, ResultWriter: { Resource: "arn:aws:states:::s3:putObject" }, ResultPath: $.done, Next: Any? }`,
        present("$.done[0]", "«true»"),
      ),
      problems: [{ messageId: "index" }],
    },
    {
      name: "an opposite through Not, where Default leads there, too",
      code: machine(
        `{ ${task}, Next: Any? }`,
        `${present("$.orders[0]", "«true»")}, { Not: { Variable: "$.orders[0]", IsPresent: «true» }, Next: Done }`,
      ),
      problems: [
        { messageId: "index" },
        {
          messageId: "default",
          suggestions: [
            { messageId: "makeDefault", output: machine(`{ ${task}, Next: Any? }`, present("$.orders[0]", "true")) },
          ],
        },
      ],
    },
    ...[
      { why: "Default leads elsewhere", rules: present("$.orders[0]", "«false»", "Done"), more: "Default: Work" },
      {
        why: "a rule follows",
        rules: `${present("$.orders[0]", "«false»", "Done")}, { Variable: $.on, BooleanEquals: true, Next: Work }`,
        more: "Comment: all",
      },
      {
        why: "the rule assigns something",
        rules: `{ Variable: "$.orders[0]", IsPresent: «false», Assign: { none: true }, Next: Done }`,
        more: "Comment: all",
      },
    ].map(({ why, rules, more }) => ({
      name: `an opposite without a suggestion, as ${why}`,
      code: machine(`{ ${task}, Next: Any? }`, `${present("$.orders[0]", "«true»")}, ${rules}`, more),
      problems: [{ messageId: "index" }, { messageId: "default", suggestions: [] }],
    })),
    ...[
      { code: "«$exists($orders[0])»", output: "$count($orders) > 0" },
      { code: "$not(«$exists($states.input.shop.orders[0])»)", output: "$not($count($states.input.shop.orders) > 0)" },
      { code: "«$exists($orders[0])» = false", output: "($count($orders) > 0) = false" },
      {
        code: "«$exists($orders[price > 5][0])» and $on ? 1 : 2",
        output: "$count($orders[price > 5]) > 0 and $on ? 1 : 2",
      },
      { code: "$shops[«$exists(orders[0])»].name", output: "$shops[$count(orders) > 0].name" },
    ].map(({ code, output }) => ({
      name: `a question in JSONata: ${code}`,
      code: look(code),
      problems: [{ messageId: "jsonata", suggestions: [{ messageId: "count", output: look(output) }] }],
    })),
  ],
});

describe("size", () => {
  it("1,000 Choices take 10 s at most", () => {
    const states: Record<string, object> = { End: { Type: "Succeed" } };
    for (let i = 0; i < 1_000; i++) {
      const next = i < 999 ? `S${i + 1}` : "End";
      states[`S${i}`] = { Type: "Pass", Parameters: { "x.$": "$.l[*]" }, ResultPath: `$.s${i}`, Next: `C${i}` };
      const test = { Variable: `$.s${i}.x[0]`, IsPresent: true, Next: next };
      states[`C${i}`] = { Type: "Choice", Choices: [test], Default: next };
    }
    const text = JSON.stringify({ StartAt: "S0", States: states });
    const start = processorTime();
    const { problems } = lintText(text, { "no-length-by-index": rule });
    expect(problems.length).toBe(1_000);
    expect(processorTime() - start).toBeLessThan(10_000);
  });
});
