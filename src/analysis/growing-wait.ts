import type { Wait } from "../asl/model.ts";
import type { MemberNode } from "../document/nodes.ts";
import type { Loop } from "./loops.ts";
import type { Assignment, Variables } from "./variables.ts";

/** How pauses grow that start with some seconds: each is `rate` times the one before, up to `most` seconds. */
export interface Growth {
  readonly first: number;
  readonly rate: number;
  readonly most: number;
}

/** How many pauses it takes until they come to some seconds in all. */
export function pausesIn(total: number, { first, rate, most }: Growth): number {
  let pauses = 0;
  let passed = 0;
  let pause = Math.min(first, most);
  while (passed < total && pause < most) {
    passed += pause;
    pause = Math.min(pause * rate, most);
    pauses++;
  }
  return pauses + Math.ceil(Math.max(0, total - passed) / most);
}

// What counts from further up would make the first pause a long one.
const GREATEST_FIRST = 1;

/**
 * The variable that counts the turns of a loop in JSONata, and has a number from 0 on whenever a Wait of it is entered; such
 * a number can set the pause.
 */
export function turnCounter(wait: Wait, loop: Loop, variables: Variables): string | undefined {
  if (wait.language !== "JSONata") return undefined;
  const states = new Set(loop.states);
  for (const { assign } of states) {
    if (assign?.node.kind !== "object") continue;
    for (const member of assign.node.members) {
      if (!isStep(member) || variables.before(wait, member.key) !== "always") continue;
      const all = variables.resolve(member.key, wait)?.assignments ?? [];
      if (all.every((each) => (states.has(each.state) ? isStep(each.member) : isFirst(each)))) return member.key;
    }
  }
  return undefined;
}

function isStep({ key, value }: MemberNode): boolean {
  if (value.kind !== "scalar") return false;
  const match = /^\{%\s*(?:\$(\w+)\s*\+\s*1|1\s*\+\s*\$(\w+))\s*%\}$/.exec(String(value.value));
  return (match?.[1] ?? match?.[2]) === key;
}

function isFirst({ name, member: { key, value } }: Assignment): boolean {
  if (key !== name || value.kind !== "scalar" || typeof value.value !== "number") return false;
  return value.value >= 0 && value.value <= GREATEST_FIRST && Number.isInteger(value.value);
}
