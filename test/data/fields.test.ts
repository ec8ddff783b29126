import { describe, expect, it } from "vitest";
import { type StateType, stateTypes, stateTypesWith, structureFacts } from "../../src/data/fields.ts";

const all = ["Type", "Comment", "QueryLanguage"];
const paths = ["InputPath", "OutputPath"];
const flow = ["Next", "End"];
const handlers = ["Retry", "Catch"];

/** What AWS takes of fifty fields on each type of state, as it was measured. */
const taken: Readonly<Record<StateType, readonly string[]>> = {
  Pass: [...all, ...paths, ...flow, "ResultPath", "Parameters", "Result", "Output", "Assign"],
  Task: [
    ...[...all, ...paths, ...flow, ...handlers],
    ...["ResultPath", "Parameters", "ResultSelector", "Arguments", "Output", "Assign", "Resource", "Credentials"],
    ...["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"],
  ],
  Wait: [...all, ...paths, ...flow, "Output", "Assign", "Seconds", "SecondsPath", "Timestamp", "TimestampPath"],
  Parallel: [
    ...[...all, ...paths, ...flow, ...handlers],
    ...["ResultPath", "Parameters", "ResultSelector", "Arguments", "Output", "Assign", "Branches"],
  ],
  Map: [
    ...[...all, ...paths, ...flow, ...handlers],
    ...["ResultPath", "Parameters", "ResultSelector", "Output", "Assign", "ItemProcessor", "Iterator", "ItemsPath"],
    ...["Items", "ItemSelector", "ItemReader", "ItemBatcher", "ResultWriter", "MaxConcurrency", "MaxConcurrencyPath"],
    ...["ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "ToleratedFailureCount"],
    ...["ToleratedFailureCountPath", "Label"],
  ],
  Choice: [...all, ...paths, "Output", "Assign", "Choices", "Default"],
  Succeed: [...all, ...paths, "Output"],
  Fail: [...all, "Error", "ErrorPath", "Cause", "CausePath"],
};

describe("the field table", () => {
  it.each(stateTypes)("gives a %s the fields that AWS takes", (type) => {
    expect([...structureFacts(type).fields.keys()].sort()).toEqual([...taken[type]].sort());
  });

  it("knows the types that take a field", () => {
    expect(stateTypesWith("TimeoutSeconds")).toEqual(["Task"]);
    expect(stateTypesWith("Retry")).toEqual(["Task", "Parallel", "Map"]);
    expect(stateTypesWith("Comment")).toEqual([...stateTypes]);
    expect(stateTypesWith("constructor")).toEqual([]);
  });

  it.each(stateTypes)("groups fields that a %s has", (type) => {
    const { fields, groups } = structureFacts(type);
    for (const group of groups) expect(group.fields.filter((name) => !fields.has(name))).toEqual([]);
  });

  it("gives the twin of each path field to the same states", () => {
    for (const type of stateTypes) {
      const { fields } = structureFacts(type);
      const twins = [...fields.keys()].filter((name) =>
        /^(?:.*Seconds|Timestamp|Error|Cause|Max.*|Tolerated.*)Path$/.test(name),
      );
      for (const twin of twins) expect(fields.has(twin.slice(0, -"Path".length))).toBe(true);
    }
  });
});
