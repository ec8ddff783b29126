/*
 * Events that states add to the history of a Standard execution, as of 2026-11-22: exact on executions that AWS recorded.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */

/** The first event of an execution and the last one. */
export const firstAndLast = 2;

/** What a state adds that is passed once without an error; what is inside a Parallel or Map comes on top. */
export const eventsOf = {
  /** Pass, Wait, Choice and Succeed: entered, exited. */
  plain: 2,
  fail: 1,
  task: 5,
  /** A task that waits for a job or a callback: `TaskSubmitted` as well. */
  submittedTask: 6,
  parallel: 4,
  inlineMap: 4,
  /** Each iteration of an inline Map. */
  iteration: 2,
  distributedMap: 6,
} as const;

/** What each attempt of a Task adds that fails and is retried. */
export const eventsOfAttempt = { task: 3, submittedTask: 4 } as const;
