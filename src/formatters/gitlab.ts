import { printable } from "../util/printable.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import type { Formatter } from "./formatter.ts";
import { lastLine, openProblems } from "./problems.ts";

/** For GitLab: a Code Quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const gitlab: Formatter = ({ results }) => {
  const issues = results.flatMap((result) => {
    const fingerprints = fingerprintsOf(result);
    return openProblems(result).map((problem) => ({
      description: printable(problem.message),
      check_name: problem.ruleId,
      fingerprint: fingerprints.get(problem),
      severity: problem.severity === "error" ? "major" : "minor",
      location: { path: result.filePath, lines: { begin: problem.line, end: lastLine(problem) } },
    }));
  });
  return `${JSON.stringify(issues)}\n`;
};

export default gitlab;
