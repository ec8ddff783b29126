import type { SegmentMap } from "./embedded.ts";

/** UTF-16 offsets in the file the user edits, end exclusive. */
export type Range = readonly [start: number, end: number];

/** A replacement of a range of the file's text. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** What a tree was read from. Its offsets count in `text`; the file's own offsets come from `toFile`. */
export interface Origin {
  readonly text: string;
  /** A range of `text` as a range of the file; widened where one decoded character is several in the file. */
  toFile(range: Range): Range;
  /** An edit of `text` as an edit of the file; `undefined` where that is not safe. */
  toFileEdit(edit: TextEdit): TextEdit | undefined;
  /** How the characters of a string written at these offsets map to the value it decodes to. */
  decode(start: number, end: number, value: string): SegmentMap;
}

/** A part of a string that only deployment knows, such as `${Arn}`. */
export interface Hole {
  /** The text of the hole as written, such as "${Arn}". */
  readonly label: string;
}

export interface Member {
  readonly key: string;
  /** The key as written, quotes included. */
  readonly keyRange: Range;
  readonly value: ValueNode;
}

export type ValueNode = ObjectNode | ArrayNode | ScalarNode | DynamicNode;

/*
 * Nodes are classes although they are plain data: a definition has ten nodes for each state and only a few are ever
 * reported, so ranges and pointers are getters, computed for those.
 */
abstract class Located {
  /** Where the node hangs; `undefined` for the root. */
  parent: ObjectNode | ArrayNode | undefined = undefined;
  /** Its key or index there. */
  place: string | number = "";

  /** Offsets `start` and `end` count in the origin's text. */
  constructor(
    readonly origin: Origin,
    readonly start: number,
    public end: number,
  ) {}

  get range(): Range {
    return this.origin.toFile([this.start, this.end]);
  }

  /** JSON pointer (RFC 6901) inside the definition; "" is the root. */
  get pointer(): string {
    if (this.parent === undefined) return "";
    return `${this.parent.pointer}/${String(this.place).replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }
}

/** A key and its value; `start` and `end` of the key count in the origin's text. */
export class MemberNode implements Member {
  constructor(
    readonly key: string,
    readonly keyStart: number,
    readonly keyEnd: number,
    readonly value: ValueNode,
  ) {}

  get keyRange(): Range {
    return this.value.origin.toFile([this.keyStart, this.keyEnd]);
  }

  /** Offsets inside the key as a range of the file. */
  at(inner: Range): Range {
    const { origin } = this.value;
    return origin.toFile(origin.decode(this.keyStart, this.keyEnd, this.key).toHost(inner));
  }
}

export class ObjectNode extends Located {
  readonly kind = "object";
  /** Whether members may exist that the text does not show: a placeholder stands among them, or the text is broken. */
  open = false;
  private own: readonly MemberNode[] = NO_MEMBERS;

  get members(): readonly MemberNode[] {
    return this.own;
  }

  /** Sets the members, once all are read: arrays that grow take several times the room of those that do not. */
  fill(members: readonly MemberNode[]): void {
    for (const member of members) {
      member.value.parent = this;
      member.value.place = member.key;
    }
    this.own = members;
  }

  /** The value of a key; of a duplicated key the last one, as JSON readers do. */
  get(key: string): ValueNode | undefined {
    return this.member(key)?.value;
  }

  member(key: string): MemberNode | undefined {
    const members = this.own;
    for (let i = members.length - 1; i >= 0; i--) if (members[i]?.key === key) return members[i];
    return undefined;
  }
}

const NO_MEMBERS: readonly MemberNode[] = [];

export class ArrayNode extends Located {
  readonly kind = "array";
  /** Whether items may exist that the text does not show. */
  open = false;
  private own: readonly ValueNode[] = NO_ITEMS;

  get items(): readonly ValueNode[] {
    return this.own;
  }

  /** Sets the items, once all are read. */
  fill(items: readonly ValueNode[]): void {
    items.forEach((item, place) => {
      item.parent = this;
      item.place = place;
    });
    this.own = items;
  }
}

const NO_ITEMS: readonly ValueNode[] = [];

export class ScalarNode extends Located {
  readonly kind = "scalar";
  constructor(
    origin: Origin,
    start: number,
    end: number,
    readonly value: string | number | boolean | null,
  ) {
    super(origin, start, end);
  }

  /** Offsets inside the string value as a range of the file. */
  at(inner: Range): Range {
    if (typeof this.value !== "string") return this.range;
    return this.origin.toFile(this.origin.decode(this.start, this.end, this.value).toHost(inner));
  }
}

/** Why a value is not known: host text filled in at deployment, a template function, an expression, or broken text. */
export type DynamicReason = "placeholder" | "intrinsic" | "expression" | "error";

/** A call of a function of CloudFormation, such as `!Sub` or `{"Fn::Join": …}`. */
export interface FunctionCall {
  /** In its long form, such as "Fn::Join" or "Ref". */
  readonly name: string;
  readonly argument: ValueNode;
}

export class DynamicNode extends Located {
  readonly kind = "dynamic";
  constructor(
    origin: Origin,
    start: number,
    end: number,
    readonly parts: readonly (string | Hole)[],
    readonly why: DynamicReason,
    /** What a template calls there. */
    readonly call?: FunctionCall,
  ) {
    super(origin, start, end);
  }

  /** With the labels of holes in their places. */
  get text(): string {
    return this.parts.map((part) => (typeof part === "string" ? part : part.label)).join("");
  }

  /** Offsets inside `text` as a range of the file. */
  at(inner: Range): Range {
    return this.origin.toFile(this.origin.decode(this.start, this.end, this.text).toHost(inner));
  }
}

/** The string value of a node, `undefined` for anything else. */
export function stringOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/**
 * The text of a value as far as it is known, with null characters in the places of holes, so that offsets are those that
 * `at` takes; `undefined` for what is no text.
 */
export function knownText(node: ScalarNode | DynamicNode): string | undefined {
  if (node.kind === "scalar") return typeof node.value === "string" ? node.value : undefined;
  return node.parts.map((part) => (typeof part === "string" ? part : "\0".repeat(part.label.length))).join("");
}

/** The boolean value of a node, `undefined` for anything else. */
export function booleanOf(node: ValueNode | undefined): boolean | undefined {
  return node?.kind === "scalar" && typeof node.value === "boolean" ? node.value : undefined;
}

/** The number value of a node, `undefined` for anything else. */
export function numberOf(node: ValueNode | undefined): number | undefined {
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

/** The scalars of a tree, in the order of the text, but for those of objects that are passed over. */
export function* scalarsIn(
  node: ValueNode,
  passesOver: (object: ObjectNode) => boolean = () => false,
): Generator<ScalarNode> {
  if (node.kind === "scalar") yield node;
  else if (node.kind === "array") for (const item of node.items) yield* scalarsIn(item, passesOver);
  else if (node.kind === "object" && !passesOver(node)) {
    for (const { value } of node.members) yield* scalarsIn(value, passesOver);
  }
}

/** Whether a tree shows all that it holds, so that its plain value can be written anew. */
export function isPlain(node: ValueNode): boolean {
  if (node.kind === "object") return !node.open && node.members.every(({ value }) => isPlain(value));
  if (node.kind === "array") return !node.open && node.items.every(isPlain);
  return node.kind === "scalar";
}

/**
 * The plain value of a tree. A later duplicate of a key wins.
 *
 * @param unknown what stands in for a dynamic node, by default its text with the labels of placeholders.
 */
export function plainValue(node: ValueNode, unknown: (node: DynamicNode) => unknown = ({ text }) => text): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value, unknown)]));
    case "array":
      return node.items.map((item) => plainValue(item, unknown));
    case "scalar":
      return node.value;
    case "dynamic":
      return unknown(node);
  }
}
