// The definitions that the benchmarks lint.

/** A chain of tasks, waits and choices; every tenth state polls. */
export function machine(count) {
  const states = {};
  for (let i = 0; i < count; i++) {
    const next = i + 1 < count ? `State ${i + 1}` : "Done";
    const retry = [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }];
    if (i % 10 === 4) states[`State ${i}`] = { Type: "Wait", Seconds: 60, Next: next };
    else if (i % 10 === 6) {
      const back = { Variable: "$.status", StringEquals: "RUNNING", Next: `State ${i - 2}` };
      states[`State ${i}`] = { Type: "Choice", Choices: [back], Default: next };
    } else {
      states[`State ${i}`] = {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: `step-${i}`, "Payload.$": "$" },
        ResultPath: "$.status",
        TimeoutSeconds: 300,
        Retry: retry,
        Next: next,
      };
    }
  }
  return { StartAt: "State 0", States: { ...states, Done: { Type: "Succeed" } } };
}

/** The same process in JSONata; every task has expressions of its own. */
export function jsonataMachine(count) {
  const states = {};
  for (let i = 0; i < count; i++) {
    const next = i + 1 < count ? `State ${i + 1}` : "Done";
    if (i % 10 === 4) states[`State ${i}`] = { Type: "Wait", Seconds: "{% $states.input.pause %}", Next: next };
    else if (i % 10 === 6) {
      const again = { Condition: `{% $states.input.status = "RUNNING" and $turn < ${i} %}`, Next: `State ${i - 2}` };
      states[`State ${i}`] = { Type: "Choice", Choices: [again], Default: next };
    } else {
      states[`State ${i}`] = {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: `step-${i}`, Payload: `{% $merge([$states.input, { "step": ${i} }]) %}` },
        Output: "{% $states.result.Payload %}",
        Assign: { turn: `{% $number($states.result.Payload.turn) + ${i} %}` },
        TimeoutSeconds: 300,
        Next: next,
      };
    }
  }
  states.Done = { Type: "Succeed" };
  return { QueryLanguage: "JSONata", StartAt: "State 0", States: states };
}
