import {
  applyEdits,
  type Budget,
  type Editor,
  fieldEditor,
  type Issue,
  type Json,
  joinEdits,
  partEdit,
  rowsOf,
  withPart,
} from "./editor.ts";
import { hclStyle, indentAt, lineCommentEnd, skipBlanks, startsLine, wholeLines } from "./hcl-layout.ts";
import { type HclStyle, writeKey, writeMember, writeValue } from "./hcl-write.ts";
import type { ArrayNode, MemberNode, ObjectNode, TextEdit, ValueNode } from "./nodes.ts";
import { type Change, signature } from "./yaml-signature.ts";

/** An object of HCL as it was read, and the way to read it again once the file is changed. */
export interface HclSource {
  readonly text: string;
  readonly root: ValueNode;
  readonly issues: readonly Issue[];
  readonly written: ReadonlyMap<string, string>;
  /** Shared by all changes of the file, as each rereads all of it. */
  readonly budget: Budget;
  /** `undefined` if it is not there any more, or the text around it is broken. */
  reread(text: string): Pick<HclSource, "root" | "issues" | "written"> | undefined;
}

/**
 * Writes changes to objects of HCL in their own style. Each change is made on a copy, read again and compared with what
 * it is meant to say; what does not read back so is refused.
 */
export function hclEditor({ text, root, issues, written, budget, reread }: HclSource): Editor {
  /** The edits, if the text then says what the change means. */
  function settle(edits: readonly TextEdit[] | undefined, change: Change): TextEdit[] | undefined {
    if (edits === undefined || !budget.spend(text.length)) return undefined;
    const changed = reread(applyEdits(text, edits));
    if (changed === undefined || changed.issues.length > issues.length) return undefined;
    // What was text must not become an interpolation.
    if ([...changed.written.keys()].some((label) => !written.has(label))) return undefined;
    return signature(changed.root) === signature(root, change) ? [...edits] : undefined;
  }

  function styleAt(node: ValueNode | undefined): HclStyle {
    return hclStyle(text, node, root, written);
  }

  /** Whether commas have to stand between the entries of a collection. */
  function needsComma(parent: ObjectNode | ArrayNode, ownLine: boolean): boolean {
    return parent.kind === "array" || !ownLine || styleAt(parent).commas;
  }

  function trailingComma(end: number): number | undefined {
    const at = skipBlanks(text, end);
    return text[at] === "," ? at : undefined;
  }

  /** Puts an entry behind the last one; `write` writes it for lines that begin with some blanks. */
  function append(
    parent: ObjectNode | ArrayNode,
    last: readonly [start: number, end: number] | undefined,
    write: (indent: string) => string | undefined,
  ): TextEdit[] | undefined {
    const { lineEnd, unit } = styleAt(parent);
    const outer = indentAt(text, parent.start);
    if (last === undefined) {
      const inside = [parent.start + 1, parent.end - 1] as const;
      if (text.slice(...inside).trim() !== "") return undefined;
      const isLine = !text.slice(...inside).includes("\n");
      const entry = write(isLine ? outer : outer + unit);
      if (entry === undefined) return undefined;
      if (!isLine) return [{ range: inside, text: `${lineEnd}${outer}${unit}${entry}${lineEnd}${outer}` }];
      return [{ range: inside, text: parent.kind === "object" ? ` ${entry} ` : entry }];
    }
    const [start, end] = last;
    const ownLine = text.slice(parent.start, start).includes("\n");
    const indent = ownLine ? indentAt(text, start) : outer;
    const entry = write(indent);
    if (entry === undefined) return undefined;
    const inserted = `${ownLine ? lineEnd + indent : " "}${entry}`;
    const comma = trailingComma(end);
    const after =
      (ownLine ? lineCommentEnd(text, comma === undefined ? end : comma + 1) : undefined) ?? (comma ?? end - 1) + 1;
    if (comma !== undefined) return [{ range: [after, after], text: `${inserted},` }];
    if (!needsComma(parent, ownLine)) return [{ range: [after, after], text: inserted }];
    if (after === end) return [{ range: [end, end], text: `,${inserted}` }];
    return [
      { range: [end, end], text: "," },
      { range: [after, after], text: inserted },
    ];
  }

  function add(parent: ObjectNode, key: string, value: Json): TextEdit[] | undefined {
    const last = parent.members.at(-1);
    const style = styleAt(parent);
    const edits = append(parent, last && [last.keyStart, last.value.end], (indent) =>
      writeMember(key, value, style, indent, last && alignedWidth(last)),
    );
    return settle(edits, { added: { parent, key, value } });
  }

  /** The width of a key with the blanks that align it; 0 where none do. */
  function alignedWidth({ keyStart, keyEnd, value }: MemberNode): number {
    const blanks = /^([ \t]*)=/.exec(text.slice(keyEnd, value.start))?.[1]?.length ?? 0;
    return startsLine(text, keyStart) && blanks > 0 ? keyEnd - keyStart + blanks - 1 : 0;
  }

  function insert(parent: ArrayNode, index: number, value: Json): TextEdit[] | undefined {
    const { items } = parent;
    const change = { inserted: { parent, index, value } };
    const style = styleAt(parent);
    const [last, next] = [items.at(-1), items[index]];
    if (index > items.length) return undefined;
    if (next === undefined) {
      const edits = append(parent, last && [last.start, last.end], (indent) => writeValue(value, style, indent));
      return settle(edits, change);
    }
    const ownLine = startsLine(text, next.start);
    const indent = indentAt(text, ownLine ? next.start : parent.start);
    const written = writeValue(value, style, indent);
    if (written === undefined) return undefined;
    const entry = `${written},${ownLine ? style.lineEnd + indent : " "}`;
    return settle([{ range: [next.start, next.start], text: entry }], change);
  }

  /** Takes entries and their comma out, and the lines that hold nothing else; `previousEnd` is absent for the first. */
  function remove([start, end]: readonly [number, number], previousEnd: number | undefined): TextEdit[] {
    const after = trailingComma(end);
    if (after !== undefined) return [{ range: wholeLines(text, [start, after + 1]), text: "" }];
    const before = previousEnd === undefined ? undefined : trailingComma(previousEnd);
    if (before === undefined) return [{ range: wholeLines(text, [start, end]), text: "" }];
    if (text.slice(before + 1, start).trim() === "") return [{ range: wholeLines(text, [before, end]), text: "" }];
    return [
      { range: [before, before + 1], text: "" },
      { range: wholeLines(text, [start, end]), text: "" },
    ];
  }

  function removeMembers(parent: ObjectNode, members: readonly MemberNode[]): TextEdit[] | undefined {
    const places = members.map((member) => parent.members.indexOf(member)).sort((a, b) => a - b);
    if (places.includes(-1) || places.length === 0) return undefined;
    const edits = rowsOf(places).map(([from, to]) => {
      const row = parent.members.slice(from, to + 1);
      const [first, last] = [row[0], row.at(-1)];
      if (first === undefined || last === undefined || !row.every(isNextTo)) return undefined;
      return remove([first.keyStart, last.value.end], parent.members[from - 1]?.value.end);
    });
    return settle(joinEdits(edits), { removed: new Set(members) });
  }

  /** Whether only a comma stands between a member and the one before it: keys that are expressions are no members. */
  function isNextTo({ keyStart }: MemberNode, place: number, row: readonly MemberNode[]): boolean {
    const before = row[place - 1];
    if (before === undefined) return true;
    const comma = trailingComma(before.value.end);
    return skipBlanks(text, comma === undefined ? before.value.end : comma + 1) === keyStart;
  }

  function replace(node: ValueNode, value: Json): TextEdit[] | undefined {
    if (node.kind === "dynamic") return undefined;
    const written = writeValue(value, styleAt(node), indentAt(text, node.start));
    if (written === undefined) return undefined;
    return settle([{ range: [node.start, node.end], text: written }], { replaced: { node, value } });
  }

  return {
    ...fieldEditor({ add, replace, removeMembers }),
    insertItem: insert,
    removeItem(parent, index) {
      const item = parent.items[index];
      if (item === undefined) return undefined;
      const previous: ValueNode | undefined = parent.items[index - 1];
      return settle(remove([item.start, item.end], previous?.end), { removed: new Set([item]) });
    },
    replacePart(node, inner, part) {
      const edit = partEdit(node, inner, part);
      return edit && settle([edit], { replaced: { node, value: withPart(node, inner, part) } });
    },
    renameKey(member, key) {
      const isQuoted = text[member.keyStart] === '"';
      const name = writeKey(key, { ...styleAt(member.value.parent), quotesKeys: isQuoted });
      if (name === undefined) return undefined;
      return settle([{ range: [member.keyStart, member.keyEnd], text: name }], { renamed: { member, key } });
    },
  };
}
