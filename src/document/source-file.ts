/** A place in a file: 1-based line, 1-based column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file as it was read: the text without a byte order mark, and positions in it. */
export interface SourceFile {
  /** The path as it is shown to the user, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  /** Line and column of a UTF-16 offset; offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position;
  /** The text of a 1-based line, without its line end; empty for a line that does not exist. */
  lineAt(line: number): string;
}

/** Wraps a text; the line table is built when the first position is asked for. */
export function createSourceFile(path: string, text: string): SourceFile {
  let table: number[] | undefined;
  const lines = (): number[] => {
    table ??= lineStarts(text);
    return table;
  };
  return {
    path,
    text,
    positionAt(offset) {
      const starts = lines();
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lastAtOrBefore(starts, at);
      return { line: line + 1, column: at - (starts[line] ?? 0) + 1 };
    },
    lineAt(line) {
      const starts = lines();
      const start = starts[line - 1];
      if (start === undefined) return "";
      return text.slice(start, starts[line] ?? text.length).replace(/\r?\n$|\r$/, "");
    },
  };
}

/** The 1-based line of a UTF-16 offset, for one place in a text. */
export function lineOf(text: string, offset: number): number {
  return createSourceFile("", text).positionAt(offset).line;
}

/** The line end a text uses: the one of its first line, or "\n". */
export function lineEndOf(text: string): "\n" | "\r\n" {
  const first = text.indexOf("\n");
  return first > 0 && text.charCodeAt(first - 1) === 13 ? "\r\n" : "\n";
}

function lineStarts(text: string): number[] {
  const starts = [0];
  // A carriage return alone ends a line too, but hardly any text has one.
  if (text.includes("\r") && /\r(?!\n)/.test(text)) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
    return starts;
  }
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
