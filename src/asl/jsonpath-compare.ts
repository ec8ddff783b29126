import type { ParsedPath, PathStep } from "./jsonpath.ts";

/** Whether a path names one place: only names and indexes from 0 on, as AWS demands of a Reference Path. */
export function isReferencePath(path: ParsedPath): boolean {
  return path.error === undefined && path.steps.every((step) => isSinglePlace(path, step));
}

/** The first part of a path that does not name one place; `undefined` in a Reference Path. */
export function severalPlaces(path: ParsedPath): PathStep | undefined {
  return path.steps.find((step) => !isSinglePlace(path, step));
}

/** Whether a path has `*`, `..`, `?` or `@` outside of quotes, which AWS is known to refuse in a Reference Path. */
export function hasRefusedMark(text: string): boolean {
  return /[*?@]|\.\./.test(text.replace(/\\[\s\S]|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/g, "'"));
}

function isSinglePlace(path: ParsedPath, step: PathStep): boolean {
  if (step.descendant) return false;
  if (step.kind === "index") return step.index >= 0 && !Object.is(step.index, -0);
  if (step.kind !== "name") return false;
  if (step.notation === "bracket") return true;
  const [start, end] = step.range;
  const offset = path.range[0];
  return !/(?<!\\)[*?@]/.test(path.text.slice(start - offset, end - offset));
}

/** The keys and indexes of a Reference Path in order, its root left out; `undefined` for any other path. */
export function pathKeys(path: ParsedPath): (string | number)[] | undefined {
  if (!isReferencePath(path)) return undefined;
  return path.steps.flatMap((step) => (step.kind === "name" ? step.name : step.kind === "index" ? step.index : []));
}

/** Whether two paths mean the same, however they are written: `$.a` and `$['a']`. A broken path is like no other. */
export function samePath(a: ParsedPath, b: ParsedPath): boolean {
  return a.steps.length === b.steps.length && startsWithPath(a, b);
}

/** Whether a path leads into what `prefix` names, or to it: `$.a.b` starts with `$.a` and with `$`. */
export function startsWithPath(path: ParsedPath, prefix: ParsedPath): boolean {
  if (path.error !== undefined || prefix.error !== undefined) return false;
  if (path.root !== prefix.root || path.variable !== prefix.variable) return false;
  return prefix.steps.every((step, index) => sameStep(step, path.steps[index]));
}

function sameStep(a: PathStep, b: PathStep | undefined): boolean {
  if (a.kind !== b?.kind || a.descendant !== b.descendant) return false;
  return a.kind === "name" && b.kind === "name" ? a.name === b.name : sameMeaning(a, b);
}

// Where something stands and in which notation changes nothing in what it means.
const spelling = new Set(["range", "notation"]);

function sameMeaning(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const theirs = new Map(Object.entries(b));
  const mine = Object.entries(a);
  return (
    mine.length === theirs.size &&
    mine.every(([key, value]) => spelling.has(key) || sameMeaning(value, theirs.get(key)))
  );
}
