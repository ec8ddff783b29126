import type { Claim, FileReference, ReaderName } from "./host.ts";

const NAMED = /\.asl(?:\.(?:json|jsonc|json5|yaml|yml))?$/i;
const READABLE = /\.(?:json|jsonc|json5|yaml|yml|asl|template|tf|tofu)$/i;
const YAML = /\.ya?ml$/i;
/** Names that do not tell whether they hold YAML or JSON. */
const EITHER = /\.(?:asl|template)$/i;
const TERRAFORM = /\.(?:tf|tofu)$/i;
const SERVERLESS = /(?:^|\/)serverless[\w.-]*\.(?:ya?ml|json)$/i;

/** Looks for a word in a text; callers can so look into bytes before they decode them. */
type Includes = (word: string) => boolean;

/** Whether a file can hold a definition at all, judged by its name. */
export function isReadableName(path: string): boolean {
  return READABLE.test(path);
}

/** Whether a file says by its name that it holds a definition, even a broken one. */
export function isDefinitionName(path: string): boolean {
  return NAMED.test(path);
}

/** Whether a file lies where the CDK writes what it makes of a program. */
export function isGenerated(path: string): boolean {
  return /(?:^|\/)cdk\.out\//.test(path);
}

export function isTerraformName(path: string): boolean {
  return TERRAFORM.test(path);
}

/** Whether a file may hold a definition; cheap, from text that has not been parsed. */
export function mayHoldDefinition(path: string, claim: Claim, includes: Includes): boolean {
  if (isTerraformName(path)) {
    // A file that was named may hold what others of its module use.
    return mayRefer(path, includes) || (claim === "named" && (includes("locals") || includes("template_file")));
  }
  if (claim === "declared" || isDefinitionName(path)) return true;
  const isRaw =
    claim === "named" ? includes("StartAt") || includes("States") : includes("StartAt") && includes("States");
  return isRaw || mayBeTemplate(path, includes);
}

/**
 * Whether a text may be a template that declares state machines, or an answer of AWS's API that holds one; cheap.
 */
export function mayBeTemplate(path: string, includes: Includes): boolean {
  if (includes("::StateMachine")) return true;
  if (SERVERLESS.test(path) && (includes("stepFunctions") || includes("resources"))) return true;
  if (includes("stepFunctions") && includes("stateMachines")) return true;
  return includes('\\"StartAt\\"') || (includes("roleArn") && includes("definition") && includes("StartAt"));
}

/** Whether a text may declare state machines, and so name other files as their definitions; cheap. */
export function mayRefer(path: string, includes: Includes): boolean {
  if (isTerraformName(path)) return includes("aws_sfn_state_machine") || includes("step-functions");
  return mayBeTemplate(path, includes);
}

/** Whether reading a file needs the YAML reader: by its name, or on unnamed text that does not open as JSON. */
export function isYaml(path: string, text: string): boolean {
  if (YAML.test(path)) return true;
  if (READABLE.test(path) && !EITHER.test(path)) return false;
  return !/^\s*(?:[{[]|\/[/*])/.test(text);
}

/** Whether a file is read as a part of a template because another file refers to it so. */
export function isTemplatePart(references: readonly FileReference[] = []): boolean {
  return references.some(({ role }) => role.kind.startsWith("serverless"));
}

/** The lazily loaded packages that reading a text needs, judged by its name and a look at it. */
export function neededReaders(path: string, text: string, references?: readonly FileReference[]): ReaderName[] {
  const needed: ReaderName[] = [];
  if (isTerraformName(path)) needed.push("terraform");
  else {
    if (isYaml(path, text)) needed.push("yaml");
    if (isTemplatePart(references) || mayBeTemplate(path, (word) => text.includes(word))) needed.push("templates");
  }
  if (text.includes("{%") && text.includes("JSONata")) needed.push("jsonata");
  return needed;
}
