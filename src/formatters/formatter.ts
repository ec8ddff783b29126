import type { Report } from "../linter/report.ts";

export interface FormatOptions {
  /** Whether to write ANSI colours. */
  readonly color: boolean;
  /** Whether to write links that a terminal can open. */
  readonly hyperlinks: boolean;
  /** How many cells a line may have. */
  readonly width: number;
}

/** Turns a report into text that ends with a line end; "" if there is nothing to say. */
export type Formatter = (report: Report, options: FormatOptions) => string;
