import type { Formatter } from "./formatter.ts";
import { openProblems, severityWord } from "./problems.ts";
import { element, xmlDocument } from "./xml.ts";

/** For what reads Checkstyle's reports: every file, with an `error` element for each problem, warnings too. */
const checkstyle: Formatter = ({ results }) => {
  const files = results.map((result) =>
    element(
      "file",
      { name: result.filePath },
      openProblems(result).map((problem) => {
        const { line, column, message, ruleId } = problem;
        const severity = severityWord(problem);
        return element("error", { line, column, severity, message, source: `steplint.${ruleId}` });
      }),
    ),
  );
  return xmlDocument(element("checkstyle", { version: "4.3" }, files));
};

export default checkstyle;
