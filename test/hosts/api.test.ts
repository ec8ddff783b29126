import { describe, expect, it } from "vitest";
import { readIn } from "../helpers/read.ts";

const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Succeed" } } });
const answer = { stateMachineArn: "arn:x", name: "orders", definition, roleArn: "arn:y", type: "EXPRESS" };

describe("what AWS's API says of a machine", () => {
  it.each([
    ["as it is", answer, ["api", "orders", "EXPRESS", undefined, undefined]],
    [
      "with logging and tracing",
      { ...answer, loggingConfiguration: { level: "ALL" }, tracingConfiguration: { enabled: true } },
      ["api", "orders", "EXPRESS", "on", "on"],
    ],
  ])("is read %s", async (_name, value, expected) => {
    const { definitions } = await readIn({ "a.json": JSON.stringify(value) }, "a.json");
    const { host, name, type, logging, tracing } = definitions[0]?.context ?? {};
    const known = "loggingConfiguration" in value ? [logging, tracing] : [undefined, undefined];
    expect([host, name, type, ...known]).toEqual(expected);
    expect(definitions[0]?.pointer).toBe("/definition");
  });

  it.each([
    ["what else holds a definition", { definition, version: 1 }],
    ["an answer without one", { ...answer, definition: undefined }],
    ["a definition that is no machine", { ...answer, definition: "{}" }],
    ["a list of them", [answer]],
  ])("is not %s", async (_name, value) => {
    expect((await readIn({ "a.json": JSON.stringify(value) }, "a.json")).definitions).toEqual([]);
  });
});
