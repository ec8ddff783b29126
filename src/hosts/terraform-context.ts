import type { HclNode } from "../document/hcl-syntax.ts";
import { buildHclTree, hclOrigin } from "../document/hcl-tree.ts";
import { booleanOf, type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import type { HostContext, Substitutions } from "./host.ts";
import { attributeOf, type Block, blocksIn, literalBoolean, literalText } from "./terraform-blocks.ts";
import type { Variables } from "./terraform-value.ts";

/** A block that declares a machine. */
export interface Machine {
  readonly block: Block;
  readonly isModule: boolean;
}

const RESOURCE = "aws_sfn_state_machine";
// https://registry.terraform.io/modules/terraform-aws-modules/step-functions/aws
const REGISTRY_MODULE = /^(?:registry\.[\w.]+\/)?terraform-aws-modules\/step-functions\/aws(?:\/\/.*)?$/;
const GIT_MODULE =
  /github\.com[/:]terraform-aws-modules\/terraform-aws-step-functions(?:\.git)?(?:\/\/[^?]*)?(?:\?.*)?$/;

/** The machine that a block declares; `undefined` if it declares none. */
export function machineOf(block: Block, text: string): Machine | undefined {
  if (block.type === "resource") {
    return block.labels[0]?.text === RESOURCE && block.labels.length === 2 ? { block, isModule: false } : undefined;
  }
  if (block.type !== "module" || block.labels.length !== 1) return undefined;
  const source = literalText(attributeOf(block, "source", text), text)?.text ?? "";
  return REGISTRY_MODULE.test(source) || GIT_MODULE.test(source) ? { block, isModule: true } : undefined;
}

/** JSON pointer to the definition of a machine. */
export function pointerOf({ block, isModule }: Machine): string {
  const name = block.labels.at(-1)?.text ?? "";
  return isModule ? `/module/${name}/definition` : `/resource/${RESOURCE}/${name}/definition`;
}

/** What a block says of its machine, without places in the file. */
export function contextOf(machine: Machine, text: string): HostContext {
  const { block, isModule } = machine;
  const name = block.labels.at(-1)?.text;
  const machineName = literalText(attributeOf(block, "name", text), text)?.text;
  const logging = isModule ? moduleLogging(block, text) : resourceLogging(block, text);
  const tracing = isModule ? moduleTracing(block, text) : resourceTracing(block, text);
  return {
    host: "terraform",
    ...(name !== undefined && { name }),
    ...(machineName !== undefined && { machineName }),
    type: typeOf(machine, text),
    ...(logging !== undefined && { logging }),
    ...(tracing !== undefined && { tracing }),
    generated: false,
  };
}

/** What a template is filled in with. */
export function substitutionsOf(variables: Variables, text: string): Substitutions {
  // Such a text is deployed as it stands.
  if (variables === "none") return { syntax: "cloudformation", entries: [], complete: true };
  const { root } = buildHclTree(hclOrigin(text), variables);
  if (root.kind !== "object") return { syntax: "terraform", entries: [], complete: false };
  const entries = root.members.map((member) => ({ name: member.key, member }));
  return { syntax: "terraform", entries, complete: !root.open };
}

/** Whether a block exists only if an expression says so. */
export function isDynamic(block: Block, name: string, text: string): boolean {
  return blocksIn(block, "dynamic", text).some(({ labels }) => labels[0]?.text === name);
}

function typeOf({ block, isModule }: Machine, text: string): HostContext["type"] {
  const type = attributeOf(block, "type", text);
  if (type === undefined) return "STANDARD";
  const written = literalText(type, text)?.text;
  // The module turns it into upper case.
  const value = isModule ? written?.toUpperCase() : written;
  return value === "STANDARD" || value === "EXPRESS" ? value : undefined;
}

function resourceLogging(block: Block, text: string): HostContext["logging"] {
  const [logging] = blocksIn(block, "logging_configuration", text);
  if (logging === undefined) return isDynamic(block, "logging_configuration", text) ? undefined : "off";
  const level = literalText(attributeOf(logging, "level", text), text)?.text;
  return level === undefined ? undefined : level === "OFF" ? "off" : "on";
}

function resourceTracing(block: Block, text: string): HostContext["tracing"] {
  const [tracing] = blocksIn(block, "tracing_configuration", text);
  if (tracing === undefined) return isDynamic(block, "tracing_configuration", text) ? undefined : "off";
  const enabled = attributeOf(tracing, "enabled", text);
  return enabled === undefined ? "off" : switched(literalBoolean(enabled, text));
}

/** https://github.com/terraform-aws-modules/terraform-aws-step-functions/blob/master/main.tf: `local.enable_logging` */
function moduleLogging(block: Block, text: string): HostContext["logging"] {
  const logging = objectAt(attributeOf(block, "logging_configuration", text), text);
  if (logging === undefined) return undefined;
  if (logging === "absent") return "off";
  const level = logging.get("level");
  if (level === undefined) return logging.open ? undefined : "off";
  const value = stringOf(level);
  return value === undefined ? undefined : value === "OFF" ? "off" : "on";
}

/** As `local.enable_xray_tracing` has it there. */
function moduleTracing(block: Block, text: string): HostContext["tracing"] {
  const integrations = objectAt(attributeOf(block, "service_integrations", text), text);
  if (integrations === undefined) return undefined;
  if (integrations === "absent") return "off";
  const service: ValueNode | undefined = integrations.get("xray");
  if (service === undefined) return integrations.open ? undefined : "off";
  if (service.kind !== "object") return undefined;
  const enabled = service.get("xray");
  return enabled === undefined && !service.open ? "off" : switched(booleanOf(enabled));
}

/** `undefined` for what is there and no object. */
function objectAt(value: HclNode | undefined, text: string): ObjectNode | "absent" | undefined {
  if (value === undefined) return "absent";
  const { root } = buildHclTree(hclOrigin(text), value);
  return root.kind === "object" ? root : undefined;
}

function switched(isOn: boolean | undefined): "on" | "off" | undefined {
  return isOn === undefined ? undefined : isOn ? "on" : "off";
}
