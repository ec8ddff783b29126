import { type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { readCloudFormation, readMachinesAmong } from "./cloudformation.ts";
import { definitionAt, type Template, templateIssues, type Way, withIssues } from "./embedded.ts";
import type { Definition, FileReference, HostContext, Reading, ReferenceRole, Surroundings } from "./host.ts";
import { elsewhere, pathBeside, referTo } from "./refer.ts";
import { isOn, levelOf, typeOf } from "./settings.ts";

const NOTHING: Reading = { definitions: [], references: [] };

/**
 * Reads a service of the Serverless Framework: the machines of its plugin, and those among its resources; `undefined` if
 * it is none.
 *
 * https://github.com/serverless-operations/serverless-step-functions
 */
export function readServerless(template: Template, around: Surroundings): Reading | undefined {
  const { root } = template.tree;
  if (root.kind !== "object") return undefined;
  const section = root.get("stepFunctions");
  const resources = root.get("resources");
  const isService = ["service", "provider", "functions", "plugins"].some((key) => root.get(key) !== undefined);
  const isFile = /(?:^|\/)serverless[^/]*$/.test(template.file.path);
  if (section === undefined && resources === undefined) return undefined;
  if (!isService && !isFile && !looksLikeSection(section)) return undefined;
  const reading = joined([
    section ? readSection(template, section, ["stepFunctions"], around) : NOTHING,
    resources ? readResources(template, resources, ["resources"], around) : NOTHING,
  ]);
  return { ...reading, definitions: withIssues(reading.definitions, templateIssues(template.tree)) };
}

/** Reads a file that a service refers to as a part of it; `undefined` if none does. */
export function readServerlessPart(template: Template, around: Surroundings): Reading | undefined {
  const roles = new Map((around.references ?? []).map(({ role }) => [JSON.stringify(role), role]));
  const readings = [...roles.values()].flatMap((role) => readPart(template, role, around) ?? []);
  if (readings.length === 0) return undefined;
  const reading = joined(readings);
  return { ...reading, definitions: withIssues(reading.definitions, templateIssues(template.tree)) };
}

function readPart(whole: Template, role: ReferenceRole, around: Surroundings): Reading | undefined {
  if (role.kind === "definition" || role.kind === "terraform-value") return undefined;
  const template = { ...whole, base: role.base };
  const { root } = template.tree;
  if (role.kind === "serverless-section") return readSection(template, root, [], around);
  if (role.kind === "serverless-machines") return readMachines(template, root, [], around);
  if (role.kind === "serverless-machine") return readMachine(template, role.name, undefined, root, [], around);
  if (role.kind === "serverless-resources") return readMachinesAmong(template, root, [], around);
  return readResources(template, root, [], around);
}

function readSection(template: Template, section: ValueNode, way: Way, around: Surroundings): Reading {
  const part = otherFile(template, section, { kind: "serverless-section" }, around);
  if (part !== undefined) return part;
  const machines = section.kind === "object" ? section.get("stateMachines") : undefined;
  return machines ? readMachines(template, machines, [...way, "stateMachines"], around) : NOTHING;
}

function readMachines(template: Template, machines: ValueNode, way: Way, around: Surroundings): Reading {
  const part = otherFile(template, machines, { kind: "serverless-machines" }, around);
  if (part !== undefined) return part;
  if (machines.kind === "array") {
    return joined(machines.items.map((item, i) => readMachines(template, item, [...way, i], around)));
  }
  if (machines.kind !== "object") return NOTHING;
  return joined(
    machines.members.map(({ key, keyRange, value }) =>
      readMachine(template, key, keyRange, value, [...way, key], around),
    ),
  );
}

function readMachine(
  template: Template,
  key: string,
  keyRange: ObjectNode["range"] | undefined,
  machine: ValueNode,
  way: Way,
  around: Surroundings,
): Reading {
  const part = otherFile(template, machine, { kind: "serverless-machine", name: key }, around);
  if (part !== undefined) return part;
  const definition = machine.kind === "object" ? machine.get("definition") : undefined;
  if (machine.kind !== "object" || definition === undefined) return NOTHING;
  const context = contextOf(template, key, keyRange, machine);
  const place = [...way, "definition"];
  const written = fileOf(definition);
  if (written !== undefined) return referTo(template, { written, node: definition, way: place }, context, around);
  const found = definitionAt(template, place, definition, context) ?? elsewhere(template, place, definition, context);
  return { definitions: [found], references: [] };
}

function contextOf(
  template: Template,
  key: string,
  keyRange: ObjectNode["range"] | undefined,
  machine: ObjectNode,
): HostContext {
  const name = machine.get("name");
  const machineName = stringOf(name);
  const logging = levelOf(machine.get("loggingConfig"), "level", machine.open);
  const tracing = isOn(machine.get("tracingConfig"), "enabled", machine.open);
  const nameRange = keyRange ?? name?.range ?? machine.range;
  return {
    host: "serverless",
    name: key,
    ...(machineName !== undefined && { machineName }),
    type: typeOf(machine.get("type"), machine.open),
    ...(logging && { logging }),
    ...(tracing && { tracing }),
    generated: false,
    resource: {
      nameRange,
      ...(machineName !== undefined && name && { machineNameRange: name.range }),
      turnOnTracing: () => template.tree.edit.setField(machine, "tracingConfig", { enabled: true }),
    },
  };
}

/** Templates among the resources of a service: one, or a list of them. */
function readResources(template: Template, resources: ValueNode, way: Way, around: Surroundings): Reading {
  const part = otherFile(template, resources, { kind: "serverless-template" }, around);
  if (part !== undefined) return part;
  if (resources.kind === "array") {
    return joined(resources.items.map((item, i) => readResources(template, item, [...way, i], around)));
  }
  const inside = resources.kind === "object" ? resources.get("Resources") : undefined;
  const other = inside && otherFile(template, inside, { kind: "serverless-resources" }, around);
  return other ?? readCloudFormation(template, resources, way, around) ?? NOTHING;
}

/** What a part is that stands in another file; nothing is read of a file that is not there, or that only deployment knows. */
function otherFile(template: Template, node: ValueNode, part: Part, { files }: Surroundings): Reading | undefined {
  if (node.kind !== "dynamic") return undefined;
  const written = fileOf(node);
  if (written === undefined) return NOTHING;
  const base = template.base ?? template.file.path;
  const path = pathBeside(base, written);
  if (typeof files?.read(path) === "string") return NOTHING;
  const role: ReferenceRole = { ...part, base };
  return { definitions: [], references: [{ path, role, context: PART }] };
}

/** A part of a service. */
type Part =
  | { readonly kind: "serverless-section" | "serverless-machines" | "serverless-template" | "serverless-resources" }
  | { readonly kind: "serverless-machine"; readonly name: string };

const PART: HostContext = { host: "serverless", type: undefined, generated: false };

/**
 * The file that `${file(path)}` stands for as a whole; `undefined` for `${file(path):key}`, for other variables, and where
 * more text stands around.
 */
function fileOf(node: ValueNode): string | undefined {
  if (node.kind !== "dynamic" || node.why !== "placeholder") return undefined;
  const written = /^\$\{file\(\s*(?:"([^"]+)"|'([^']+)'|([^()"'$]+?))\s*\)\}$/.exec(node.text);
  const path = written?.[1] ?? written?.[2] ?? written?.[3];
  return path !== undefined && /\.(?:ya?ml|json)$/i.test(path) ? path : undefined;
}

function looksLikeSection(section: ValueNode | undefined): boolean {
  return section?.kind === "object" && section.get("stateMachines") !== undefined;
}

function joined(readings: readonly Reading[]): { definitions: Definition[]; references: FileReference[] } {
  return {
    definitions: readings.flatMap(({ definitions }) => definitions),
    references: readings.flatMap(({ references }) => references),
  };
}
