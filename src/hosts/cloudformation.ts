import { type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { definitionAt, type Template, templateIssues, type Way, withIssues } from "./embedded.ts";
import { isSubstituted } from "./embedded-text.ts";
import type { DisabledRule, HostContext, HostResource, Reading, Substitutions, Surroundings } from "./host.ts";
import { isGenerated } from "./markers.ts";
import { elsewhere, referTo } from "./refer.ts";
import { isOn, levelOf, typeOf } from "./settings.ts";

/** Where a type of resource has what is asked of a machine. */
interface Properties {
  readonly host: "sam" | "cloudformation";
  readonly name: string;
  readonly type: string;
  readonly logging: string;
  readonly tracing: string;
  /** What may hold the definition itself. */
  readonly definitions: readonly string[];
  /** What may name a file or an object of S3 that holds it. */
  readonly place: string;
}

/**
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
 */
const RESOURCES: Readonly<Record<string, Properties>> = {
  "AWS::Serverless::StateMachine": {
    host: "sam",
    name: "Name",
    type: "Type",
    logging: "Logging",
    tracing: "Tracing",
    definitions: ["Definition"],
    place: "DefinitionUri",
  },
  "AWS::StepFunctions::StateMachine": {
    host: "cloudformation",
    name: "StateMachineName",
    type: "StateMachineType",
    logging: "LoggingConfiguration",
    tracing: "TracingConfiguration",
    definitions: ["DefinitionString", "Definition"],
    place: "DefinitionS3Location",
  },
};

/** Reads the machines of a CloudFormation template; `undefined` if it declares none. `way` leads to the template. */
export function readCloudFormation(
  template: Template,
  root: ValueNode | undefined,
  way: Way,
  around: Surroundings,
): Reading | undefined {
  const resources = root?.kind === "object" ? root.get("Resources") : undefined;
  return readMachinesAmong(template, resources, [...way, "Resources"], around);
}

/** Reads the machines among resources; `undefined` if there are none. */
export function readMachinesAmong(
  template: Template,
  resources: ValueNode | undefined,
  way: Way,
  around: Surroundings,
): Reading | undefined {
  const readings = machinesIn(template, resources, way).flatMap((resource) => readResource(template, resource, around));
  if (readings.length === 0) return undefined;
  return {
    definitions: withIssues(
      readings.flatMap(({ definitions }) => definitions),
      templateIssues(template.tree),
    ),
    references: readings.flatMap(({ references }) => references),
  };
}

interface Resource {
  readonly key: string;
  readonly nameRange: HostResource["nameRange"];
  readonly node: ObjectNode;
  readonly names: Properties;
  readonly way: Way;
  /** Whether the template makes several of it, with names in it that are filled in. */
  readonly isRepeated: boolean;
}

/** The machines among resources, and among those that a loop makes. */
function machinesIn(template: Template, resources: ValueNode | undefined, way: Way, isRepeated = false): Resource[] {
  // An object with one function in it is a call.
  const { name, argument } = resources?.kind === "dynamic" ? (resources.call ?? {}) : {};
  if (name !== undefined && argument !== undefined) return repeatedIn(template, name, argument, [...way, name]);
  if (resources?.kind !== "object") return [];
  return resources.members.flatMap(({ key, keyRange, value }): Resource[] => {
    const at = [...way, key];
    if (key.startsWith("Fn::")) return repeatedIn(template, key, value, at);
    const names = value.kind === "object" ? RESOURCES[stringOf(value.get("Type")) ?? ""] : undefined;
    if (names === undefined || value.kind !== "object") return [];
    return [{ key, nameRange: insideQuotes(template, keyRange), node: value, names, way: at, isRepeated }];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
function repeatedIn(template: Template, name: string, argument: ValueNode, way: Way): Resource[] {
  const made = name.startsWith("Fn::ForEach::") && argument.kind === "array" ? argument.items[2] : undefined;
  return machinesIn(template, made, [...way, 2], true);
}

function readResource(template: Template, resource: Resource, around: Surroundings): Reading[] {
  const { names, way } = resource;
  const properties = resource.node.get("Properties");
  if (properties?.kind !== "object") return [];
  const context = contextOf(template, resource, properties);
  for (const name of names.definitions) {
    const node = properties.get(name);
    if (node === undefined) continue;
    const place = [...way, "Properties", name];
    const known = isSubstituted(node) ? withoutSubstitutions(context) : context;
    return [
      {
        definitions: [definitionAt(template, place, node, known) ?? elsewhere(template, place, node, context)],
        references: [],
      },
    ];
  }
  const node = properties.get(names.place);
  if (node === undefined) return [];
  const place = [...way, "Properties", names.place];
  const written = fileAt(node, context.host);
  if (written === undefined) return [{ definitions: [elsewhere(template, place, node, context)], references: [] }];
  return [referTo(template, { written, node, way: place }, context, around)];
}

/**
 * The file that the place of a definition names, before the template is packaged; `undefined` for an object in S3 that is
 * none of the files here.
 */
function fileAt(node: ValueNode, host: HostContext["host"]): string | undefined {
  const path = stringOf(node);
  if (path !== undefined) return /^\w+:\/\/|^\s*$/.test(path) ? undefined : path;
  if (node.kind !== "object" || host !== "cdk") return undefined;
  // An asset lies beside the template, under its hash.
  const key = stringOf(node.get("Key"));
  return key === undefined ? undefined : `asset.${key}`;
}

function contextOf(
  template: Template,
  { key, nameRange, node, names, isRepeated }: Resource,
  properties: ObjectNode,
): HostContext {
  const metadata = node.get("Metadata");
  const construct = metadata?.kind === "object" ? stringOf(metadata.get("aws:cdk:path")) : undefined;
  const generated = construct !== undefined || isGenerated(template.file.path) || isOfCdk(template);
  const nameNode = properties.get(names.name);
  const machineName = stringOf(nameNode);
  const isOpen = properties.open;
  const logging = levelOf(properties.get(names.logging), "Level", isOpen);
  const tracing = isOn(properties.get(names.tracing), "Enabled", isOpen);
  const disabled = disabledRules(metadata);
  return {
    host: generated ? "cdk" : names.host,
    name: construct?.replace(/\/Resource$/, "") ?? key,
    type: typeOf(properties.get(names.type), isOpen),
    ...(!isRepeated && { substitutions: substitutionsOf(properties) }),
    ...(machineName !== undefined && { machineName }),
    ...(logging && { logging }),
    ...(tracing && { tracing }),
    ...(disabled.length > 0 && { disabled }),
    generated,
    resource: {
      nameRange,
      ...(machineName !== undefined && nameNode && { machineNameRange: nameNode.range }),
      ...(!generated && {
        turnOnTracing: () => template.tree.edit.setField(properties, names.tracing, { Enabled: true }),
      }),
    },
  };
}

/** Whether a template has what the CDK puts into each, also where it leaves out the paths of constructs. */
function isOfCdk({ tree: { root } }: Template): boolean {
  if (root.kind !== "object") return false;
  const has = (section: string, name: string): boolean => {
    const node = root.get(section);
    return node?.kind === "object" && node.get(name) !== undefined;
  };
  return (
    has("Parameters", "BootstrapVersion") || has("Rules", "CheckBootstrapVersion") || has("Resources", "CDKMetadata")
  );
}

/** A key's range without its quotes. */
function insideQuotes({ file }: Template, [start, end]: HostResource["nameRange"]): HostResource["nameRange"] {
  return /["']/.test(file.text.charAt(start)) ? [start + 1, end - 1] : [start, end];
}

function withoutSubstitutions({ substitutions: _, ...context }: HostContext): HostContext {
  return context;
}

function substitutionsOf(properties: ObjectNode): Substitutions {
  const node = properties.get("DefinitionSubstitutions");
  const members = node?.kind === "object" ? node.members : [];
  const isCall = ({ key }: { readonly key: string }): boolean => key.startsWith("Fn::");
  return {
    syntax: "cloudformation",
    entries: members.filter((member) => !isCall(member)).map((member) => ({ name: member.key, member })),
    complete: node === undefined ? !properties.open : node.kind === "object" && !node.open && !members.some(isCall),
  };
}

/** The rules that `Metadata: { steplint: { disable: […] } }` names. */
function disabledRules(metadata: ValueNode | undefined): DisabledRule[] {
  const own = metadata?.kind === "object" ? metadata.get("steplint") : undefined;
  const list = own?.kind === "object" ? own.get("disable") : undefined;
  const items = list?.kind === "array" ? list.items : list === undefined ? [] : [list];
  return items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" ? { id: item.value, item } : [],
  );
}
