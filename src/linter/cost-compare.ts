import { type ChangeSide, type CostChange, dollarsOf, type MachineReport, transitionsOf } from "./cost-report.ts";

/** What an earlier report in JSON says of a machine. */
export interface EarlierMachine {
  readonly filePath: string;
  readonly name: string | null;
  readonly pointer: string;
  /** `undefined` where it was not priced. */
  readonly side: (ChangeSide & { readonly region: string }) | undefined;
}

/** Reads an earlier report, as `--format json` writes it; a text says why the value is none. */
export function earlierMachines(value: unknown): EarlierMachine[] | string {
  if (!isObject(value) || !Array.isArray(value.machines)) return "is none";
  if (value.version !== 1) return `is one of version ${JSON.stringify(value.version)}, where 1 is read`;
  const machines = value.machines.map(machineIn);
  const wrong = machines.indexOf(undefined);
  return wrong === -1 ? machines.filter((machine) => machine !== undefined) : `is none in 'machines[${wrong}]'`;
}

function machineIn(value: unknown): EarlierMachine | undefined {
  if (!isObject(value) || typeof value.filePath !== "string") return undefined;
  const { filePath, name, pointer, growth, money, type } = value;
  const place = {
    filePath,
    name: typeof name === "string" ? name : null,
    pointer: typeof pointer === "string" ? pointer : "",
  };
  if (money === null) return { ...place, side: undefined };
  if (!isObject(money) || typeof growth !== "string" || !isObject(money.perExecution)) return undefined;
  const { region, transitions, perExecution: amount, monthly } = money;
  const perExecution = amountIn(amount, type);
  if (typeof transitions !== "number" || typeof region !== "string" || perExecution === undefined) return undefined;
  const volumes = (Array.isArray(monthly) ? monthly : []).filter(isObject).flatMap((volume): [number, number][] => {
    const dollars = amountIn(volume, type);
    return typeof volume.executions === "number" && dollars !== undefined ? [[volume.executions, dollars]] : [];
  });
  return { ...place, side: { growth, transitions, perExecution, monthly: new Map(volumes), region } };
}

function amountIn({ standard, express }: Json, type: unknown): number | undefined {
  const amount = type === "EXPRESS" && typeof express === "number" ? express : standard;
  return typeof amount === "number" ? amount : undefined;
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Sets machines beside those of an earlier report: by file and name; what is left of both by name alone, as files are
 * moved; and where only one is left of each, beside that.
 *
 * @param executions a month, of machines that are gone or not priced now.
 */
export function changesSince(
  earlier: readonly EarlierMachine[],
  machines: readonly MachineReport[],
  executions: number,
): CostChange[] {
  const left = new Set(earlier);
  const found = new Map<MachineReport, EarlierMachine>();
  const pair = (keyOf: (machine: Place) => string, isSure: (count: number) => boolean = () => true): void => {
    const before = groupsOf(left, keyOf);
    const now = groupsOf(
      machines.filter((machine) => !found.has(machine)),
      keyOf,
    );
    for (const [key, [machine, ...others]] of now) {
      const [other, ...alike] = before.get(key) ?? [];
      if (machine === undefined || other === undefined || !isSure(1 + Math.max(others.length, alike.length))) continue;
      found.set(machine, other);
      left.delete(other);
    }
  };
  pair(({ filePath, name, pointer }) => JSON.stringify([filePath, name ?? null, pointer]));
  pair(({ filePath, name }) => JSON.stringify([filePath, name ?? null]));
  pair(({ filePath, pointer }) => JSON.stringify([filePath, pointer]));
  pair(callOf, isOne);
  // A definition that was moved and renamed, such as a copy that is compared with the one before it.
  pair(() => "", isOne);
  return [
    ...machines.map((machine): CostChange => {
      const before = found.get(machine);
      const side = sideOf(machine);
      const volume = machine.priced?.terms.executionsPerMonth ?? executions;
      const cost = monthlyOf(side, volume);
      return {
        machine: titleIn(machine),
        status: before === undefined ? "new" : "kept",
        before: before?.side,
        after: side,
        perMonth: before === undefined ? cost : difference(monthlyOf(before.side, volume), cost),
        executions: volume,
      };
    }),
    ...[...left].map((before): CostChange => {
      const perMonth = difference(monthlyOf(before.side, executions), 0);
      return { machine: titleIn(before), status: "gone", before: before.side, after: undefined, perMonth, executions };
    }),
  ];
}

type Place = Pick<EarlierMachine, "filePath" | "pointer"> & { readonly name: string | null | undefined };

const isOne = (count: number): boolean => count === 1;

function groupsOf<T extends Place>(machines: Iterable<T>, keyOf: (machine: Place) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const machine of machines) {
    const key = keyOf(machine);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [machine]);
    else group.push(machine);
  }
  return groups;
}

/** What a machine is called wherever its file lies. */
function callOf({ filePath, name }: Place): string {
  return JSON.stringify(name ?? [filePath.slice(filePath.lastIndexOf("/") + 1)]);
}

function titleIn({ filePath, name }: Place): string {
  return typeof name === "string" ? `${name} (${filePath})` : filePath;
}

function sideOf(machine: MachineReport): ChangeSide | undefined {
  const { priced, type } = machine;
  const perExecution = dollarsOf(machine);
  if (priced === undefined || perExecution === undefined) return undefined;
  const volumes = priced.money.monthly.map(({ executions, standard, express = standard }): [number, number] => [
    executions,
    type === "EXPRESS" ? express : standard,
  ]);
  const { growth } = priced.cost;
  return { growth, transitions: transitionsOf(priced), perExecution, monthly: new Map(volumes) };
}

/** Dollars of so many executions a month: what is known of the volume, with its tiers, else the price of one times all. */
function monthlyOf(side: ChangeSide | undefined, executions: number): number | undefined {
  return side && (side.monthly.get(executions) ?? side.perExecution * executions);
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}
