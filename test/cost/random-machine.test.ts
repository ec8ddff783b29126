import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catchNames,
  languageOf,
  type MachineJson,
  nextNames,
  processorOf,
  reachableNames,
  type ScopeJson,
  type StateJson,
} from "./definition.ts";
import { explorer, MODES } from "./explorers.ts";
import { walk } from "./interpreter.ts";
import { type RandomMachine, randomMachine } from "./random-machine.ts";
import { entriesOf } from "./symbols.ts";
import type { Walk } from "./walk.ts";

const samples = fc.sample(randomMachine, { seed: 1, numRuns: 300 });

/** The scopes of a machine, those of distributed Maps too. */
function everyScopeOf(scope: ScopeJson): ScopeJson[] {
  const inner = Object.values(scope.States).flatMap((state) =>
    state.Type === "Parallel" ? (state.Branches ?? []) : state.Type === "Map" ? [processorOf(state)] : [],
  );
  return [scope, ...inner.flatMap(everyScopeOf)];
}

const targetsOf = (state: StateJson): string[] => [...nextNames(state), ...catchNames(state)];
const statesOf = (machine: MachineJson): [string, StateJson][] =>
  everyScopeOf(machine).flatMap(({ States }) => Object.entries(States));

describe("a random machine", () => {
  it("leads to states of the scope only, and to each of them", () => {
    const wrong = samples
      .flatMap(({ machine }) => everyScopeOf(machine))
      .filter((scope) => {
        const names = Object.keys(scope.States);
        const isClosed = Object.values(scope.States)
          .flatMap(targetsOf)
          .every((name) => names.includes(name));
        return !isClosed || reachableNames(scope, targetsOf).size < names.length;
      });
    expect(wrong).toEqual([]);
  });

  it("has names that are different in all its scopes", () => {
    const wrong = samples.filter(({ machine }) => {
      const names = statesOf(machine).map(([name]) => name);
      return new Set(names).size < names.length;
    });
    expect(wrong).toEqual([]);
  });

  it("has states that lead on or end", () => {
    const wrong = samples
      .flatMap(({ machine }) => statesOf(machine))
      .filter(([, { Type, Next, End, Choices }]) => {
        const ways = [Next, End, Choices].filter((field) => field !== undefined);
        return ways.length !== (Type === "Succeed" || Type === "Fail" ? 0 : 1);
      });
    expect(wrong).toEqual([]);
  });

  it("has a way to end", () => {
    const ends = ({ Type, End }: StateJson): boolean => End === true || Type === "Succeed" || Type === "Fail";
    expect(samples.filter(({ machine }) => !Object.values(machine.States).some(ends))).toEqual([]);
  });

  it("has fields of its language only", () => {
    const PATHS = ["ItemsPath", "Parameters", "Result", "ResultPath", "ResultSelector", "SecondsPath"];
    const JSONATA = ["Arguments", "Items", "Output"];
    const wrong = samples.flatMap(({ machine }) =>
      statesOf(machine).filter(([, state]) => {
        const language = languageOf(state, machine);
        if (machine.QueryLanguage === "JSONata" && language !== "JSONata") return true;
        return (language === "JSONata" ? PATHS : JSONATA).some((field) => field in state);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("waits for nothing in Express", () => {
    for (const { machine } of samples.filter(({ type }) => type === "EXPRESS")) {
      expect(JSON.stringify(machine)).not.toMatch(/\.sync|waitForTaskToken|:activity:|DISTRIBUTED/);
    }
  });

  it("shrinks to a state and an end", () => {
    const found = fc.check(
      fc.property(randomMachine, (_: RandomMachine) => false),
      { seed: 1, numRuns: 1 },
    );
    expect(Object.values(found.counterexample?.[0].machine.States ?? {})).toHaveLength(2);
  });
});

describe("among random machines are", () => {
  const texts = samples.map(({ machine }) => JSON.stringify(machine));
  it.each([
    ["all types of states", /"Task"/, /"Pass"/, /"Choice"/, /"Wait"/, /"Succeed"/, /"Fail"/, /"Parallel"/, /"Map"/],
    ["Tasks of all kinds", /:lambda:us/, /lambda:invoke"/, /\.sync"/, /\.sync:2"/, /\.waitForTaskToken"/, /:activity:/],
    ["distributed Maps", /DISTRIBUTED.*STANDARD/, /DISTRIBUTED.*EXPRESS/, /"MaxItems":/, /"MaxItemsPerBatch":/],
    ["retriers", /"MaxAttempts":0/, /"MaxAttempts":30/, /"Retry":\[\{[^}]*\},\{[^}]*\},\{/],
    ["literal items", /"Items":\[/, /"Items":"\{% \[/, /"Result":\[/, /"Result":\{"list"/],
    ["counters", /MathAdd\(\$n/, /MathAdd\(\$\.n/, /MathAdd\(\$\.held/, /\{% \$n\d+ \+ /, /input\.n\d+ - /],
    [
      "guards",
      /NumericGreaterThanEquals/,
      /NumericLessThan"/,
      /\{% \$n\d+ >= /,
      /\{% \d \S+ \$n/,
      /"And":\[/,
      /"Or":\[/,
    ],
    ["deadlines", /\$millis\(\) - \$n\d+ > /],
    ["timeouts", /"TimeoutSeconds"/],
  ] as const)("%s", (_, ...patterns) => {
    const absent = (patterns as readonly RegExp[]).filter((pattern) => !texts.some((text) => pattern.test(text)));
    expect(absent).toEqual([]);
  });

  it("loops of several entries, nested ones, ones of a single state, and some that only catchers close", () => {
    const kinds = new Set(samples.flatMap(({ machine }) => everyScopeOf(machine).flatMap(loopKindsOf)));
    expect([...kinds].sort()).toEqual(["caught", "irreducible", "nested", "self"]);
  });
});

/** What loops there are in a scope. */
function loopKindsOf(scope: ScopeJson): string[] {
  const names = Object.keys(scope.States);
  const loops = componentsOf(names, scope, targetsOf);
  const kinds = loops.flatMap((loop) => {
    const inner = componentsOf(
      loop.filter((name) => name !== entriesOf(new Set(loop), scope)[0]),
      scope,
      targetsOf,
    );
    return [
      ...(loop.length === 1 ? ["self"] : []),
      ...(entriesOf(new Set(loop), scope).length > 1 ? ["irreducible"] : []),
      ...(inner.length > 0 ? ["nested"] : []),
      ...(componentsOf(loop, scope, nextNames).length === 0 ? ["caught"] : []),
    ];
  });
  return kinds;
}

/** Sets of states that lead to each other, if there are ways round in them. */
function componentsOf(names: readonly string[], scope: ScopeJson, follow: (state: StateJson) => string[]): string[][] {
  const leadsTo = (from: string): Set<string> => {
    const seen = new Set<string>();
    const pending = [from];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const state = scope.States[name];
      for (const next of state === undefined ? [] : follow(state)) {
        if (seen.has(next) || !names.includes(next)) continue;
        seen.add(next);
        pending.push(next);
      }
    }
    return seen;
  };
  const reached = new Map(names.map((name) => [name, leadsTo(name)]));
  const looping = names.filter((name) => reached.get(name)?.has(name));
  const components = new Map<string, string[]>();
  for (const name of looping) {
    const together = looping.filter((other) => reached.get(name)?.has(other) && reached.get(other)?.has(name)).sort();
    components.set(together.join(), together);
  }
  return [...components.values()];
}

describe("walks", () => {
  it("are the same each time", () => {
    const walks = (): Walk[] => samples.map(({ machine }) => walk(machine, explorer(machine, "random", 7)));
    expect(walks()).toEqual(walks());
  });

  it.each(MODES)("that are %s mostly come to an end", (mode) => {
    const outcomes = samples.map(
      ({ machine, type }) => walk(machine, explorer(machine, mode, 7), { limit: 500, type }).outcome,
    );
    const ended = outcomes.filter((outcome) => outcome === "succeeded" || outcome === "failed");
    expect(ended.length).toBeGreaterThan(samples.length / 4);
  });
});
