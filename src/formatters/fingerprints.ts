import type { FileResult, Problem } from "../linter/report.ts";
import { fnv1a64 } from "../util/hash.ts";

/**
 * A fingerprint for each problem of a file, by which services know it again.
 *
 * It holds the file, rule, message and state path, but no line and no text: edits elsewhere do not change it. Equal ones
 * are counted, so that all of a report differ. Suppressed problems count as well: a directive changes no other fingerprint.
 */
export function fingerprintsOf(result: FileResult): ReadonlyMap<Problem, string> {
  const seen = new Map<string, number>();
  return new Map(
    result.problems.map((problem) => {
      const { ruleId, messageId } = problem;
      const key = JSON.stringify([result.filePath, ruleId, messageId, pointerInFile(problem, result)]);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return [problem, fnv1a64(`${key}${count}`)];
    }),
  );
}

/** JSON pointer from the top of the file. */
export function pointerInFile({ definition, pointer }: Problem, { definitions }: FileResult): string {
  return (definition === null ? "" : (definitions[definition]?.pointer ?? "")) + pointer;
}
