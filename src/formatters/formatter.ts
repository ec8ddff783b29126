import type { Report } from "../linter/report.ts";

export interface FormatOptions {
  /** Whether to write ANSI colours. */
  readonly color: boolean;
  /** Whether to write links that a terminal can open. */
  readonly hyperlinks: boolean;
  /** How many cells a line may have. */
  readonly width: number;
  /** Whether warnings were left out of the report, so that it cannot say that there are no problems. */
  readonly errorsOnly?: boolean;
}

/** Turns a report into text that ends with a line end; "" if there is nothing to say. */
export type Formatter = (report: Report, options: FormatOptions) => string;
