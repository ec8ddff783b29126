import { visitExpressions } from "../asl/expressions.ts";
import { callsIn, pathsIn } from "../asl/intrinsics.ts";
import { type JsonataParts, jsonataParts, type Run } from "../asl/jsonata-parts.ts";
import { jsonataTokens } from "../asl/jsonata-tokens.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import type { StateMachine } from "../asl/model.ts";
import { statesWithin } from "../asl/visit.ts";
import { lastName, testsOf } from "./conditions.ts";
import { asksForFirst } from "./emulations.ts";

/**
 * The names of the lists whose first item is read somewhere in a machine: by an index, a slice or a function, but for mere
 * questions whether it is there. Where it is read, who asks for it means that item, not the length of the list.
 */
export function listsReadFirst(machine: StateMachine): ReadonlySet<string> {
  let names = known.get(machine);
  if (names === undefined) {
    names = readFirstIn(machine);
    known.set(machine, names);
  }
  return names;
}

// Each question for a first item asks the same of the whole machine.
const known = new WeakMap<StateMachine, ReadonlySet<string>>();

/** What a list is called by in `listsReadFirst`: the last name on the way to it, `$` for a whole input. */
export function nameOfList(list: ParsedPath): string {
  return lastName(list) ?? "$";
}

function readFirstIn(machine: StateMachine): Set<string> {
  const names = new Set<string>();
  for (const state of statesWithin(machine)) {
    const tests = state.type === "Choice" ? testsOf(state) : [];
    const questions = new Set(
      tests.flatMap((test) => (test.kind === "path" && asksForFirst(test) ? [test.rule.variable?.node] : [])),
    );
    visitExpressions(state, {
      path({ path, node }) {
        if (!questions.has(node)) addFirsts(path, names);
      },
      intrinsic({ call }) {
        for (const path of pathsIn(call)) addFirsts(path, names);
        for (const { name, args } of callsIn(call)) {
          const [list, index] = args;
          const isFirst = name === "States.ArrayGetItem" && index?.kind === "number" && index.value === 0;
          if (isFirst && list?.kind === "path") names.add(nameOfList(list.path));
        }
      },
      jsonata({ source }) {
        if (!/\[\s*0\s*\]/.test(source)) return;
        const parts = jsonataParts({ source, tokens: jsonataTokens(source) });
        for (const { list, asked } of firstItems(parts)) if (!asked) names.add(nameOfRun(parts, list));
      },
    });
  }
  return names;
}

function addFirsts({ steps, variable }: ParsedPath, names: Set<string>): void {
  let name = variable ?? "$";
  for (const step of steps) {
    if (step.kind === "name") name = step.name;
    else if (step.kind === "index" ? step.index === 0 : step.kind === "slice" && (step.from ?? 0) === 0)
      names.add(name);
  }
}

/** A first item in an expression: `list[0]`. */
export interface FirstItem {
  /** From the `(` or operator before it up to the `[`. */
  readonly list: Run;
  /** Whether `$exists(…)` holds nothing else. */
  readonly asked: boolean;
  /** The row with the index, or with `$exists( )` around it. */
  readonly run: Run;
}

/** The first items that an expression asks for or reads. */
export function firstItems(parts: JsonataParts): FirstItem[] {
  const { tokens, operator, partner } = parts;
  const found: FirstItem[] = [];
  tokens.forEach(({ text, kind }, at) => {
    if (kind !== "number" || text !== "0" || operator(at - 1) !== "[" || operator(at + 1) !== "]") return;
    const open = operator(at + 2) === ")" ? partner(at + 2) : undefined;
    const asked = open !== undefined && tokens[open - 1]?.text === "$exists" && operator(open - 2) !== "~>";
    const list: Run = [asked ? open + 1 : at - 2, at - 1];
    found.push({ list, asked, run: asked ? [open - 1, at + 3] : [at - 2, at + 2] });
  });
  return found;
}

/** What the list of a first item is called. */
export function nameOfRun({ tokens }: JsonataParts, [, to]: Run): string {
  return (tokens[to - 1]?.text ?? "").replace(/^\$(?=.)|`/g, "");
}
