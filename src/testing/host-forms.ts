import { escapeMarks } from "../document/hcl-template.ts";
import { type DynamicNode, plainValue, type ValueNode } from "../document/nodes.ts";
import { placeholderParts } from "../document/placeholders.ts";

/** What a case says of the machine around its definition. */
export interface Surrounding {
  readonly type?: "STANDARD" | "EXPRESS" | undefined;
  readonly substitutions?: readonly string[] | undefined;
}

/** A definition written into a host. */
export interface HostForm {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Names that every host takes for a placeholder: in Terraform they are expressions. */
const PLAIN_LABEL = /^\$\{[A-Za-z_]\w*(?:\.\w+)*\}$/;

/**
 * The same definition in every host that reads it: as JSON, as a text in a CloudFormation template, in one piece and
 * joined, in a service of the Serverless Framework, in a Terraform heredoc and object, in an answer of AWS's API.
 */
export function hostForms(root: ValueNode, { type, substitutions }: Surrounding): HostForm[] {
  const json = JSON.stringify(plainValue(root, textOf), null, 2);
  const forms: HostForm[] = [{ name: "JSON", path: "machine.asl.json", text: json }];
  if (root.kind !== "object") return forms;
  forms.push(
    { name: "a DefinitionString", path: "template.yaml", text: cloudFormation(json, type, substitutions) },
    { name: "an Fn::Join", path: "template.json", text: joined(json, type, substitutions) },
  );
  // Neither of the others fills names in.
  if (substitutions !== undefined) return forms;
  forms.push({ name: "serverless.yml", path: "serverless.yml", text: serverless(json, type) });
  const template = JSON.stringify(terraformValue(root), null, 2);
  forms.push(
    {
      name: "a Terraform heredoc",
      path: "main.tf",
      text: terraform(`<<-EOF\n    ${indented(template, 4)}\n  EOF`, type),
    },
    { name: "a Terraform object", path: "main.tf", text: terraform(`jsonencode(${template})`, type) },
  );
  if (json.includes('"StartAt"'))
    forms.push({ name: "an API's answer", path: "answer.json", text: answer(json, type) });
  return forms;
}

/** What is as unknown in JSON as a function of CloudFormation is in YAML. */
function textOf(node: DynamicNode): string {
  const isFunction = node.why === "intrinsic" && !node.parts.some((part) => typeof part === "string");
  return isFunction ? "${Function}" : node.text;
}

/** A tree whose texts stand in a template of Terraform: only placeholders are filled in. */
function terraformValue(node: ValueNode): unknown {
  if (node.kind === "array") return node.items.map(terraformValue);
  if (node.kind === "dynamic") {
    const parts = typeof node.parts[0] === "string" || node.why === "placeholder" ? node.parts : [textOf(node)];
    return parts.map((part) => (typeof part === "string" ? escapeMarks(part) : part.label)).join("");
  }
  if (node.kind === "scalar") return typeof node.value === "string" ? escapeMarks(node.value) : node.value;
  const nameOf = (key: string): string => (placeholderParts(key) === undefined ? escapeMarks(key) : key);
  return Object.fromEntries(node.members.map(({ key, value }) => [nameOf(key), terraformValue(value)]));
}

function terraform(definition: string, type: Surrounding["type"]): string {
  return `resource "aws_sfn_state_machine" "machine" {
  name       = "machine"
  role_arn   = aws_iam_role.machine.arn
  type       = ${type === undefined ? "var.type" : `"${type}"`}
  definition = ${definition}
}
`;
}

function indented(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

function cloudFormation(json: string, type: Surrounding["type"], names: Surrounding["substitutions"]): string {
  const map =
    names === undefined ? "!FindInMap [Names, All, Here]" : `{ ${names.map((name) => `${name}: x`).join(", ")} }`;
  return `Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: ${type ?? "!Ref Type"}
      DefinitionSubstitutions: ${map}
      DefinitionString: |
        ${indented(json, 8)}
`;
}

function joined(json: string, type: Surrounding["type"], names: Surrounding["substitutions"]): string {
  const pieces = json.split(/(\$\{\w+\})/).map((piece) => {
    const isReference = names === undefined && PLAIN_LABEL.test(piece);
    return isReference ? { Ref: piece.slice(2, -1) } : piece;
  });
  const properties = {
    StateMachineType: type ?? { Ref: "Type" },
    DefinitionSubstitutions:
      names === undefined
        ? { "Fn::FindInMap": ["Names", "All", "Here"] }
        : Object.fromEntries(names.map((n) => [n, "x"])),
    DefinitionString: { "Fn::Join": ["", pieces] },
  };
  const Machine = { Type: "AWS::StepFunctions::StateMachine", Properties: properties };
  return JSON.stringify({ Resources: { Machine } }, null, 1);
}

function serverless(json: string, type: Surrounding["type"]): string {
  return `service: orders
stepFunctions:
  stateMachines:
    machine:
      type: ${type ?? "${self:custom.type}"}
      definition:
        ${indented(json, 8)}
`;
}

function answer(json: string, type: Surrounding["type"]): string {
  return JSON.stringify({ stateMachineArn: "arn", name: "machine", definition: json, roleArn: "role", type }, null, 4);
}
