import rule from "../../src/rules/valid-syntax.ts";
import { testRule } from "../../src/testing.ts";

const file = "machine.asl.json";

testRule("valid-syntax", rule, {
  valid: [
    {
      name: "YAML with comments",
      file: "machine.asl.yaml",
      code: `
# Ships an order.
StartAt: Ship
States:
  Ship: { Type: Succeed } # done
`,
    },
    { name: "JSON", file, code: `{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" } } }` },
    {
      name: "JSON with placeholders instead of values",
      file,
      code: `{ "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": \${Pause}, "End": true } } }`,
    },
    {
      name: "comments and trailing commas where the author has chosen them",
      file: "machine.asl.jsonc",
      code: `{ // ships an order
  "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed", }, } }`,
    },
  ],

  invalid: [
    {
      name: "escapes of JSON5, whose meaning a fix keeps",
      file: "machine.asl.json",
      code: String.raw`{ "StartAt": "A", "States": { "A": { "Type": "Succeed", "Comment": «'\x41\v'» } } }`,
      problems: [{ messageId: "lenient" }],
      output: String.raw`{ "StartAt": "A", "States": { "A": { "Type": "Succeed", "Comment": "A\u000b" } } }`,
    },
    {
      name: "a missing bracket",
      file,
      code: `{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" } }«»`,
      problems: [{ messageId: "unreadable" }],
    },
    {
      name: "a list instead of an object",
      file,
      code: `«["StartAt", "States"]»`,
      problems: [{ messageId: "noObject", data: { found: "an array" } }],
    },
    {
      name: "a text instead of an object",
      file,
      code: `«"Ship"»`,
      problems: [{ messageId: "noObject", data: { found: "a string" } }],
    },
    {
      name: "null instead of an object",
      file,
      code: `«null»`,
      problems: [{ messageId: "noObject", data: { found: "null" } }],
    },
    {
      name: "a comment, which it keeps, and a trailing comma, which it removes",
      file,
      code: `{
  «//» ships an order
  "StartAt": "Ship",
  "States": { "Ship": { "Type": "Succeed"«,» } }
}
`,
      problems: [{ messageId: "lenient" }, { messageId: "lenient" }],
      output: `{
  // ships an order
  "StartAt": "Ship",
  "States": { "Ship": { "Type": "Succeed" } }
}
`,
    },
    {
      name: "bare and single-quoted keys",
      file,
      code: `{ «StartAt»: "Ship", "States": { «'Ship'»: { "Type": "Succeed" } } }`,
      problems: [{ messageId: "lenient" }, { messageId: "lenient" }],
      output: `{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" } } }`,
    },
    {
      name: "a template that is broken, as a warning",
      file: "template.yaml",
      code: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition: { StartAt: Pack, States: { Pack: { Type: Succeed } } }
Outputs:
  Name: "order«s»
`,
      problems: [{ messageId: "template" }],
    },
    {
      name: "a text in a template that is broken",
      file: "template.json",
      code: `{ "Resources": { "Orders": { "Type": "AWS::StepFunctions::StateMachine", "Properties": {
  "DefinitionString": "{ \\"StartAt\\": \\"Pack\\", \\"States\\": {}«\\"TimeoutSeconds\\"»: 5 }" } } } }`,
      problems: [{ messageId: "unreadable" }],
    },
    {
      name: "a comma too many in a text in a template",
      file: "template.yaml",
      code: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{ "StartAt": "Pack", "States": { "Pack": { "Type": "Succeed" }«,» } }'
`,
      problems: [{ messageId: "lenient" }],
      output: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{ "StartAt": "Pack", "States": { "Pack": { "Type": "Succeed" } } }'
`,
    },
    {
      name: "a list in YAML",
      file: "machine.asl.yaml",
      code: `«- StartAt
- States»
`,
      problems: [{ messageId: "noObject", data: { found: "an array" } }],
    },
  ],
});
