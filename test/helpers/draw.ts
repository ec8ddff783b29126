import { createSourceFile } from "../../src/document/source-file.ts";
import { drawMachine } from "../../src/linter/draw.ts";
import type { Arrow, Box, Drawing, Frame } from "../../src/linter/drawing.ts";
import { type LintedMachine, lintFile } from "../../src/linter/lint.ts";
import type { Rule } from "../../src/linter/rule.ts";
import { loadReaders } from "../../src/readers/load.ts";
import { active } from "./lint.ts";

const readers = await loadReaders(["yaml", "jsonata"]);

/** A machine from a text or a plain value, drawn with what rules find in it. */
export function drawn(definition: string | object, rules: Readonly<Record<string, Rule>> = {}): Drawing | undefined {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  const machines: LintedMachine[] = [];
  const options = { onMachine: (machine: LintedMachine) => machines.push(machine) };
  const result = lintFile(createSourceFile("machine.asl", text), "declared", active(rules), readers, options);
  const [machine] = machines;
  if (result === undefined || machine === undefined) throw new Error("no definition");
  return drawMachine(machine, result.problems, "machine");
}

/** The same where there is something to draw. */
export function drawnMachine(...given: Parameters<typeof drawn>): Drawing {
  const drawing = drawn(...given);
  if (drawing === undefined) throw new Error("nothing to draw");
  return drawing;
}

/** States of which the first is the start, drawn. */
export function drawnStates(states: Readonly<Record<string, unknown>>): Drawing {
  return drawnMachine({ StartAt: Object.keys(states)[0], States: states });
}

export function boxesOf({ frame }: Drawing): Box[] {
  return framesIn(frame).flatMap(({ boxes }) => boxes);
}

export function framesIn(frame: Frame): Frame[] {
  return [frame, ...frame.frames.flatMap(framesIn)];
}

/** The first line of a box: the name of a state; the kind of a box without lines. */
export function nameOf({ lines, kind }: Box): string {
  return lines[0] ?? kind;
}

/** The arrows as "A next B", with their labels behind a colon. */
export function arrowsOf(drawing: Drawing): string[] {
  const names = new Map(boxesOf(drawing).map((box) => [box.id, nameOf(box)]));
  return drawing.arrows.map(({ from, to, kind, lines }: Arrow) => {
    const label = lines.length === 0 ? "" : `: ${lines.join(" | ")}`;
    return `${names.get(from)} ${kind} ${names.get(to)}${label}`;
  });
}
