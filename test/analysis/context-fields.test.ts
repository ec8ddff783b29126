import { describe, expect, test } from "vitest";
import { contextFault } from "../../src/analysis/context-fields.ts";
import { machineOf } from "../helpers/machine.ts";

const inner = { StartAt: "Pack", States: { Pack: { Type: "Pass", End: true } } };
const states = {
  Bill: { Type: "Pass" },
  Misspelt: { Type: "Tsak" },
  Each: { Type: "Map", ItemProcessor: { StartAt: "Both", States: { Both: { Type: "Parallel", Branches: [inner] } } } },
  Callback: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" },
  Request: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage" },
  Job: { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync" },
  Worker: { Type: "Task", Resource: "arn:aws:states:eu-west-1:123456789012:activity:pack" },
  Function: { Type: "Task", Resource: "arn:aws:lambda:eu-west-1:123456789012:function:pack" },
  Later: { Type: "Task", Resource: "${Resource}" },
};
const machine = machineOf({ StartAt: "Bill", States: states });
const stateNamed = (name: string) => machine.scopes.map((scope) => scope.states.get(name)).find((state) => state);

describe("a path into the context object", () => {
  test.each<[path: string, state: string, field: string, kind: string | undefined]>([
    ["", "Bill", "Output", undefined],
    ["Execution.Id", "Bill", "Output", undefined],
    ["Execution.Input.Nothing", "Bill", "Output", undefined],
    ["Execution.Nothing", "Bill", "Output", "unknown 1"],
    ["Nothing.Id", "Bill", "Output", "unknown 0"],
    ["toString", "Bill", "Output", "unknown 0"],
    ["__proto__", "Bill", "Output", "unknown 0"],
    ["Map.Item.Value", "Bill", "Output", "item"],
    ["Map.Item.Valeu", "Bill", "Output", "unknown 2"],
    ["Map.Item.Value", "Misspelt", "Output", undefined],
    ["Map.Item.Value", "Each", "ItemSelector", undefined],
    ["Map.Item.Value", "Each", "Parameters", undefined],
    ["Map.Item.Value", "Each", "ItemBatcher", undefined],
    ["Map.Item.Value", "Each", "ResultSelector", "item"],
    ["Map.Item.Value", "Both", "Parameters", undefined],
    ["Map.Item.Value", "Pack", "Parameters", undefined],
    ["Task.Token", "Bill", "Output", "token"],
    ["Task.Token", "Misspelt", "Output", undefined],
    ["Task.Token", "Callback", "Parameters", undefined],
    ["Task.Token", "Request", "Parameters", "token"],
    ["Task.Token", "Job", "Parameters", undefined],
    ["Task.Token", "Worker", "Parameters", undefined],
    ["Task.Token", "Function", "Parameters", "token"],
    ["Task.Token", "Later", "Parameters", undefined],
  ])("%j in %s %s: %j", (path, name, field, expected) => {
    const state = stateNamed(name);
    if (state === undefined) throw new Error(`No state ${name}.`);
    const fault = contextFault(path === "" ? [] : path.split("."), state, field);
    expect(fault?.kind === "unknown" ? `unknown ${fault.index}` : fault?.kind).toBe(expected);
  });
});
