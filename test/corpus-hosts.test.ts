import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parseMachine } from "../src/asl/parse.ts";
import { statesWithin } from "../src/asl/visit.ts";
import { applyEdits } from "../src/document/editor.ts";
import { plainValue } from "../src/document/nodes.ts";
import { createSourceFile } from "../src/document/source-file.ts";
import type { Definition } from "../src/hosts/host.ts";
import { readDefinitions } from "../src/hosts/read.ts";
import { lintFile } from "../src/linter/lint.ts";
import { defineRule } from "../src/linter/rule.ts";
import { loadReaders } from "../src/readers/load.ts";
import { type HostText, templateTexts } from "./helpers/host-texts.ts";

const corpus = process.env.STEPLINT_CORPUS ?? resolve(import.meta.dirname, "../../shared/corpus");
const PLANTED = "NoSuchStateAnywhere";
const readers = await loadReaders(["yaml", "templates", "terraform", "jsonata"]);

/** Reports the transition that was planted, and mends it. */
const rule = defineRule({
  meta: {
    type: "problem",
    category: "style",
    description: "Report the planted transition",
    recommended: false,
    fixable: true,
    messages: { found: "Found." },
  },
  visit: {
    State(state, { report }) {
      const next = "next" in state ? state.next : undefined;
      if (next?.value !== PLANTED) return;
      report({ at: next.range, messageId: "found", fix: (edit) => edit.replaceValue(next.node, "Mended") });
    },
  },
});

function read(path: string, text: string): readonly Definition[] {
  return readDefinitions(createSourceFile(path, text), "named", readers).definitions;
}

/** The JSON texts of real definitions, each with one transition that leads nowhere. */
function planted(): { name: string; json: string }[] {
  const names = readdirSync(join(corpus, "valid"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:json5?|jsonc|ya?ml|asl)$/.test(name))
    .sort();
  return names.flatMap((name) => {
    const [definition] = read(name, readFileSync(join(corpus, "valid", name), "utf8"));
    if (definition?.root.kind !== "object" || definition.issues.some(({ kind }) => kind === "syntax")) return [];
    const states = [...statesWithin(parseMachine(definition.root))];
    const state = states.findLast((each) => "next" in each && each.next?.value !== undefined);
    if (state === undefined || !("next" in state) || state.next === undefined) return [];
    const mark = state.next.node;
    const pointer = mark.pointer
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    const value = plainValue(definition.root) as Record<string, unknown>; // an object, as the root is
    let holder = value;
    for (const key of pointer.slice(0, -1)) holder = holder[key] as Record<string, unknown>; // the way that was found
    holder[pointer.at(-1) ?? ""] = PLANTED;
    return { name, json: JSON.stringify(value, null, 2) };
  });
}

function check({ name, json }: { name: string; json: string }, host: HostText): string[] {
  const where = `${name} as ${host.name}`;
  const text = host.write(json);
  const active = { id: "found", rule, severity: "warn", options: {} } as const;
  const result = lintFile(createSourceFile(host.path, text), "named", [active], readers);
  const [problem, ...more] = result?.problems ?? [];
  if (problem === undefined || more.length > 0) return [`${where}: ${result?.problems.length} problems`];
  const [start, end] = problem.range;
  const written = text.slice(start, end);
  if (written.replaceAll(/[\\"]/g, "") !== PLANTED) return [`${where}: found at ${written}`];
  if (problem.fix === undefined) return host.isMended ? [`${where}: not mended`] : [];
  const changed = applyEdits(text, problem.fix);
  if (changed !== text.slice(0, start) + written.replace(PLANTED, "Mended") + text.slice(end)) {
    return [`${where}: more than the token is changed`];
  }
  const [before, after] = [read(host.path, text)[0], read(host.path, changed)[0]];
  const meant = before && JSON.stringify(plainValue(before.root)).replace(PLANTED, "Mended");
  return after && JSON.stringify(plainValue(after.root)) === meant ? [] : [`${where}: comes back otherwise`];
}

describe.skipIf(!existsSync(corpus))("real definitions in every host", () => {
  it("have problems and fixes where they stand", () => {
    const definitions = planted();
    expect(definitions.length).toBeGreaterThan(200);
    // Each definition in some of the hosts, each host with many of the definitions.
    const wrong = definitions.flatMap((definition, i) =>
      templateTexts.filter((_, k) => (i + k) % 4 === 0).flatMap((host) => check(definition, host)),
    );
    expect(wrong).toEqual([]);
  });
});
