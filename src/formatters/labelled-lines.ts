import { printable } from "../util/printable.ts";

/** What stands behind a label; rows without one go on with the row before. */
export type LabelledRow = readonly [label: string, text: string];

const INDENT = "  ";
const LEAST_LABEL = 16;
const WIDTH = 100;
/** State machines take names of 80 characters; one of thousands would bury the rest. */
const MOST_CHARACTERS = 200;

/** Rows with their texts in one column; a long text is broken between its names, figures and clauses. */
export function labelledLines(rows: readonly LabelledRow[]): string[] {
  const width = Math.max(LEAST_LABEL, ...rows.map(([label]) => label.length));
  return rows.flatMap(([label, text]) => {
    const [first = "", ...others] = brokenText(printable(text), WIDTH - width - 2 * INDENT.length);
    const lines = [`${INDENT}${label.padEnd(width)}${INDENT}${first}`];
    return [...lines, ...others.map((line) => `${INDENT}${" ".repeat(width)}${INDENT}${line}`)];
  });
}

// Rather where columns stand apart and behind a dot than in the midst of a figure or clause.
const COLUMNS = /(?<= {3}|· )(?=[^ ])/;
const BREAKS = /(?<=(?:[,;:]|->) )(?=[^ ])|(?<=[^ ] )(?=\+ )/;

function brokenText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const end = (): void => {
    if (line !== "") lines.push(line.trimEnd());
    line = "";
  };
  for (const column of text.split(COLUMNS)) {
    if ((line + column).trimEnd().length > width) end();
    for (const piece of column.split(BREAKS).map(clipped)) {
      if ((line + piece).trimEnd().length > width) end();
      line += piece;
    }
  }
  end();
  return lines;
}

/** A text that is not too long to be read: of its middle is shown that it is left out. */
export function clipped(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS - KEPT_END - 1)}…${text.slice(-KEPT_END)}`;
}

const KEPT_END = 20;
