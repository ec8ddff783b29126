import rule from "../../src/rules/no-unbounded-map-concurrency.ts";
import { testRule } from "../../src/testing.ts";

const map = (
  fields: string,
  { config = "{ Mode: DISTRIBUTED, ExecutionType: STANDARD }", name = "Each", more = "" } = {},
) => `
StartAt: Each
States:
  ${name}:
    Type: Map
${fields}    ItemProcessor:
      ProcessorConfig: ${config}
      StartAt: Convert
      States:
        Convert: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    End: true
${more}`;

testRule("no-unbounded-map-concurrency", rule, {
  valid: [
    { name: "a limit", code: map("    MaxConcurrency: 500\n") },
    { name: "a limit that the input says", code: map("    MaxConcurrencyPath: $.atOnce\n") },
    { name: "a limit that only deployment knows", code: map('    MaxConcurrency: "${AtOnce}"\n') },
    {
      name: "a limit that an expression says",
      code: map('    QueryLanguage: JSONata\n    MaxConcurrency: "{% $atOnce %}"\n'),
    },
    { name: "an inline Map without a limit", code: map("", { config: "{ Mode: INLINE }" }) },
    {
      name: "an inline Map with the greatest limit",
      code: map("    MaxConcurrency: 40\n", { config: "{ Mode: INLINE }" }),
    },
    {
      name: "a Map of a mode that only deployment knows",
      code: map("    MaxConcurrency: 100\n", { config: '{ Mode: "${Mode}" }' }),
    },
    { name: "a distributed Map in an Express machine, which AWS refuses", code: map(""), type: "EXPRESS" },
    {
      name: "a few items at most",
      code: map(`    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      ReaderConfig: { InputType: JSON, MaxItems: 40 }
      Parameters: { Bucket: files, Key: list.json }
`),
    },
    {
      name: "a list that is written down",
      code: map("    QueryLanguage: JSONata\n    Items: [eu, us, ap]\n"),
    },
    {
      name: "children that call nothing",
      code: map("").replace('Type: Task, Resource: "arn:aws:states:::lambda:invoke"', "Type: Pass"),
    },
    {
      name: "a processor that the text does not show",
      code: `
StartAt: Each
States:
  Each: { Type: Map, ItemProcessor: "\${Processor}", End: true }
`,
    },
  ],

  invalid: [
    {
      name: "no limit",
      code: map("", { name: "«Each»" }),
      problems: [
        {
          messageId: "missing",
          data: { name: "Each", most: "10,000", task: "Convert" },
          suggestions: [{ messageId: "limit", output: map("", { more: "    MaxConcurrency: 100\n" }) }],
        },
      ],
    },
    {
      name: "no limit for Express children",
      code: map("", { name: "«Each»", config: "{ Mode: DISTRIBUTED, ExecutionType: EXPRESS }" }),
      problems: [{ messageId: "missing" }],
    },
    {
      name: "a limit of 0, which is none",
      code: map("    MaxConcurrency: «0»\n"),
      problems: [
        {
          messageId: "missing",
          suggestions: [{ messageId: "limit", output: map("    MaxConcurrency: 100\n") }],
        },
      ],
    },
    {
      name: "more items than a few",
      code: map(
        `    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      ReaderConfig: { InputType: JSON, MaxItems: 41 }
      Parameters: { Bucket: files, Key: list.json }
`,
        { name: "«Each»" },
      ),
      problems: [{ messageId: "missing" }],
    },
    {
      name: "a task in a branch of the children",
      code: `
StartAt: Each
States:
  «Each»:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Both
      States:
        Both:
          Type: Parallel
          Branches: [{ StartAt: Store, States: { Store: { Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", End: true } } }]
          End: true
    End: true
`,
      problems: [{ messageId: "missing", data: { name: "Each", most: "10,000", task: "Store" } }],
    },
    {
      name: "more iterations than an inline Map runs at once",
      code: map("    MaxConcurrency: «100»\n", { config: "{ Mode: INLINE }" }),
      problems: [
        {
          messageId: "inline",
          data: { most: "40", value: "100" },
          suggestions: [
            { messageId: "limit", output: map("    MaxConcurrency: 40\n", { config: "{ Mode: INLINE }" }) },
          ],
        },
      ],
    },
    {
      name: "more iterations than an inline Map of an Express workflow runs at once",
      code: map("    MaxConcurrency: «41»\n", { config: "{ Mode: INLINE }" }),
      type: "EXPRESS",
      problems: [{ messageId: "inline" }],
    },
    {
      name: "more child executions than a distributed Map runs at once",
      code: map("    MaxConcurrency: «20000»\n"),
      problems: [{ messageId: "distributed", data: { most: "10,000", value: "20,000" } }],
    },
  ],
});
