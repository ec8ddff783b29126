import { printable, printablePath } from "../util/printable.ts";
import type { Formatter } from "./formatter.ts";
import { openProblems, severityWord } from "./problems.ts";

/** For editors and problem matchers: `path:line:column: message [severity/rule]`, a line for each problem. */
const unix: Formatter = ({ results }) =>
  results
    .flatMap((result) =>
      openProblems(result).map((problem) => {
        const place = `${printablePath(result.filePath)}:${problem.line}:${problem.column}`;
        return `${place}: ${printable(problem.message)} [${severityWord(problem)}/${printable(problem.ruleId)}]\n`;
      }),
    )
    .join("");

export default unix;
