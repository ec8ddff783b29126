import { visitExpressions } from "../asl/expressions.ts";
import type { JsonataTree } from "../asl/jsonata.ts";
import type { Task } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import type { Poll, PollPair } from "../data/poll-pairs.ts";
import { testsOf } from "./conditions.ts";
import type { Loop } from "./loops.ts";

/**
 * Whether a loop may wait for the end of a pair's work, by the answers that it compares with; `undefined` if it shows none.
 * A loop that waits until an instance passes its health checks asks the same call as one that waits until it runs.
 */
export function mayAskFor(pair: PollPair, poll: Task, loop: Loop): boolean | undefined {
  const answers = answersOf(loop, poll);
  if (answers.length === 0) return undefined;
  const known = statesOf(pair.polls.find(({ action }) => action === apiOf(poll.resource)));
  // A function beside the poll may have given them names of its own.
  if (loop.work.some(({ pairs }) => pairs.length === 0) || known.length === 0) return undefined;
  return answers.some((answer) => known.some((state) => isSaid(state, answer)));
}

/** What work is in while a loop waits for it, and what it is in when it has come to its end as wanted. */
function statesOf(poll: Poll | undefined): string[] {
  if (poll === undefined) return [];
  const { running, success, partial, stopped, result } = poll;
  return [...running, ...success, ...partial, ...stopped, ...(result?.success ?? [])];
}

/** `*` is what `StringMatches` takes for anything. */
function isSaid(state: string, answer: string): boolean {
  const [one, other] = [state.toLowerCase(), answer.toLowerCase()];
  return answer.includes("*") ? one.includes(other.replaceAll("*", "")) : one === other;
}

/** The texts that the Choices of a loop compare with, else those in what the poll makes of its result. */
function answersOf({ states }: Loop, poll: Task): string[] {
  const compared = states.flatMap((state) =>
    (state.type === "Choice" ? testsOf(state) : []).flatMap((test) => {
      if (test.kind === "jsonata") return textsIn(test.tree);
      return test.operator.startsWith("String") && typeof test.operand === "string" && !test.operator.endsWith("Path")
        ? [test.operand]
        : [];
    }),
  );
  if (compared.length > 0) return compared;
  const made: string[] = [];
  visitExpressions(poll, {
    jsonata({ field, tree }) {
      if (field === "Output" || field === "Assign") made.push(...textsIn(tree));
    },
  });
  return made;
}

function textsIn({ nodes }: JsonataTree): string[] {
  return nodes.flatMap(({ type, value }) => (type === "string" && typeof value === "string" ? [value] : []));
}
