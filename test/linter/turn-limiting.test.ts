import jsonata from "jsonata";
import { describe, expect, test } from "vitest";
import * as yaml from "yaml";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findLoops } from "../../src/analysis/loops.ts";
import { turnLimit } from "../../src/analysis/turn-limit.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { applyEdits, type ParsedTree } from "../../src/document/editor.ts";
import { parseJson } from "../../src/document/json.ts";
import { parseYaml } from "../../src/document/yaml.ts";
import { limitTurns } from "../../src/linter/turn-limiting.ts";
import { end, pass, task, wait } from "../helpers/machine.ts";

const TURNS = 40;

function loopIn({ root }: ParsedTree) {
  const graph = buildGraph(parseMachine(root, createJsonataReader(jsonata)));
  return { graph, loop: findLoops(graph, "STANDARD")[0] };
}

/** The bound of the loop of a text once its turns are limited. */
function boundOnceLimited(text: string, read: (text: string) => ParsedTree) {
  const tree = read(text);
  const { graph, loop } = loopIn(tree);
  const limit = loop && turnLimit(loop, graph, text, TURNS);
  const edits = limit && limitTurns(tree.edit, limit, TURNS);
  if (edits === undefined) throw new Error("no edits");
  const changed = read(applyEdits(text, edits));
  expect(changed.issues).toEqual([]);
  return loopIn(changed).loop?.bound;
}

const polls = (states: object, choices: object[], otherwise: string) => ({
  StartAt: "Start",
  States: {
    ...states,
    "Done?": { Type: "Choice", Choices: choices, Default: otherwise },
    Done: end,
  },
});
const waitFirst = { Start: pass("Wait"), Wait: wait(60, "Ask"), Ask: task("Done?") };
const askFirst = { Start: pass("Ask"), Ask: task("Done?"), Wait: wait(60, "Ask") };
const done = { Variable: "$.status", StringEquals: "DONE", Next: "Done" };
const running = { Variable: "$.status", StringEquals: "RUNNING", Next: "Wait" };
const queued = { Variable: "$.status", StringEquals: "QUEUED", Next: "Wait" };
const inJsonata = (condition: string, next: string) => ({ Condition: `{% ${condition} %}`, Next: next });

describe.each([
  ["JSON", parseJson, (machine: object) => JSON.stringify(machine)],
  ["JSON over many lines", parseJson, (machine: object) => JSON.stringify(machine, null, 2)],
  ["YAML", (text: string) => parseYaml(text, yaml), (machine: object) => yaml.stringify(machine)],
])("a loop in %s whose turns are limited", (_, read, write) => {
  test.each<[name: string, machine: object, turns: number]>([
    ["behind what ends it", polls(waitFirst, [done], "Wait"), TURNS],
    ["behind what ends it, the Wait last", polls(askFirst, [done], "Wait"), TURNS + 1],
    ["in front of what goes on", polls(waitFirst, [running], "Wait"), TURNS],
    [
      "in JSONata",
      {
        QueryLanguage: "JSONata",
        ...polls(waitFirst, [inJsonata("$states.input.status = 'DONE'", "Done")], "Wait"),
      },
      TURNS,
    ],
  ])("is proved to end: %s", (_name, machine, turns) => {
    expect(boundOnceLimited(write(machine), read)).toEqual({ kind: "counter", turns });
  });

  test.each<[name: string, machine: object]>([
    ["together with what goes on", polls(waitFirst, [running, done], "Done")],
    ["together with each that goes on", polls(askFirst, [running, queued], "Done")],
    [
      "together with what goes on in JSONata",
      {
        QueryLanguage: "JSONata",
        ...polls(waitFirst, [inJsonata("$states.input.status = 'RUNNING'", "Wait")], "Done"),
      },
    ],
  ])("counts its turns: %s", (_name, machine) => {
    expect(boundOnceLimited(write(machine), read)?.kind).toBe("counter");
  });
});
