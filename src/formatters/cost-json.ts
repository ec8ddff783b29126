import type { CostSymbol, Figures, MachineCost } from "../analysis/cost.ts";
import type { Span } from "../analysis/loops.ts";
import {
  type ChangeSide,
  type CostReport,
  expressFaultPhrase,
  type MachineReport,
  type Priced,
  transitionsOf,
} from "../linter/cost-report.ts";

/** A cost report as one line of JSON, in the shape of `docs/guide/cost.md`. */
export function costJson({ machines, changes }: CostReport): string {
  const report = {
    version: 1,
    machines: machines.map(machineOf),
    ...(changes && {
      changes: changes.map(({ machine, status, before, after, perMonth, executions }) => ({
        machine,
        status,
        before: sideOf(before),
        after: sideOf(after),
        perMonth: perMonth ?? null,
        executions,
      })),
    }),
    summary: { machines: machines.length, unpriced: machines.filter(({ priced }) => priced === undefined).length },
  };
  return jsonLine(report);
}

/** A value as one line of JSON, which has no number that is not finite. */
export function jsonLine(value: object): string {
  const isHuge = (part: unknown): boolean => typeof part === "number" && !Number.isFinite(part);
  return `${JSON.stringify(value, (_, part: unknown) => (isHuge(part) ? Number.MAX_VALUE : part))}\n`;
}

function sideOf(side: ChangeSide | undefined): object | null {
  if (side === undefined) return null;
  const { growth, transitions, perExecution } = side;
  return { growth, transitions, perExecution };
}

function machineOf(machine: MachineReport): object {
  const { filePath, line, name, host, type, pointer, priced, unpriced } = machine;
  const place = { filePath, line, name: name ?? null, host, type: type ?? null, pointer };
  if (priced === undefined) {
    const none = {
      growth: null,
      transitions: null,
      events: null,
      seconds: null,
      symbols: [],
      children: [],
      money: null,
    };
    return { ...place, ...none, advice: [], unpriced: unpriced ?? null };
  }
  const { cost, advice } = priced;
  return {
    ...place,
    ...costFields(cost),
    money: moneyOf(priced),
    advice: advice.map(({ ruleId, message, pointer: at, symbol, saves }) => ({
      ruleId,
      message,
      pointer: at,
      symbol,
      saves,
    })),
    unpriced: null,
  };
}

function costFields(cost: MachineCost): object {
  const { growth, transitions, events, seconds, symbols, children } = cost;
  return {
    growth,
    transitions: figuresOf(transitions),
    events: figuresOf(events),
    seconds: figuresOf(seconds),
    symbols: symbols.map(symbolOf),
    children: children.map((child) => ({
      state: child.map.name,
      type: child.cost.type ?? null,
      executions: figuresOf(child.executions),
      ...costFields(child.cost),
    })),
  };
}

function figuresOf({ best, usual, worst }: Figures): object {
  return { best, usual, worst };
}

function symbolOf(symbol: CostSymbol): object {
  const { id, kind, states } = symbol;
  const names = states.map(({ name }) => name);
  if (symbol.kind === "map") return { id, kind, states: names };
  const { loop } = symbol;
  const { bound, secondsPerTurn } = loop;
  return {
    id,
    kind,
    states: names,
    loop: loop.kind,
    bound,
    secondsPerTurn: spanOf(secondsPerTurn),
  };
}

function spanOf({ least, greatest }: Span): object {
  return { least, greatest: greatest ?? null };
}

function moneyOf(priced: Priced): object {
  const { money, terms } = priced;
  const { region } = terms;
  const { assumptions, perExecution, notExpress, breakEvenSeconds, monthly, children } = money;
  return {
    region,
    assumed: assumptions.values,
    guessed: [...assumptions.guessed],
    transitions: transitionsOf(priced),
    perExecution: { standard: perExecution.standard, express: perExecution.express ?? null },
    children,
    notExpress: notExpress.map((fault) => expressFaultPhrase(fault, region)),
    breakEvenSeconds: breakEvenSeconds ?? null,
    monthly: monthly.map(({ executions, standard, express }) => ({ executions, standard, express: express ?? null })),
  };
}
