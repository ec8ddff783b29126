import { credentialMark, credentialNames, credentialShapes, plainTokens } from "../data/credential-shapes.ts";
import {
  type DynamicNode,
  knownText,
  type MemberNode,
  type ObjectNode,
  type Range,
  type ScalarNode,
  stringOf,
  type ValueNode,
} from "../document/nodes.ts";
import { isStandIn } from "../document/placeholders.ts";

/** A text that looks like a credential. */
export type Credential =
  | {
      readonly kind: "shape";
      readonly node: ScalarNode | DynamicNode;
      /** Where it stands in the text. */
      readonly at: Range;
      readonly what: string;
      /** The part that says what it is and gives nothing away. */
      readonly start: string;
    }
  | { readonly kind: "field"; readonly node: ScalarNode; readonly name: string; readonly length: number };

/** Finds what looks like a credential in a tree, in the order of the text; one for each value. */
export function findCredentials(root: ValueNode): readonly Credential[] {
  const found: Credential[] = [];
  visit(root, undefined, found);
  // Aliases show one text at several places.
  const starts = found.map((one) => `${one.node.start} ${one.kind === "shape" ? one.at[0] : ""}`);
  return found.filter((_, i) => starts.indexOf(starts[i] ?? "") === i);
}

/** `name` is what the value is called, where it is a value of that alone. */
function visit(node: ValueNode, name: string | undefined, found: Credential[]): void {
  if (node.kind === "array") for (const item of node.items) visit(item, name, found);
  else if (node.kind === "object") {
    const pair = namedValue(node);
    for (const member of node.members) {
      visit(member.value, member === pair?.member ? pair.name : member.key, found);
    }
  } else {
    const shapes = shapesIn(node);
    found.push(...shapes);
    const text = stringOf(node);
    if (shapes.length > 0 || text === undefined || name === undefined || node.kind !== "scalar") return;
    if (isRandom(text) && isCredentialName(name)) found.push({ kind: "field", node, name, length: text.length });
  }
}

/** The value of an object that names it beside, such as `{ "Name": "DB_PASSWORD", "Value": "…" }` of a container. */
function namedValue(node: ObjectNode): { readonly name: string; readonly member: MemberNode } | undefined {
  if (node.members.length > 3) return undefined;
  const name = ["Name", "name", "Key", "key"].map((key) => stringOf(node.get(key))).find((text) => text !== undefined);
  const member = node.member("Value") ?? node.member("value");
  return name === undefined || member === undefined ? undefined : { name, member };
}

function shapesIn(node: ScalarNode | DynamicNode): Credential[] {
  const text = knownText(node);
  if (text === undefined || text.length < SHORTEST || !credentialMark.test(text)) return [];
  const found: (Credential & { readonly kind: "shape" })[] = [];
  for (const { what, pattern } of credentialShapes) {
    for (const match of text.matchAll(pattern)) {
      const [whole, start = ""] = match;
      const at: Range = [match.index, match.index + whole.length];
      const overlaps = found.some(({ at: [from, end] }) => at[0] < end && from < at[1]);
      if (!overlaps && isLikely(whole, start)) found.push({ kind: "shape", node, at, what, start });
    }
  }
  return found;
}

const SHORTEST = 8;

/** Whether a text of such a shape is no example of it. */
function isLikely(whole: string, start: string): boolean {
  const rest = whole.slice(start.length);
  if (rest === "") return true;
  if (start === "Basic ") return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(decoded(rest));
  const secret = rest.replace(/@$/, "");
  const isUrl = start.includes("://");
  if (EXAMPLE.test(secret) || isStandIn(secret) || (isUrl && /^pass(?:word|wd)?$/i.test(secret))) return false;
  return isUrl || new Set(secret).size >= FEWEST_CHARACTERS;
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return ""; // no Base64, and so no credential of this shape
  }
}

const EXAMPLE = /example|sample|dummy|placeholder|change_?-?me|your|replace|todo|fake|xxx|\*\*\*|\.\.\./i;
const FEWEST_CHARACTERS = 6;

function isCredentialName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const [before = "", last = ""] = [words.at(-2), words.at(-1)];
  if (credentialNames.has(`${before} ${last}`)) return true;
  return credentialNames.has(last) && !(last === "token" && plainTokens.has(before));
}

/** Whether a text is a literal that is neither a name nor an example. */
function isRandom(text: string): boolean {
  if (text.length < SHORTEST || /\s/.test(text) || OTHERWISE.test(text)) return false;
  if (NAME.test(text) || UUID.test(text) || EXAMPLE.test(text) || isStandIn(text)) return false;
  return /[A-Za-z]/.test(text) && new Set(text).size >= FEWEST_CHARACTERS;
}

/** Paths, expressions, ARNs, URLs, files, calls. */
const OTHERWISE = /^(?:\$|States\.|\{|<|\/|\.|%|arn:|[a-z][a-z0-9+.-]*:\/\/)|[({]/;
/** Words, which may have a number behind them: "prod/db-password", "MySecret2". */
const NAME = /^[A-Za-z]+\d{0,4}(?:[-_./:+=@][A-Za-z]*\d{0,4})*$/;
/** Mostly the mark of a request. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
