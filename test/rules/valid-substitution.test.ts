import { describe, expect, it, test } from "vitest";
import type { HostContext, Substitutions } from "../../src/hosts/host.ts";
import rule from "../../src/rules/valid-substitution.ts";
import { testRule } from "../../src/testing.ts";
import { hostedPlaces, hostedReports, templatePlaces, templateReports } from "../helpers/hosted.ts";

// Some ways to write a definition into a template fill in names of the template itself.
const file = "machine.asl.yaml";

testRule("valid-substitution", rule, {
  valid: [
    {
      name: "placeholders that are defined, in values, parts of values and keys",
      substitutions: ["PrinterArn", "TableName"],
      code: `
StartAt: Print
States:
  Print:
    Type: Task
    Resource: "\${PrinterArn}"
    Parameters:
      RequestItems: { "\${TableName}": [] }
      Text: "to \${TableName} at \${PrinterArn}"
    End: true
`,
    },
    {
      name: "pseudo parameters, escapes, and placeholders of other programs",
      substitutions: [],
      code: `
StartAt: Print
States:
  Print:
    Type: Pass
    Result:
      account: "\${AWS::AccountId}"
      escape: "\${!Name}"
      stage: "\${self:provider.stage}"
      shell: "\${HOME:-/root}"
      jsonata: '{% $states.input.items\${"a": 1} %}'
      other: "%Name%"
    End: true
`,
    },
    {
      name: "a definition of which nobody says what is filled in",
      code: `
StartAt: Print
States:
  Print: { Type: Task, Resource: "\${PrinterArn}", End: true }
`,
    },
  ],
  invalid: [
    {
      name: "a misspelt placeholder",
      substitutions: ["PrinterArn"],
      file,
      code: `
StartAt: Print
States:
  Print: { Type: Task, Resource: "«\${PrinterARN}»", End: true }
`,
      problems: [
        {
          messageId: "undefined",
          data: { label: "${PrinterARN}", name: "PrinterARN", hint: " Did you mean 'PrinterArn'?" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Print
States:
  Print: { Type: Task, Resource: "\${PrinterArn}", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a part of an ARN",
      substitutions: [],
      file,
      code: `
StartAt: Print
States:
  Print:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:«\${Printer}»
    Parameters: { Role: "arn:aws:iam::«\${Account}»:role/«\${Role}»" }
    End: true
`,
      problems: [{ messageId: "undefined" }, { messageId: "undefined" }, { messageId: "undefined" }],
    },
    {
      name: "what a shell, a comment or an expression may mean, too",
      substitutions: ["PrinterArn"],
      file,
      code: `
QueryLanguage: JSONata
StartAt: Print
States:
  Print:
    Comment: "«\${Note}»"
    Type: Task
    Resource: "\${PrinterArn}"
    Arguments:
      Command: "echo «\${User}»"
      Text: "{% '«\${Greeting}»' & $states.input.name %}"
    End: true
`,
      problems: [{ messageId: "inText" }, { messageId: "inText" }, { messageId: "inText" }],
    },
    {
      name: "a number that is no text, and a key",
      substitutions: [],
      file,
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: «\${Pause}», Next: Done }
  Done: { Type: Pass, Result: { "«\${Key}»": 1 }, End: true }
`,
      problems: [{ messageId: "undefined" }, { messageId: "undefined" }],
    },
  ],
});

const known = (names: readonly string[], more: Partial<Substitutions> = {}): Partial<HostContext> => ({
  substitutions: { syntax: "cloudformation", entries: names.map((name) => ({ name })), complete: true, ...more },
});
const printing = (resource: string) => `
StartAt: Print
States:
  Print: { Type: Task, Resource: "${resource}", End: true }
`;

describe("valid-substitution", () => {
  it("is silent where the host's list may go on", () => {
    expect(hostedPlaces(rule, printing("${Printer}"), known([], { complete: false }))).toEqual([]);
  });

  it("leaves what Fn::Sub fills in to the template", () => {
    expect(hostedPlaces(rule, printing("${Printer}").replace('"$', '!Sub "$'), known([]))).toEqual([]);
  });

  it("reports placeholders in the values that a function chooses from", () => {
    const code = printing("${Printer}").replace('"${Printer}"', '!If [Fast, "${Printer}", "${Ink}"]');
    expect(hostedPlaces(rule, code, known(["Ink"]))).toEqual(["undefined at ${Printer}"]);
  });

  it("reports a file that is missing", () => {
    const issue = { kind: "missing-file", message: "There is no file 'print.asl.json'.", range: [1, 8] } as const;
    const found = hostedReports(rule, printing("x"), {}, { issues: [issue] });
    expect(found).toMatchObject([{ messageId: "missingFile", text: "StartAt", data: { reason: issue.message } }]);
  });
});

describe("valid-substitution in Terraform", () => {
  const terraform = known(["printer", "settings", "count"], { syntax: "terraform" });

  test.each([
    "${printer}",
    "${printer.arn}",
    "${settings[0].arn}",
    "${jsonencode(settings)}",
    '${settings == "fast" ? printer : upper("x")}',
    "${count}",
    "${var.printer}",
    "${path.module}",
    "$${printed}",
    "${[for each in settings : each]}",
    "%{ for one in settings }${one}%{ endfor }",
  ])("accepts %s", (text) => {
    expect(
      hostedPlaces(rule, `StartAt: Print\nStates:\n  Print: { Type: Task, Resource: '${text}' }\n`, terraform),
    ).toEqual([]);
  });

  test.each([
    ["${print}", "print"],
    ["arn:${print.arn}", "print"],
    ["${jsonencode(setting)}", "setting"],
    ["run ${printer} ${inks} times", "inks"],
  ])("reports %s", (text, name) => {
    const code = `StartAt: Print\nStates:\n  Print: { Type: Task, Resource: '${text}' }\n`;
    expect(hostedReports(rule, code, terraform)).toMatchObject([{ messageId: "terraform", data: { name } }]);
  });

  it("suggests the near name", () => {
    const [found] = hostedReports(rule, printing("${jsonencode(setting)}"), terraform);
    expect(found?.changed).toEqual([printing("${jsonencode(settings)}")]);
  });
});

describe("valid-substitution, what is defined and not used", () => {
  const template = (definition: string, more = "") => `Resources:
  Printing:
    Type: AWS::Serverless::StateMachine
    Properties:
      ${definition}
      DefinitionSubstitutions:
        PrinterArn: !GetAtt Printer.Arn${more}
`;
  const inline = (resource: string, more = "\n        Ink: blue") =>
    template(
      `Definition: { StartAt: Print, States: { Print: { Type: Task, Resource: ${resource}, End: true } } }`,
      more,
    );

  it("reports it, and suggests to remove it", () => {
    expect(templateReports(rule, inline('"${PrinterArn}"'))).toEqual([
      {
        messageId: "unused",
        text: "Ink",
        data: { label: "${Ink}", name: "Ink" },
        changed: [inline('"${PrinterArn}"', "")],
      },
    ]);
  });

  test.each([
    '"${PrinterArn} ${ Ink }"',
    '"${PrinterArn}${!Ink}"',
    '"${PrinterArn} ${Ink"',
    '"${PrinterArn} ${self:custom.x}"',
    "!Sub '${PrinterArn} ${!Ink}'",
    "!Transform { Name: AWS::Include, Text: '${PrinterArn}' }",
  ])("is silent with %s", (text) => {
    expect(templatePlaces(rule, inline(text))).toEqual([]);
  });

  it("asks the file that the template names", () => {
    const code = template("DefinitionUri: print.asl.json");
    const used = { "print.asl.json": '{ "StartAt": "Print", "States": { "Print": { "Resource": "${PrinterArn}" } } }' };
    const unused = { "print.asl.json": '{ "StartAt": "Print", "States": { "Print": { "Type": "Succeed" } } }' };
    expect(templatePlaces(rule, code, used)).toEqual([]);
    expect(templatePlaces(rule, code, unused)).toEqual(["unused at PrinterArn"]);
    expect(templatePlaces(rule, code)).toEqual(["missingFile at print.asl.json"]);
  });

  it("reports a misspelt name once, where it is misspelt", () => {
    expect(templatePlaces(rule, inline('"${PrinterARN}"', ""))).toEqual(["undefined at ${PrinterARN}"]);
    const file = { "print.asl.json": '{ "StartAt": "Print", "States": { "Print": { "Resource": "${PrinterARN}" } } }' };
    expect(templatePlaces(rule, template("DefinitionUri: print.asl.json"), file)).toEqual([]);
  });

  it("is silent where nobody knows the definition", () => {
    expect(templatePlaces(rule, template("DefinitionUri: { Bucket: machines, Key: print.json }"))).toEqual([]);
  });

  it("takes every name of a template without substitutions for undefined", () => {
    const code = inline('"${PrinterArn}"', "").replace(/\n +DefinitionSubstitutions[\s\S]*$/, "\n");
    expect(templatePlaces(rule, code)).toEqual(["undefined at ${PrinterArn}"]);
  });
});
