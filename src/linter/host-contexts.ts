import type { Definition } from "../hosts/host.ts";
import { isText } from "../hosts/host.ts";
import type { Problem } from "./report.ts";

/**
 * The problems of a definition, marked as silenced where its host's metadata name the rule. Metadata in the text's own
 * file are directives like all others, and are left to them.
 */
export function disabledByHost(problems: Problem[], definition: Definition, inlineConfig: boolean): Problem[] {
  const disabled = (definition.context.disabled ?? []).filter(({ item }) => item === undefined || !isText(definition));
  if (disabled.length === 0 || !inlineConfig) return problems;
  const ids = new Set(disabled.map(({ id }) => id));
  return problems.map((problem) =>
    ids.has(problem.ruleId) && problem.messageId !== "crash"
      ? { ...problem, suppressed: { kind: "directive", reason: undefined } }
      : problem,
  );
}

interface InContext {
  readonly definition: Definition;
  /** Of the first definition with the same tree. */
  readonly first: number;
}

/**
 * Each problem once that several hosts of one text give, or a text that an alias brings to several places. What one host
 * does not give is not fixed: the fix might change what the other one's machine does.
 */
export function mergeContexts(problems: readonly Problem[], linted: readonly InContext[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  const contexts = new Map<number, number>();
  for (const { first } of linted) contexts.set(first, (contexts.get(first) ?? 0) + 1);
  const equal = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { definition, ruleId, messageId, range, message, severity, fix } = problem;
    const key = JSON.stringify([definition, ruleId, messageId, range, message, severity, fix]);
    const others = equal.get(key);
    if (others === undefined) equal.set(key, [problem]);
    else others.push(problem);
  }
  return [...equal.values()].flatMap((group) => {
    // Where one host's metadata silence it, the others still want to hear of it.
    const problem = group.find(({ suppressed }) => suppressed === undefined) ?? group[0];
    if (problem === undefined) return [];
    const isCommon = problem.definition === null || group.length >= (contexts.get(problem.definition) ?? 1);
    return isCommon ? problem : { ...problem, fix: undefined };
  });
}
