import type { FormatOptions } from "../formatters/formatter.ts";

/** What decides how a report looks. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  /** How many cells a line of the terminal has. */
  readonly columns: number | undefined;
}

const DEFAULT_WIDTH = 120;

/** How to format a report for standard output. `color` is the user's flag; without it the surroundings decide. */
export function terminalFormat(color: boolean | undefined, { env, isTerminal, columns }: Surroundings): FormatOptions {
  const coloured = color ?? wantsColor(env, isTerminal);
  return {
    color: coloured,
    hyperlinks: coloured && isTerminal && showsHyperlinks(env),
    width: isTerminal && columns ? columns : DEFAULT_WIDTH,
  };
}

/** How to format a report for a file. */
export const FILE_FORMAT: FormatOptions = { color: false, hyperlinks: false, width: DEFAULT_WIDTH };

// https://no-color.org, https://force-color.org
function wantsColor(env: Surroundings["env"], isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return isTerminal && env.TERM !== "dumb";
}

// There is no way to ask a terminal. https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
function showsHyperlinks(env: Surroundings["env"]): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== "0";
  if (env.CI || env.TERM === "dumb") return false;
  if (env.WT_SESSION || env.KITTY_WINDOW_ID || env.KONSOLE_VERSION || env.GHOSTTY_RESOURCES_DIR) return true;
  if (["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"].includes(env.TERM_PROGRAM ?? "")) return true;
  return Number(env.VTE_VERSION ?? 0) >= 5000;
}
