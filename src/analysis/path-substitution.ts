import { callsIn, nestingDepth, parseIntrinsic, pathsIn } from "../asl/intrinsics.ts";
import { type ParsedPath, type PathStep, parsePath } from "../asl/jsonpath.ts";
import { evaluatedName, evaluationOf } from "../asl/template.ts";
import type { Json } from "../document/editor.ts";

export type JsonObject = { readonly [key: string]: Json };

/** A value, and the names that lead to where it is put; none for all of the input. */
export interface Put {
  readonly at: readonly string[];
  readonly value: Value;
}

/** A template, or what a path finds. */
export type Value = { readonly template: Json } | { readonly path: string };

/** What takes the place of a path or call: another one, or data. */
type Found = { readonly kind: "path" | "call"; readonly text: string } | { readonly kind: "data"; readonly json: Json };

// https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
const DEEPEST = 10;

/**
 * Rewrites what a state reads, so that it says the same of the input of the state before it. `failed` is set once
 * something cannot be said so; what is answered then means nothing.
 */
export class Substitution {
  failed = false;
  /** Whether something is read that the state before has put there. */
  readsPut = false;

  constructor(
    private readonly put: Put | undefined,
    /** The variables that the state before assigns: they have no value yet. */
    private readonly assigned: ReadonlySet<string>,
  ) {}

  inValue(value: Value): Value {
    if ("template" in value) return { template: this.inTemplate(value.template) };
    const found = this.inText(value.path);
    if (found.kind === "data") return { template: found.json };
    if (found.kind === "call") this.failed = true;
    return { path: found.text };
  }

  inTemplate(json: Json): Json {
    if (Array.isArray(json)) return json.map((item) => this.inTemplate(item));
    if (!isObject(json)) return json;
    const entries = Object.entries(json).map(([key, value]): [string, Json] => {
      const name = evaluatedName(key);
      if (name === undefined || typeof value !== "string") return [key, this.inTemplate(value)];
      const found = this.inText(value);
      return found.kind === "data" ? [name, found.json] : [key, found.text];
    });
    return Object.fromEntries(entries);
  }

  private inText(text: string): Found {
    return evaluationOf(text) === "call" ? this.inCall(text) : this.inPath(parsePath(text));
  }

  private inCall(text: string): Found {
    const call = parseIntrinsic(text);
    if (call === undefined || call.error !== undefined) return this.fail(text);
    let written = text;
    // From the last one on, so that the places of those before stay right.
    for (const path of [...pathsIn(call)].reverse()) {
      const argument = argumentOf(this.inPath(path));
      if (argument === undefined) return this.fail(text);
      written = written.slice(0, path.range[0]) + argument + written.slice(path.range[1]);
    }
    const changed = parseIntrinsic(written);
    if (changed === undefined || changed.error !== undefined || nestingDepth(changed) > DEEPEST) return this.fail(text);
    return { kind: "call", text: written };
  }

  private inPath(path: ParsedPath): Found {
    const { text, root, rootRange, range, variable, steps } = path;
    const same: Found = { kind: "path", text };
    // A filter can read from a root of its own.
    if (path.error !== undefined || text.includes("$", rootRange[1] - range[0])) return this.fail(text);
    if (root === "variable") return this.assigned.has(variable ?? "") ? this.fail(text) : same;
    const [first] = steps;
    // The name and the time of the state itself are others once it is part of the state before.
    if (root === "context") return first?.kind !== "name" || first.name === "State" ? this.fail(text) : same;
    if (this.put === undefined) return same;
    for (const [i, name] of this.put.at.entries()) {
      const step = steps[i];
      if (step?.kind !== "name" || step.descendant) return this.fail(text);
      if (step.name !== name) return same;
    }
    this.readsPut = true;
    return this.below(this.put.value, path, this.put.at.length);
  }

  /** What the steps of a path from the `depth`-th on find in a value. */
  private below(value: Value, path: ParsedPath, depth: number): Found {
    const steps = path.steps.slice(depth);
    if ("path" in value) return this.behind(value.path, path, steps);
    const [step, ...others] = steps;
    const { template } = value;
    if (step === undefined) return { kind: "data", json: template };
    if (step.kind !== "name" || step.descendant || !isObject(template)) return this.fail(path.text);
    if (Object.hasOwn(template, step.name)) {
      return this.below({ template: template[step.name] ?? null }, path, depth + 1);
    }
    const text = Object.hasOwn(template, `${step.name}.$`) ? template[`${step.name}.$`] : undefined;
    return typeof text === "string" ? this.behind(text, path, others) : this.fail(path.text);
  }

  /** What further steps of a path find in what another path or a call gives. */
  private behind(text: string, path: ParsedPath, steps: readonly PathStep[]): Found {
    const [step] = steps;
    const kind = evaluationOf(text);
    if (kind === "call" && step === undefined) return { kind, text };
    const base = parsePath(text);
    if (kind !== "path" || base.error !== undefined) return this.fail(path.text);
    // Behind a path that finds several values, steps mean each of them, not the list.
    const isOne = base.steps.every((each) => !each.descendant && (each.kind === "name" || each.kind === "index"));
    if (step !== undefined && !isOne) return this.fail(path.text);
    return { kind, text: step === undefined ? text : text + path.text.slice(step.range[0] - path.range[0]) };
  }

  private fail(text: string): Found {
    this.failed = true;
    return { kind: "path", text };
  }
}

/** What is found, as an argument of a call; `undefined` where none can say it. */
function argumentOf(found: Found): string | undefined {
  if (found.kind !== "data") return found.text;
  const { json } = found;
  if (typeof json === "string") return /^[\w .,:;/@+-]*$/.test(json) ? `'${json}'` : undefined;
  return json === null || typeof json === "number" || typeof json === "boolean" ? String(json) : undefined;
}

export function isObject(json: Json): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The paths and calls of a template. */
export function* evaluatedTexts(json: Json): Generator<string> {
  if (Array.isArray(json)) for (const item of json) yield* evaluatedTexts(item);
  if (!isObject(json)) return;
  for (const [key, value] of Object.entries(json)) {
    if (evaluatedName(key) === undefined) yield* evaluatedTexts(value);
    else yield String(value);
  }
}

/** Whether a value differs each time it is made. */
export function isRandom(value: Value): boolean {
  const texts = "path" in value ? [] : [...evaluatedTexts(value.template)];
  return texts.some((text) => {
    const call = parseIntrinsic(text);
    return call !== undefined && [...callsIn(call)].some(({ name }) => /^States\.(?:UUID|MathRandom)$/.test(name));
  });
}
