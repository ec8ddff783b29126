import { TERRAFORM_WAYS } from "./terraform.ts";

/** A way to write a definition into a file of a host. */
export interface HostText {
  readonly name: string;
  readonly path: string;
  /** The file that holds the definition, whose JSON text is given. */
  write(json: string): string;
  /** Whether lines can be added to the text there. */
  readonly takesLines: boolean;
  /** Whether a word can be replaced there. */
  readonly isMended: boolean;
}

function indented(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

const quoted = (json: string): string => JSON.stringify(json);
const single = (json: string): string => `'${JSON.stringify(JSON.parse(json)).replaceAll("'", "''")}'`;

function sam(properties: string): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      ${properties}
      Tracing:
        Enabled: true
`;
}

function cloudFormation(properties: string): string {
  return `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      ${properties}
      RoleArn: !GetAtt Role.Arn
`;
}

function jsonTemplate(DefinitionString: unknown): string {
  const Orders = { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionString } };
  return JSON.stringify({ Resources: { Orders } }, null, 2);
}

/** Pieces of a text of about the same length, cut anywhere but between the halves of a character or escape. */
function pieces(text: string, count: number): string[] {
  const size = Math.ceil(text.length / count);
  const cut: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + size);
    while (end < text.length && !/[\s{}[\]:,]/.test(text.charAt(end))) end++;
    cut.push(text.slice(at, end));
    at = end;
  }
  return cut;
}

/** A text without `${`, for hosts that would take it for a variable. */
const noVariables = (json: string): string => json.replaceAll("${", "$ {");

const WAYS: readonly Omit<HostText, "isMended">[] = [
  {
    name: "an object in a SAM template",
    path: "template.yaml",
    write: (json) => sam(`Definition:\n        ${indented(json, 8)}`),
    takesLines: true,
  },
  {
    name: "a literal block",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: |\n        ${indented(json, 8)}`),
    takesLines: true,
  },
  {
    name: "a literal block without a last line break",
    path: "template.yml",
    write: (json) => cloudFormation(`DefinitionString: |- # orders\n        ${indented(json, 8)}\n`),
    takesLines: true,
  },
  {
    name: "a literal block with an explicit indentation",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: |2+\n        ${indented(json, 8)}`),
    takesLines: false,
  },
  {
    name: "a literal block of !Sub",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: !Sub |\n        ${indented(json, 8)}`),
    takesLines: true,
  },
  {
    name: "the list form of !Sub",
    path: "template.yaml",
    write: (json) =>
      cloudFormation(`DefinitionString: !Sub\n        - |\n          ${indented(json, 10)}\n        - { Name: x }`),
    takesLines: true,
  },
  {
    name: "a literal block with CRLF",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: |\n        ${indented(json, 8)}`).replaceAll("\n", "\r\n"),
    takesLines: true,
  },
  {
    name: "a folded block",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: >-\n        ${indented(json, 8)}`),
    takesLines: false,
  },
  {
    name: "double quotes",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: ${quoted(json)}`),
    takesLines: true,
  },
  {
    name: "single quotes",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString: ${single(json)}`),
    takesLines: false,
  },
  {
    name: "Fn::Sub in its long form",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString:\n        Fn::Sub: |\n          ${indented(json, 10)}`),
    takesLines: true,
  },
  {
    name: "!Join",
    path: "template.yaml",
    write: (json) =>
      cloudFormation(`DefinitionString: !Join\n        - ""\n        - [${pieces(json, 3).map(quoted).join(", ")}]`),
    takesLines: false,
  },
  {
    name: "Fn::ToJsonString",
    path: "template.yaml",
    write: (json) => cloudFormation(`DefinitionString:\n        Fn::ToJsonString:\n          ${indented(json, 10)}`),
    takesLines: true,
  },
  { name: "a string in a JSON template", path: "template.json", write: jsonTemplate, takesLines: true },
  {
    name: "Fn::Join in a JSON template",
    path: "orders.template",
    write: (json) => jsonTemplate({ "Fn::Join": ["\n", json.split("\n")] }),
    takesLines: false,
  },
  {
    name: "Fn::ToJsonString in a JSON template",
    path: "template.json",
    write: (json) => jsonTemplate({ "Fn::ToJsonString": JSON.parse(json) }),
    takesLines: true,
  },
  {
    name: "a service",
    path: "serverless.yml",
    write: (json) =>
      `service: orders\nstepFunctions:\n  stateMachines:\n    orders:\n      definition:\n        ${indented(json, 8)}\n`,
    takesLines: true,
  },
  {
    name: "a resource of a service",
    path: "serverless.yml",
    write: (json) =>
      `service: orders\nresources:\n  ${indented(cloudFormation(`DefinitionString: ${quoted(json)}`), 2)}`,
    takesLines: true,
  },
  {
    name: "an API's answer",
    path: "answer.json",
    write: (json) => JSON.stringify({ stateMachineArn: "arn", name: "orders", definition: json, type: "STANDARD" }),
    takesLines: true,
  },
  {
    name: "an API's answer in YAML",
    path: "answer.yaml",
    write: (json) => `definition: ${quoted(json)}\nname: orders\nroleArn: role\n`,
    takesLines: true,
  },
  { name: "an API's definition alone", path: "answer.json", write: quoted, takesLines: true },
];

const TERRAFORM: typeof WAYS = TERRAFORM_WAYS.map(({ name, write }) => ({
  name: `${name} in Terraform`,
  path: "main.tf",
  write: (json) => write(JSON.parse(json)),
  takesLines: true,
}));

/** Every way to write a definition into a template or a Terraform file. */
export const templateTexts: readonly HostText[] = [...WAYS, ...TERRAFORM].map((text) => ({
  ...text,
  isMended: text.name !== "a folded block",
  write: (json) => text.write(noVariables(json)),
}));
