import type { Bounds, HistoryReport } from "../linter/history-report.ts";
import { jsonLine } from "./cost-json.ts";

/** What an execution took, as one line of JSON, in the shape of `docs/guide/cost.md`. */
export function historyJson(report: HistoryReport): string {
  const { machine, history, rows, symbols, transitions, events, dollars } = report;
  const { filePath, name, host, type, pointer, unpriced } = machine;
  return jsonLine({
    version: 1,
    machine: { filePath, name: name ?? null, host, type: type ?? null, pointer, unpriced: unpriced ?? null },
    execution: {
      outcome: history.outcome,
      redrives: history.redrives,
      transitions: history.transitions,
      events: history.events,
      seconds: history.seconds ?? null,
      waitedSeconds: history.waitedSeconds ?? null,
      dollars,
    },
    model: { transitions: boundsOf(transitions), events: boundsOf(events) },
    symbols: symbols.map(({ symbol, least, greatest }) => ({
      id: symbol.id,
      kind: symbol.kind,
      states: symbol.states.map((state) => state.name),
      least,
      greatest,
    })),
    states: rows.map(({ expected, ...row }) => ({ ...row, expected: expected ?? null })),
  });
}

function boundsOf(bounds: Bounds | undefined): object | null {
  return bounds === undefined ? null : { best: bounds.best ?? null, usual: bounds.usual ?? null, worst: bounds.worst };
}
