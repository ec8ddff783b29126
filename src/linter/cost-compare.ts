import { type ChangeSide, type CostChange, dollarsOf, type MachineReport, transitionsOf } from "./cost-report.ts";

/** What an earlier report in JSON says of a machine. */
export interface EarlierMachine {
  readonly filePath: string;
  readonly name: string | null;
  readonly pointer: string;
  readonly side: ChangeSide | undefined;
}

/** Reads an earlier report, as `--format json` writes it; `undefined` if the value is none. */
export function earlierMachines(value: unknown): EarlierMachine[] | undefined {
  if (!isObject(value) || value.version !== 1 || !Array.isArray(value.machines)) return undefined;
  const machines = value.machines.map(machineIn);
  return machines.every((machine) => machine !== undefined) ? machines : undefined;
}

function machineIn(value: unknown): EarlierMachine | undefined {
  if (!isObject(value) || typeof value.filePath !== "string") return undefined;
  const { filePath, name, pointer, growth, money, type } = value;
  const place = {
    filePath,
    name: typeof name === "string" ? name : null,
    pointer: typeof pointer === "string" ? pointer : "",
  };
  if (money === null || money === undefined) return { ...place, side: undefined };
  if (!isObject(money) || typeof growth !== "string" || !isObject(money.perExecution)) return undefined;
  const { standard, express } = money.perExecution;
  const perExecution = type === "EXPRESS" && typeof express === "number" ? express : standard;
  if (typeof perExecution !== "number" || typeof money.transitions !== "number") return undefined;
  return { ...place, side: { growth, transitions: money.transitions, perExecution } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets machines beside those of an earlier report: by file and name, and where only one is left of each, beside that. */
export function changesSince(earlier: readonly EarlierMachine[], machines: readonly MachineReport[]): CostChange[] {
  const left = [...earlier];
  const take = (fits: (machine: EarlierMachine) => boolean): EarlierMachine | undefined => {
    const at = left.findIndex(fits);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  const found = machines.map((machine) => {
    const { filePath, pointer, name = null } = machine;
    const before =
      take((other) => other.filePath === filePath && other.pointer === pointer && other.name === name) ??
      take((other) => other.filePath === filePath && other.name === name);
    return { machine, before };
  });
  // A definition that was moved or renamed, such as a copy that is compared with the one before it.
  const single = found.filter(({ before }) => before === undefined);
  if (single.length === 1 && left.length === 1 && single[0] !== undefined) single[0].before = left.pop();
  return [
    ...found.map(({ machine, before }) => ({
      machine: titleIn(machine.filePath, machine.name ?? null),
      before: before?.side,
      after: sideOf(machine),
    })),
    ...left.map(({ filePath, name, side }) => ({ machine: titleIn(filePath, name), before: side, after: undefined })),
  ];
}

function titleIn(filePath: string, name: string | null): string {
  return name === null ? filePath : `${name} (${filePath})`;
}

function sideOf(machine: MachineReport): ChangeSide | undefined {
  const { priced } = machine;
  const perExecution = dollarsOf(machine);
  if (priced === undefined || perExecution === undefined) return undefined;
  return { growth: priced.cost.growth, transitions: transitionsOf(priced), perExecution };
}
