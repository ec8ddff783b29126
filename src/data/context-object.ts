/*
 * The context object: `$$` in JSONPath, `$states.context` in JSONata.
 * As of 2026-11-22. Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */

/** The fields below a field; "any" where they are data of the execution, or nothing is said of them. */
export type ContextFields = { readonly [name: string]: ContextFields } | "any";

export const contextFields: Exclude<ContextFields, "any"> = {
  Execution: {
    Id: "any",
    Input: "any",
    Name: "any",
    RoleArn: "any",
    StartTime: "any",
    RedriveCount: "any",
    RedriveTime: "any",
  },
  State: { EnteredTime: "any", Name: "any", RetryCount: "any" },
  StateMachine: { Id: "any", Name: "any" },
  /** In a task that waits for its token. */
  Task: { Token: "any" },
  /** In the `ItemSelector` of a Map. */
  Map: { Item: { Index: "any", Key: "any", Source: "any", Value: "any" } },
};
