import { describe, expect, it, test } from "vitest";
import { readsAsExpression, takesPathText } from "../../src/analysis/lookalikes.ts";
import { machineOf } from "../helpers/machine.ts";

const machine = machineOf({
  StartAt: "Own",
  States: {
    Own: { Type: "Pass", Assign: { "owner.$": "$.owner", count: 0 }, Next: "Known?" },
    "Known?": { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Assign: { known: true }, Next: "Call" }] },
    Call: { Type: "Task", Catch: [{ ErrorEquals: ["States.ALL"], Assign: { cause: "x" }, Next: "Own" }] },
    Text: "no state",
  },
});

describe("reads as an expression", () => {
  test.each([
    ["$.order", "path"],
    ["$.order-id[0].lines[*]", "path"],
    ["$['sent to']", "path"],
    ["$$.Execution.Id", "path"],
    ["$$.Map.Item.Value", "path"],
    ["$owner", "path"],
    ["$count", "path"],
    ["$known", "path"],
    ["$cause.name", "path"],
    ["States.UUID()", "call"],
    ["States.Format('{}', States.ArrayLength($.a))", "call"],
  ])("%s, a %s", (text, kind) => expect(readsAsExpression(text, machine)).toBe(kind));
});

describe("does not read as one", () => {
  const texts = [
    "$",
    "$$",
    "$5",
    "$.50",
    "$.a b",
    "$.a.",
    "$HOME",
    "$LATEST",
    "$constructor",
    "$$.Order.Id",
    "$$x",
    "see $.order",
    "States.TaskFailed",
    "States.Nothing()",
    "States.Array(States.Nothing())",
    "States.Array(",
    "uuid()",
    "",
  ];
  test.each(texts)("'%s'", (text) => expect(readsAsExpression(text, machine)).toBeUndefined());
});

it("knows keys under which a path is data", () => {
  expect(
    ["InputPath", "InputPathsMap", "JsonPath", "Mapping", "FilterPattern", "PartitionKeyPath", "Selector"].every(
      takesPathText,
    ),
  ).toBe(true);
  expect(["Path", "filePath", "str_path", "to", "Payload", 0].some(takesPathText)).toBe(false);
});
