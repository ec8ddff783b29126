import { duplicateKeys } from "./duplicates.ts";
import type { Issue } from "./editor.ts";
import { encodeJsonCharacters, readJsonString } from "./json-string.ts";
import type { ObjectNode, Origin, TextEdit } from "./nodes.ts";

/** Text that would mend a place; `at` is an offset in the origin's text. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

interface Breach {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Where the container opens that the breach is about. */
  readonly opened?: number;
  /** Text whose absence is the whole breach, so that reading goes on as if it stood there. */
  readonly insert?: Insertion;
}

/** What a JSON reader notes; offsets count in the origin's text. */
export interface IssueList {
  /** Broken text; what follows from it is not noted again until `recovered`. */
  syntax(breach: Breach): void;
  recovered(): void;
  comment(start: number): void;
  trailingComma(at: number): void;
  bareKey(start: number, end: number): void;
  singleQuotes(start: number, end: number): void;
  duplicates(node: ObjectNode): void;
  finish(): Issue[];
}

interface Leniency {
  readonly first: readonly [start: number, end: number];
  readonly edits: TextEdit[];
  count: number;
}

const LENIENT: Record<string, string> = {
  comment: "Comments are no part of JSON",
  comma: "A comma before a closing bracket is no part of JSON",
  key: "A key without quotes is no part of JSON",
  quotes: "A text in single quotes is no part of JSON",
};

// Who doubles more keys than this has a program to mend, not keys.
const MOST_DUPLICATES = 100;

export function createIssueList(origin: Origin): IssueList {
  const issues: Issue[] = [];
  const lenient = new Map<string, Leniency>();
  let panicking = false;

  /** One issue for each kind: a file in a lenient dialect is one decision of its author, not a hundred mistakes. */
  function note(kind: string, start: number, end: number, text?: string): void {
    if (panicking) return;
    const known = lenient.get(kind) ?? { first: [start, end], edits: [], count: 0 };
    known.count++;
    if (text !== undefined) known.edits.push({ range: [start, end], text });
    lenient.set(kind, known);
  }

  /** Edits of the origin's text as a fix of the file, where each can be made there. */
  function fixWith(edits: readonly TextEdit[]): Pick<Issue, "fix"> {
    const mapped = edits.map((edit) => origin.toFileEdit(edit));
    return mapped.length > 0 && mapped.every((edit) => edit !== undefined) ? { fix: mapped } : {};
  }

  return {
    syntax({ message, start, end, opened, insert }) {
      if (panicking) return;
      panicking = insert === undefined;
      issues.push({
        kind: "syntax",
        message,
        range: origin.toFile([start, end]),
        ...(opened !== undefined && {
          related: { message: "It opens here.", range: origin.toFile([opened, opened + 1]) },
        }),
        ...fixWith(insert ? [{ range: [insert.at, insert.at], text: insert.text }] : []),
      });
    },
    recovered() {
      panicking = false;
    },
    comment: (start) => note("comment", start, start + 2),
    trailingComma: (at) => note("comma", at, at + 1, ""),
    bareKey: (start, end) => note("key", start, end, JSON.stringify(origin.text.slice(start, end))),
    singleQuotes: (start, end) =>
      note("quotes", start, end, `"${encodeJsonCharacters(readJsonString(origin.text, start, end))}"`),
    duplicates(node) {
      const found = duplicateKeys(node);
      if (found.length === 0) return;
      const left = MOST_DUPLICATES - issues.filter(({ kind }) => kind === "duplicate-key").length;
      issues.push(...found.slice(0, Math.max(0, left)));
    },
    finish() {
      const isBroken = issues.some((issue) => issue.kind === "syntax");
      // In broken text, keys may stand in another object than their author meant.
      const found = isBroken ? issues.filter(({ member }) => member?.parent.open !== true) : issues;
      // And what looks like the dialect may be part of the breach.
      for (const [kind, { first, edits, count }] of lenient) {
        const more = count > 1 ? ` (${count} places)` : "";
        found.push({
          kind: "lenient",
          message: `${LENIENT[kind]}${more}`,
          range: origin.toFile(first),
          ...(!isBroken && fixWith(edits)),
        });
      }
      return found;
    },
  };
}
