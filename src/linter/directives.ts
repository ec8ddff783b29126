import type { State, StateMachine } from "../asl/model.ts";
import type { Comment } from "../document/editor.ts";
import type { ObjectNode, Range, TextEdit } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";
import { type Definition, isText } from "../hosts/host.ts";
import {
  type DirectiveKind,
  type DirectiveText,
  directiveInComment,
  directivesInField,
  mayHoldDirective,
  withoutNames,
} from "./directive-text.ts";
import type { Place } from "./report.ts";
import type { Change } from "./rule.ts";

/** What a directive is about, as it is written in it. */
export interface WrittenName {
  readonly id: string;
  readonly range: Range;
}

/** A directive where it stands. */
export interface WrittenDirective {
  /** As written, such as "steplint-disable-line". */
  readonly word: string;
  /** `undefined` where the word is misspelt. */
  readonly kind: DirectiveKind | undefined;
  /** A comment of the file, the `Comment` field of a state or another part of a machine, or what a host says of it. */
  readonly place: "comment" | "field" | "metadata";
  /** From the word to the last name. */
  readonly range: Range;
  /** The rules it is about; none stands for all. */
  readonly names: readonly WrittenName[];
  readonly reason: string | undefined;
  /** Index of the definition that it was found in. */
  readonly definition: number;
  /** The 1-based line that it is about, if it is about one. */
  readonly line: number | undefined;
  /** Whether a place lies where it counts; of `disable` and `enable` in comments, whether it lies behind them. */
  covers(place: Place, definition: number): boolean;
  /** Takes names out of it, or all of it where none is left. */
  without(names: ReadonlySet<string>): Change;
}

/** A definition of a file, and the machine it describes. */
interface Described {
  readonly definition: Definition;
  readonly machine: StateMachine;
  readonly index: number;
  /** Of the first definition with the same tree. */
  readonly first: number;
}

/**
 * The directives of a file: for each definition those in its host's metadata and those in `Comment` fields from the
 * outer to the inner ones, then all comments.
 */
export function readDirectives(file: SourceFile, described: readonly Described[]): WrittenDirective[] {
  const own = described.filter(({ first, index }) => first === index);
  const inHost = own.flatMap(({ definition, index }) => inMetadata(definition, index));
  if (!mayHoldDirective(file.text)) return inHost;
  return [...inHost, ...own.flatMap(({ machine, index }) => inFields(machine, index)), ...inComments(file, own)];
}

/** The rules that a resource's metadata name, a directive each. */
function inMetadata(definition: Definition, index: number): WrittenDirective[] {
  if (!isText(definition)) return [];
  return (definition.context.disabled ?? []).flatMap(({ id, item }): WrittenDirective[] => {
    if (item === undefined) return [];
    return [
      {
        word: "disable",
        kind: "disable",
        place: "metadata",
        range: item.range,
        names: [{ id, range: item.range }],
        reason: undefined,
        definition: index,
        line: undefined,
        covers: (_, place) => place === index,
        without: () => (edit) => {
          const list = item.parent;
          return list?.kind === "array" ? edit.removeItem(list, list.items.indexOf(item)) : undefined;
        },
      },
    ];
  });
}

function inComments(file: SourceFile, described: readonly Described[]): WrittenDirective[] {
  const first = described[0];
  if (first === undefined) return [];
  const all = first.definition.comments();
  /** The definition that a comment stands in, or the first one. */
  const definitionAt = (offset: number): number => {
    const holds = ({ definition: { root } }: Described) => root.range[0] <= offset && offset <= root.range[1];
    return (described.find(holds) ?? first).index;
  };
  const byStart = new Map(all.map((comment) => [comment.range[0], comment]));
  const lineBehind = createLineFinder(byStart, file);
  return all.flatMap((comment): WrittenDirective[] => {
    const text = directiveInComment(comment.text);
    if (text === undefined) return [];
    const [start] = comment.range;
    // In a text inside other text, the comment may be written differently there: then it is shown as a whole.
    const isExact = file.text.startsWith(comment.text, start);
    const at = (from: number, to: number): Range => (isExact ? [start + from, start + to] : comment.range);
    return [
      {
        word: text.word,
        kind: text.kind,
        place: "comment",
        range: at(text.start, text.namesEnd),
        names: text.names.map(({ id, ...name }) => ({ id, range: at(name.start, name.end) })),
        reason: text.reason,
        definition: definitionAt(start),
        ...coverage(text.kind, comment, lineBehind, file),
        without: (names) => () => (isExact ? commentWithout(file.text, comment, text, names) : undefined),
      },
    ];
  });
}

function coverage(
  kind: DirectiveKind | undefined,
  { range: [start, end] }: Comment,
  lineBehind: (offset: number) => number | undefined,
  file: SourceFile,
): Pick<WrittenDirective, "line" | "covers"> {
  if (kind === "disable" || kind === "enable") return { line: undefined, covers: ({ range }) => range[0] >= start };
  let line: number | undefined;
  if (kind === "disable-line") line = file.positionAt(start).line;
  if (kind === "disable-next-line") line = lineBehind(end);
  return { line, covers: (place) => place.line === line };
}

const LINE_END = /[\r\n]/g;
const BLANKS = /\s*/y;

/** Finds the next line behind an offset's own that holds more than comments (by where they start) and blanks. */
function createLineFinder(
  comments: ReadonlyMap<number, Comment>,
  { text, positionAt }: SourceFile,
): (offset: number) => number | undefined {
  // Of directives that stand above one another, each would pass over all others.
  const known = new Map<number, number>();
  const contentBehind = (offset: number): number => {
    const passed: number[] = [];
    let at = offset;
    for (;;) {
      BLANKS.lastIndex = at;
      at += BLANKS.exec(text)?.[0].length ?? 0;
      const comment = comments.get(at);
      const content = known.get(at) ?? (comment === undefined || comment.range[1] <= at ? at : undefined);
      if (content !== undefined) {
        for (const each of passed) known.set(each, content);
        return content;
      }
      passed.push(at);
      at = comment?.range[1] ?? at;
    }
  };
  return (offset) => {
    LINE_END.lastIndex = offset;
    const lineEnd = LINE_END.exec(text)?.index;
    const content = lineEnd === undefined ? text.length : contentBehind(lineEnd);
    return content < text.length ? positionAt(content).line : undefined;
  };
}

/** Takes the comment out with the line that holds nothing else, or with the blanks before it, or only its names. */
function commentWithout(
  text: string,
  { text: written, range: [start, end] }: Comment,
  directive: DirectiveText,
  unwanted: ReadonlySet<string>,
): TextEdit[] {
  const left = withoutNames(written, directive, unwanted);
  if (left !== undefined) return [{ range: [start, end], text: left }];
  // Not lastIndexOf(): most texts have only one of the two, and the other would be looked for up to their start.
  let lineStart = start;
  while (lineStart > 0 && !/[\r\n]/.test(text.charAt(lineStart - 1))) lineStart--;
  const lead = text.slice(lineStart, start);
  const stop = end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0);
  const lineEnd = /^(?:\r\n|\n|\r|$)/.exec(text.slice(stop))?.[0];
  if (lineEnd === undefined) return [{ range: [start, stop], text: "" }];
  if (lead.trim() === "") return [{ range: [lineStart, stop + lineEnd.length], text: "" }];
  return [{ range: [lineStart + lead.trimEnd().length, stop], text: "" }];
}

function inFields(machine: StateMachine, definition: number): WrittenDirective[] {
  const found = fieldDirectives(machine.node, definition, (_, index) => index === definition);
  for (const scope of machine.scopes) {
    if (scope !== machine) found.push(...fieldDirectives(scope.node, definition, within(scope.node.range)));
    for (const state of scope.states.values()) {
      if (state.node.kind !== "object") continue;
      const inName = within(state.nameRange);
      const inState = within(state.node.range);
      found.push(...fieldDirectives(state.node, definition, (place) => inName(place) || inState(place)));
      for (const node of partsOf(state)) found.push(...fieldDirectives(node, definition, within(node.range)));
    }
  }
  return found;
}

/** The rules, retriers and catchers of a state, which may have a `Comment`, too. */
function partsOf(state: State): ObjectNode[] {
  const parts: readonly { readonly node: ObjectNode }[] = [
    ...("rules" in state ? state.rules : []),
    ...("retry" in state ? state.retry : []),
    ...("catch" in state ? state.catch : []),
  ];
  return parts.map(({ node }) => node);
}

function within([start, end]: Range): (place: Place) => boolean {
  return ({ range }) => start <= range[0] && range[1] <= end;
}

function fieldDirectives(
  owner: ObjectNode,
  definition: number,
  covers: WrittenDirective["covers"],
): WrittenDirective[] {
  const node = owner.get("Comment");
  const value = node?.kind === "scalar" ? node.value : undefined;
  if (node?.kind !== "scalar" || typeof value !== "string") return [];
  return directivesInField(value).map((text) => ({
    word: text.word,
    kind: text.kind,
    place: "field",
    range: node.at([text.start, text.namesEnd]),
    names: text.names.map(({ id, ...name }) => ({ id, range: node.at([name.start, name.end]) })),
    reason: text.reason,
    definition,
    line: undefined,
    covers,
    without: (names) => (edit) => {
      const left = withoutNames(value, text, names);
      if (left !== undefined) return edit.replaceValue(node, left);
      // Where the directive ends, and what its author would keep of the words around it, cannot be told.
      const isAll = value.slice(0, text.start).trim() === "" && value.slice(text.end).trim() === "";
      return isAll ? edit.removeField(owner, "Comment") : undefined;
    },
  }));
}
