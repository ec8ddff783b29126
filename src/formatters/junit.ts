import type { FileResult, Problem } from "../linter/report.ts";
import type { Formatter } from "./formatter.ts";
import { openProblems, severityWord } from "./problems.ts";
import { element, xmlDocument, xmlText } from "./xml.ts";

/** For test reports: a suite for each file, a failing test for each problem, a passing one for a file without any. */
const junit: Formatter = ({ results }, { errorsOnly }) => {
  const passing = errorsOnly ? "no errors" : "no problems";
  const suites = results.map((result) => {
    const problems = openProblems(result);
    const cases = problems.map((problem) => failure(problem, result));
    const passed = element("testcase", { name: passing, classname: result.filePath, file: result.filePath });
    return {
      tests: Math.max(1, cases.length),
      failures: cases.length,
      name: result.filePath,
      children: cases.length > 0 ? cases : [passed],
    };
  });
  const elements = suites.map(({ name, tests, failures, children }) =>
    element("testsuite", { name, tests, failures, errors: 0, skipped: 0 }, children),
  );
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  return xmlDocument(element("testsuites", { name: "steplint", tests, failures, errors: 0 }, elements));
};

export default junit;

function failure(problem: Problem, { filePath }: FileResult): string {
  const { ruleId, line, column, message, url } = problem;
  const name = `${ruleId} (${line}:${column})`;
  const details = [`${filePath}:${line}:${column}`, ...(url === undefined ? [] : [url])];
  return element("testcase", { name, classname: filePath, file: filePath, line }, [
    element("failure", { type: severityWord(problem), message }, details.map(xmlText)),
  ]);
}
