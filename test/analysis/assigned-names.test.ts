import { describe, expect, it, test } from "vitest";
import { assignedNames } from "../../src/analysis/assigned-names.ts";
import { machineOf } from "../helpers/machine.ts";

const namesIn = (states: object) => assignedNames(machineOf({ StartAt: "Charge", States: states }));

describe("the variables of a machine", () => {
  it("are those of states, catchers and rules, at every depth", () => {
    const { names, open } = namesIn({
      Charge: { Type: "Task", Assign: { total: 1 }, Catch: [{ Assign: { "why.$": "$" } }] },
      Choose: { Type: "Choice", Choices: [{ Assign: { way: 1 } }] },
      Both: { Type: "Parallel", Branches: [{ States: { Pack: { Type: "Pass", Assign: { box: 1 } } } }] },
    });
    expect([...names].sort()).toEqual(["box", "total", "way", "why"]);
    expect(open).toBe(false);
  });

  test.each<[name: string, states: object]>([
    ["an Assign that comes at deployment", { Charge: { Type: "Pass", Assign: "${Variables}" } }],
    ["catchers that come at deployment", { Charge: { Type: "Task", Catch: "${Catchers}" } }],
    ["rules that come at deployment", { Choose: { Type: "Choice", Choices: "${Rules}" } }],
    ["a state that comes at deployment", { Charge: "${State}" }],
  ])("may be more with %s", (_, states) => expect(namesIn(states).open).toBe(true));
});
