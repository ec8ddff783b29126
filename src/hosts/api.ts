import { stringOf, type ValueNode } from "../document/nodes.ts";
import { definitionAt, type Template, templateIssues, withIssues } from "./embedded.ts";
import { embeddedText } from "./embedded-text.ts";
import type { HostContext, Reading } from "./host.ts";
import { isOn, levelOf } from "./settings.ts";

/**
 * Reads what AWS's API says of a deployed machine, as `aws stepfunctions describe-state-machine` prints it, or what it is
 * asked to create one with; `undefined` for anything else.
 *
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export function readApi(template: Template): Reading | undefined {
  const { root } = template.tree;
  // `--query definition` prints the text alone, in quotes.
  if (root.kind !== "object") return holdsMachine(root) ? read(template, [], root, UNNAMED) : undefined;
  const definition = root.get("definition");
  const isAnswer = ["stateMachineArn", "roleArn"].some((key) => root.get(key) !== undefined);
  if (!isAnswer || !holdsMachine(definition)) return undefined;
  const name = root.get("name");
  const machineName = stringOf(name);
  const type = stringOf(root.get("type"));
  const nameRange = name?.range ?? definition.range;
  const logging = levelOf(root.get("loggingConfiguration"), "level", root.open);
  const tracing = isOn(root.get("tracingConfiguration"), "enabled", root.open);
  return read(template, ["definition"], definition, {
    host: "api",
    ...(machineName !== undefined && { name: machineName, machineName }),
    type: type === "STANDARD" || type === "EXPRESS" ? type : undefined,
    ...(logging && { logging }),
    ...(tracing && { tracing }),
    generated: false,
    resource: { nameRange, ...(machineName !== undefined && { machineNameRange: nameRange }) },
  });
}

const UNNAMED: HostContext = { host: "api", type: undefined, generated: false };

function holdsMachine(node: ValueNode | undefined): node is ValueNode {
  return node !== undefined && (embeddedText(node)?.text.includes("StartAt") ?? false);
}

function read(template: Template, way: readonly string[], node: ValueNode, context: HostContext): Reading | undefined {
  const definition = definitionAt(template, way, node, context);
  return definition && { definitions: withIssues([definition], templateIssues(template.tree)), references: [] };
}
