import {
  callOf,
  childOf,
  type HclNode,
  INDEX,
  isTemplate,
  type ParseHcl,
  referenceOf,
  unwrapped,
} from "../document/hcl-syntax.ts";
import type { FileSystem } from "./host.ts";
import { isTerraformName } from "./markers.ts";
import { attributeOf, blocksIn, type Configuration, dataIn, localIn, openConfiguration } from "./terraform-blocks.ts";

/** Where the text of a definition stands, by the expression that gives it. */
export type Value =
  /** An object that `jsonencode` writes. */
  | { readonly kind: "object"; readonly node: HclNode }
  /** A quoted text or heredoc. */
  | { readonly kind: "text"; readonly node: HclNode; readonly variables?: Variables }
  | { readonly kind: "file"; readonly path: HclNode; readonly variables: Variables }
  /** A local or data source in another file of the module. */
  | { readonly kind: "sibling"; readonly path: string; readonly address: string }
  | { readonly kind: "unknown" };

/** What a template is filled in with: nothing, or the names of an expression. */
export type Variables = HclNode | "none";

const UNKNOWN: Value = { kind: "unknown" };

/** Follows expressions through a module to the text that they give. */
export interface Resolver {
  (expression: HclNode): Value;
  /** The value of `local.x` or `data.template_file.x` in the file. */
  readonly at: (address: string) => Value;
}

/** Follows the expressions of a file; through other files of its folder as far as they may be looked at. */
export function createResolver(configuration: Configuration, parse: ParseHcl, files: FileSystem | undefined): Resolver {
  const { file } = configuration;
  const { text } = file;
  const others = new Map<string, Configuration>();

  function resolve(expression: HclNode, passed: ReadonlySet<string>): Value {
    const inner = unwrapped(expression);
    if (inner.broken) return UNKNOWN;
    if (isTemplate(inner)) {
      const only = onlyInterpolation(inner);
      return only === undefined ? { kind: "text", node: inner } : resolve(only, passed);
    }
    const call = callOf(inner, text);
    if (call !== undefined) return resolveCall(call.name, call.args, passed);
    const names = referenceOf(inner, text);
    return names === undefined ? UNKNOWN : resolveReference(names, passed);
  }

  function resolveCall(name: string, args: readonly HclNode[], passed: ReadonlySet<string>): Value {
    const [first, second, third] = args;
    if (first === undefined || third !== undefined) return UNKNOWN;
    if (name === "templatefile") return second ? { kind: "file", path: first, variables: second } : UNKNOWN;
    if (second !== undefined) return UNKNOWN;
    if (name === "file") return { kind: "file", path: first, variables: "none" };
    if (name === "trimspace" || name === "chomp") return resolve(first, passed);
    return name === "jsonencode" ? resolveEncoded(first, passed) : UNKNOWN;
  }

  /** What `jsonencode` gets: an object, or a text that was decoded just before. */
  function resolveEncoded(argument: HclNode, passed: ReadonlySet<string>): Value {
    const inner = unwrapped(argument);
    if (inner.type === "object") return { kind: "object", node: inner };
    const call = callOf(inner, text);
    const decoded = call?.args[0];
    if (call === undefined) {
      const names = referenceOf(inner, text);
      const value = names?.[0] === "local" ? resolveReference(names, passed) : UNKNOWN;
      return value.kind === "object" || value.kind === "sibling" ? value : UNKNOWN;
    }
    if (decoded === undefined || call.args.length > 1) return UNKNOWN;
    const value = resolve(decoded, passed);
    if (call.name === "yamldecode") return value.kind === "file" ? value : UNKNOWN;
    if (call.name !== "jsondecode") return UNKNOWN;
    return value.kind === "file" || value.kind === "text" ? value : UNKNOWN;
  }

  function resolveReference(names: readonly string[], passed: ReadonlySet<string>): Value {
    // A resource that is there several times has an index; in a local it picks one of several values.
    const [kind, ...rest] = names[0] === "data" ? names.filter((name) => name !== INDEX) : names;
    if (kind === "local" && rest.length === 1) return resolveAddress(names.join("."), passed);
    const isRendered = kind === "data" && rest.length === 3 && rest[0] === "template_file" && rest[2] === "rendered";
    return isRendered ? resolveAddress([kind, ...rest.slice(0, 2)].join("."), passed) : UNKNOWN;
  }

  function resolveAddress(address: string, passed: ReadonlySet<string>): Value {
    // Locals may name each other in a ring.
    if (passed.has(address) || passed.size >= MOST_STEPS) return UNKNOWN;
    const further = new Set([...passed, address]);
    const [kind, ...rest] = address.split(".");
    const name = rest.at(-1) ?? "";
    if (kind === "local") {
      const value = localIn(configuration, name);
      if (value === undefined) return siblingWith(address, (other) => localIn(other, name) !== undefined);
      const inner = unwrapped(value);
      return inner.type === "object" && !inner.broken ? { kind: "object", node: inner } : resolve(value, further);
    }
    const block = dataIn(configuration, "template_file", name);
    if (block === undefined) {
      return siblingWith(address, (other) => dataIn(other, "template_file", name) !== undefined);
    }
    const template = attributeOf(block, "template", text);
    const value = template === undefined ? UNKNOWN : resolve(template, further);
    // Old versions take a block, too, which is read as no object: its names are not known.
    const variables = attributeOf(block, "vars", text) ?? blocksIn(block, "vars", text)[0]?.node ?? "none";
    const isUnfilled = (value.kind === "file" && value.variables === "none") || value.kind === "text";
    return isUnfilled ? { ...value, variables } : UNKNOWN;
  }

  function siblingWith(address: string, holds: (other: Configuration) => boolean): Value {
    const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
    const name = address.slice(address.lastIndexOf(".") + 1);
    for (const entry of files?.beside(file.path) ?? []) {
      const path = folder + entry;
      if (!isTerraformName(entry) || path === file.path) continue;
      const other = files?.read(path);
      if (other === undefined || typeof other === "string" || !other.text.includes(name)) continue;
      const opened = others.get(path) ?? openConfiguration(other, parse);
      others.set(path, opened);
      if (holds(opened)) return { kind: "sibling", path: other.path, address };
    }
    return UNKNOWN;
  }

  return Object.assign((expression: HclNode) => resolve(expression, new Set()), {
    at: (address: string) => resolveAddress(address, new Set()),
  });
}

/** Nobody hands a definition on through so many locals; without an end the stack would overflow. */
const MOST_STEPS = 100;

/** The expression of a text that is one interpolation, as older Terraform needs it: `"${file("x")}"`. */
function onlyInterpolation({ type, children }: HclNode): HclNode | undefined {
  const [, interpolation] = children;
  if (type !== "quoted_template" || children.length !== 3 || interpolation?.type !== "template_interpolation") {
    return undefined;
  }
  return childOf(interpolation, "expression");
}
