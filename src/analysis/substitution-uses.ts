import { loopNames, templateNames } from "../document/hcl-names.ts";
import type { DynamicNode, Hole, Range, ScalarNode, ValueNode } from "../document/nodes.ts";
import { placeholderParts } from "../document/placeholders.ts";

/** A place where a definition names a substitution. */
export interface SubstitutionUse {
  readonly name: string;
  /** The placeholder as written, such as "${Name}". */
  readonly label: string;
  /** The text that it stands in, itself included. */
  readonly text: string;
  /** The key of the text, or the index; "" for a key, which is no value of any. */
  readonly field: string | number;
  /** The value that it stands in; `undefined` for a placeholder in a key. */
  readonly node: DynamicNode | undefined;
  /** Where the name stands in `text`. */
  readonly nameAt: Range;
  /** Where the placeholder stands in the file. */
  range(): Range;
}

/** What a definition says of substitutions. */
export interface SubstitutionUses {
  readonly uses: readonly SubstitutionUse[];
  /** Every word of texts with placeholders, so that no name is missing. */
  readonly mentioned: ReadonlySet<string>;
  /** Whether the tree shows all texts. */
  readonly whole: boolean;
}

/** Whose placeholders they are: see `Substitutions` of a host. */
type Syntax = "cloudformation" | "terraform";

/** Finds the placeholders of a tree that its host fills in by names. */
export function substitutionUses(root: ValueNode, syntax: Syntax): SubstitutionUses {
  const search = new Search(syntax);
  search.visit(root);
  const uses = search.uses.filter(({ name }) => !search.loops.has(name));
  return { uses, mentioned: search.mentioned, whole: search.whole };
}

/** One walk over one tree. */
class Search {
  readonly uses: SubstitutionUse[] = [];
  readonly mentioned = new Set<string>();
  readonly loops = new Set<string>();
  whole = true;
  // An alias shows one node at several places.
  private readonly seen = new Set<ValueNode>();

  constructor(private readonly syntax: Syntax) {}

  visit(node: ValueNode): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    if (node.kind === "scalar") this.mention(node.value);
    else if (node.kind === "dynamic") this.visitDynamic(node);
    else if (node.kind === "array") {
      if (node.open) this.whole = false;
      for (const item of node.items) this.visit(item);
    } else {
      if (node.open) this.whole = false;
      for (const member of node.members) {
        const { key, value } = member;
        const parts = key.includes("${") ? placeholderParts(key) : undefined;
        if (parts !== undefined) this.take(parts, { field: "", node: undefined, at: (inner) => member.at(inner) });
        this.mention(key);
        this.visit(value);
      }
    }
  }

  private visitDynamic(node: DynamicNode): void {
    const { parts, why, call, place: field } = node;
    if (why === "placeholder") this.take(parts, { field, node, at: (inner) => node.at(inner) });
    else if (call === undefined) this.whole &&= parts.length > 0 && why === "expression";
    // What it includes may hold placeholders, too.
    else if (call.name === "Fn::Transform") this.whole = false;
    // `Fn::Sub` fills in names of the template itself, and leaves `${!Name}` to the machine.
    else if (call.name === "Fn::Sub") this.mentionAll(call.argument);
    else this.visit(call.argument);
    this.mention(node.text);
  }

  private take(parts: readonly (string | Hole)[], { field, node, at }: Holder): void {
    const text = parts.map((part) => (typeof part === "string" ? part : part.label)).join("");
    let start = 0;
    parts.forEach((part, i) => {
      const label = typeof part === "string" ? part : part.label;
      const [from, end] = [start, start + label.length];
      start = end;
      if (typeof part === "string") return;
      const before = parts[i - 1];
      if (this.syntax === "terraform" && typeof before === "string" && before.endsWith("$")) return;
      const names = namesIn(label, this.syntax);
      // Another program fills it in, and nobody knows with what.
      if (names === undefined) this.whole &&= this.syntax === "terraform" && label.startsWith("${");
      for (const { name, at: offset } of names ?? []) {
        const nameAt: Range = [from + offset, from + offset + name.length];
        this.uses.push({ name, label, text, field, node, nameAt, range: () => at([from, end]) });
      }
    });
    this.mention(text);
  }

  private mentionAll(node: ValueNode): void {
    if (node.kind === "object") for (const { value } of node.members) this.mentionAll(value);
    else if (node.kind === "array") for (const item of node.items) this.mentionAll(item);
    else this.mention(node.kind === "dynamic" ? node.text : node.value);
  }

  private mention(text: ScalarNode["value"]): void {
    if (typeof text !== "string" || !/[$%]\{/.test(text)) return;
    for (const [word] of text.matchAll(/[\w.-]+/g)) {
      this.mentioned.add(word);
      for (const part of word.split(".")) this.mentioned.add(part);
    }
    if (this.syntax === "terraform") for (const name of loopNames(text)) this.loops.add(name);
  }
}

/** What placeholders stand in. */
interface Holder {
  readonly field: string | number;
  readonly node: DynamicNode | undefined;
  at(inner: Range): Range;
}

/** The names in a placeholder, by their offsets in it; `undefined` for a placeholder of something else. */
function namesIn(label: string, syntax: Syntax): readonly { name: string; at: number }[] | undefined {
  if (!label.startsWith("${")) return undefined;
  const inner = label.slice(2, -1);
  if (syntax === "terraform") {
    return templateNames(inner)?.map(({ name, at }) => ({ name, at: at + 2 }));
  }
  if (PSEUDO.test(inner) || inner.startsWith("!")) return [];
  return /^[\w.-]+$/.test(inner) ? [{ name: inner, at: 2 }] : undefined;
}

const PSEUDO = /^[A-Za-z]\w*::\w/;
