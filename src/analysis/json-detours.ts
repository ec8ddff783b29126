import { callsIn, type IntrinsicCall } from "../asl/intrinsics.ts";
import { jsonataSource } from "../asl/jsonata.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { Intrinsic, Jsonata, State } from "../asl/model.ts";
import { writtenCalls } from "../asl/written-calls.ts";
import type { Editor } from "../document/editor.ts";
import type { Range, ScalarNode, TextEdit } from "../document/nodes.ts";
import { breakingValue, gluedByFormat, hasKnownKeys, parsedBack } from "./glued-format.ts";
import type { Glued } from "./glued-json.ts";
import { breakingPart, constructorOf, gluedByJoining, parsedJoinsIn } from "./glued-jsonata.ts";
import { gluedByCall, keepsTypes, templateOf } from "./glued-template.ts";
import { type Graph, onlyBefore } from "./graph.ts";
import { isHandedOver, seesInput, storedCall, storedString } from "./handover.ts";
import { together } from "./one-state.ts";
import { writeTemplateValue } from "./template-edits.ts";

/** JSON that is put together as text only to be parsed back. */
export interface JsonDetour {
  readonly at: Range;
  /** What puts it together. */
  readonly glue: "States.Format" | "&";
  readonly what: "object" | "list";
  /** The first value that spoils the text if it holds a quote or a backslash. */
  readonly breaking: string | undefined;
  /** Where it is parsed, if the next state does so. */
  readonly parsed: { readonly state: State; readonly range: Range } | undefined;
  /** Writes what is meant; absent where no template can. */
  readonly rewrite: Rewrite | undefined;
}

export interface Rewrite {
  /** Whether each value surely keeps its type. */
  readonly isExact: boolean;
  change(edit: Editor): TextEdit[] | undefined;
}

/** The detours in a call: what it parses itself, and what the state before stores for it alone. */
export function detoursOfCall(intrinsic: Intrinsic, graph: () => Graph): JsonDetour[] {
  const { text, call } = intrinsic;
  if (!text.includes("States.StringToJson") || call.error !== undefined) return [];
  const parsing = [...callsIn(call)].filter(({ name }) => name === "States.StringToJson");
  const known = parsing.flatMap((inner) => {
    const glued = parsedBack(text, inner);
    // Nothing else in JSONPath makes a key of a value.
    return glued !== undefined && hasKnownKeys(glued) ? [{ inner, glued }] : [];
  });
  const stored = parsing.flatMap((inner) => storedBefore(intrinsic, inner, graph) ?? []);
  const whole = known.length > 0 ? gluedByCall(text, call) : undefined;
  const template = whole && templateOf(whole);
  if (whole !== undefined && template !== undefined) {
    const breaking = known.flatMap(({ glued }) => breakingValue(glued) ?? [])[0];
    const change = (edit: Editor): TextEdit[] | undefined => writeTemplateValue(edit, intrinsic.node, template);
    const rewrite = { isExact: keepsTypes(whole), change };
    return [detour(intrinsic.at(call.range), "States.Format", whole, breaking, rewrite), ...stored];
  }
  // Inside of another call the text is the only way to make an object: what is wrong with it is that it may break.
  const nested = known.flatMap(({ inner, glued }) => {
    const breaking = breakingValue(glued);
    return breaking === undefined ? [] : [detour(intrinsic.at(inner.range), "States.Format", glued, breaking)];
  });
  return [...nested, ...stored];
}

function detour<V>(
  at: Range,
  glue: JsonDetour["glue"],
  { kind }: Glued<V>,
  breaking: string | undefined,
  rewrite?: Rewrite,
  parsed?: JsonDetour["parsed"],
): JsonDetour {
  return { at, glue, what: kind === "array" ? "list" : "object", breaking, parsed, rewrite };
}

function storedBefore(reader: Intrinsic, call: IntrinsicCall, graph: () => Graph): JsonDetour | undefined {
  const [argument] = call.args;
  if (argument?.kind !== "path" || !seesInput(reader.state, argument.path, reader.field)) return undefined;
  const { state, text, node } = reader;
  const before = onlyBefore(state, graph());
  const stored = before && storedCall(before, argument.path);
  const glued = stored && gluedByFormat(stored.text, stored.call);
  if (stored === undefined || glued === undefined || stored.call.error !== undefined || !hasKnownKeys(glued)) {
    return undefined;
  }
  if (!isHandedOver(stored.node, argument.path, node, state)) return undefined;
  const template = templateOf(glued);
  const read = text.slice(0, call.range[0]) + argument.path.text + text.slice(call.range[1]);
  const rewrite = template && {
    isExact: keepsTypes(glued),
    change: (edit: Editor) => together(writeTemplateValue(edit, stored.node, template), edit.replaceValue(node, read)),
  };
  const parsed = { state, range: reader.at(call.range) };
  return detour(stored.at(stored.call.range), "States.Format", glued, breakingValue(glued), rewrite, parsed);
}

/** The detours in an expression: what it parses itself, and what the state before stores for it alone. */
export function detoursOfExpression(jsonata: Jsonata, graph: () => Graph): JsonDetour[] {
  const { source, tree, node } = jsonata;
  if (!source.includes("$parse") || tree.error !== undefined) return [];
  const own = parsedJoinsIn(source, tree.tokens).map(({ range, glued }) => {
    const written = constructorOf(glued);
    const rewrite = written === undefined ? undefined : replacing(node, source, range, written);
    return detour(jsonata.at(range), "&", glued, breakingPart(glued), rewrite);
  });
  return [...own, ...storedForExpression(jsonata, graph)];
}

function replacing(node: ScalarNode, source: string, [start, end]: Range, written: string): Rewrite {
  const text = `{%${source.slice(0, start)}${written}${source.slice(end)}%}`;
  return { isExact: false, change: (edit) => edit.replaceValue(node, text) };
}

function storedForExpression(reader: Jsonata, graph: () => Graph): JsonDetour[] {
  const { source, tree, state, node } = reader;
  return writtenCalls(tree.tokens, "$parse").flatMap(({ range, args }) => {
    const written = args.length === 1 && args[0] ? source.slice(...args[0].range) : "";
    const path = placeRead(written);
    const before = path && onlyBefore(state, graph());
    const stored = before && storedString(before, path);
    const text = stored === undefined ? undefined : jsonataSource(String(stored.value));
    if (path === undefined || stored === undefined || text === undefined) return [];
    const joined = state.scope.machine.readJsonata(text);
    const glued = joined.error === undefined ? gluedByJoining(text, joined.tokens) : undefined;
    if (glued === undefined || !isHandedOver(stored, path, node, state)) return [];
    const made = constructorOf(glued);
    const rewrite = made === undefined ? undefined : replacing(stored, text, [0, text.length], ` ${made} `);
    const whole = rewrite && {
      isExact: false,
      change: (edit: Editor) => together(rewrite.change(edit), replacing(node, source, range, written).change(edit)),
    };
    const parsed = { state, range: reader.at(range) };
    const start = text.length - text.trimStart().length + 2;
    const at = stored.at([start, text.trimEnd().length + 2]);
    return [detour(at, "&", glued, breakingPart(glued), whole, parsed)];
  });
}

/** The place that a plain part of an expression reads, in the input or in a variable. */
function placeRead(written: string): ParsedPath | undefined {
  const input = /^\$states\.input((?:\.[A-Za-z_]\w*)+)$/.exec(written)?.[1];
  if (input !== undefined) return parsePath(`$${input}`);
  return /^\$(?!states$)[A-Za-z_]\w*$/.test(written) ? parsePath(written) : undefined;
}
