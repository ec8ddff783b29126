import { describe, expect, it } from "vitest";
import { readHistory } from "../../src/analysis/history.ts";
import { historyRows } from "../../src/analysis/history-report.ts";
import { Recorder } from "../helpers/history.ts";
import { choice, end, machineOf, pass, poll, wait } from "../helpers/machine.ts";

const machine = machineOf({
  StartAt: "Start",
  States: { Start: pass("Wait"), ...poll(10), Mend: choice("Start", "Idle"), Idle: wait(5, "End"), End: end },
});

function polled(turns: number) {
  const { main, history } = new Recorder();
  main.pass("Start");
  for (let i = 0; i < turns; i++) main.wait("Wait", 10).task("Ask").choice("Done?");
  main.through("Succeed", "Done").end();
  const found = readHistory(history, machine);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

describe("the rows of a history", () => {
  it("begin with the dearest state, those of one cost in the order of the text", () => {
    expect(historyRows(polled(6)).map(({ name, transitions }) => [name, transitions])).toEqual([
      ["Wait", 6],
      ["Ask", 6],
      ["Done?", 6],
      ["Start", 1],
      ["Done", 1],
    ]);
  });

  it("have shares that make up the whole", () => {
    const shares = historyRows(polled(6)).map(({ share }) => share);
    expect(shares[0]).toBe(0.3);
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1);
  });

  it("have what the model expects beside them", () => {
    const rows = historyRows(polled(2), (name) => ({ Wait: 4, Done: 1 })[name]);
    expect(rows.map(({ name, entered, retried, expected }) => [name, entered, retried, expected])).toEqual([
      ["Wait", 2, 0, 4],
      ["Ask", 2, 0, undefined],
      ["Done?", 2, 0, undefined],
      ["Done", 1, 0, 1],
      ["Start", 1, 0, undefined],
    ]);
  });

  it("end with states that the model expects and that were not entered", () => {
    const rows = historyRows(polled(1), (name) => ({ Mend: 1, Idle: 3, End: 0 })[name]);
    expect(rows.slice(-2)).toEqual([
      { name: "Idle", entered: 0, retried: 0, transitions: 0, share: 0, expected: 3 },
      { name: "Mend", entered: 0, retried: 0, transitions: 0, share: 0, expected: 1 },
    ]);
  });

  it("have no shares of nothing", () => {
    const found = readHistory(new Recorder().history, machine);
    if ("problem" in found) throw new Error(found.problem);
    expect(historyRows(found, (name) => (name === "Start" ? 1 : undefined))).toEqual([
      { name: "Start", entered: 0, retried: 0, transitions: 0, share: 0, expected: 1 },
    ]);
  });
});
