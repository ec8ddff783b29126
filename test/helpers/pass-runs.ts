import fc from "fast-check";
import jsonata from "jsonata";
import type { Json } from "../../src/document/editor.ts";

export type Fields = { readonly [key: string]: Json };

/** What a state is handed. */
export interface Run {
  readonly input: Json;
  readonly variables: Fields;
}

const NAMES = ["a", "b", "c"];
const name = fc.constantFrom(...NAMES);
const leaf = fc.constantFrom<Json>("text", 1, true, null);
/** Inputs of a few keys. */
export const data = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, leaf, fc.record({ a: tie("tree"), b: tie("tree"), c: tie("tree") })),
})).tree;
const path = fc.array(name, { maxLength: 2 }).map((names) => ["$", ...names].join("."));
const evaluated = fc.oneof(
  path,
  path.map((read) => `States.Array(${read}, 1)`),
  fc.constant("$v"),
);
const template: fc.Arbitrary<Fields> = fc
  .array(
    fc.oneof(
      fc.tuple(name, leaf),
      fc.tuple(name, fc.record({ a: leaf })),
      fc.tuple(
        name.map((key) => `${key}.$`),
        evaluated,
      ),
    ),
    { maxLength: 2 },
  )
  .map((entries) => Object.fromEntries(new Map(entries.map((entry) => [entry[0].slice(0, 1), entry])).values()));
/** The fields of a Pass of JSONPath. */
export const pathPass: fc.Arbitrary<Fields> = fc.oneof(
  fc.record({ Parameters: template, ResultPath: path }, { requiredKeys: ["Parameters"] }),
  fc.record({ Result: fc.oneof(leaf, fc.record({ a: leaf })), ResultPath: path }, { requiredKeys: ["Result"] }),
  fc.record({ InputPath: path, ResultPath: path }, { requiredKeys: ["InputPath"] }),
  fc.record({ Parameters: template, OutputPath: path }),
  fc.record({ Assign: fc.record({ v: leaf }) }),
  fc.record({ Assign: fc.record({ "w.$": evaluated }) }),
);

/** What a Pass does, with the few paths and calls that these tests write; `undefined` where it fails. */
export function runPath(pass: Fields, { input, variables }: Run): Run | undefined {
  let failed = false;
  const find = (text: string, root: Json): Json => {
    const call = /^States\.Array\((.*), 1\)$/.exec(text);
    if (call) return [find(call[1] ?? "", root), 1];
    if (!text.startsWith("$")) return JSON.parse(text.replaceAll("'", '"')) as Json;
    if (text === "$v") return variables.v ?? null;
    let at: Json | undefined = root;
    for (const key of text.split(".").slice(1)) at = isObject(at) ? at[key] : undefined;
    failed ||= at === undefined;
    return at ?? null;
  };
  const fill = (json: Json, root: Json): Json => {
    if (!isObject(json)) return json;
    const entries = Object.entries(json).map(([key, value]) =>
      key.endsWith(".$") ? [key.slice(0, -2), find(String(value), root)] : [key, fill(value, root)],
    );
    return Object.fromEntries(entries);
  };
  const put = (into: Json, names: readonly string[], value: Json): Json => {
    const [first, ...others] = names;
    if (first === undefined) return value;
    failed ||= !isObject(into);
    const there = isObject(into) ? into : {};
    return { ...there, [first]: put(there[first] ?? {}, others, value) };
  };
  const effective = find(String(pass.InputPath ?? "$"), input);
  const { Parameters: parameters, Result: result = effective } = pass;
  const made = parameters === undefined ? result : fill(parameters, effective);
  const whole = put(
    input,
    String(pass.ResultPath ?? "$")
      .split(".")
      .slice(1),
    made,
  );
  const assigned = fill(pass.Assign ?? {}, made) as Fields;
  const output = find(String(pass.OutputPath ?? "$"), whole);
  return failed ? undefined : { input: output, variables: { ...variables, ...assigned } };
}

function isObject(json: Json | undefined): json is Fields {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

const inputPath = fc.array(name, { maxLength: 2 }).map((names) => ["$states.input", ...names].join("."));
const expression = fc.oneof(
  inputPath,
  inputPath.map((read) => `$string(${read}) & '!'`),
  inputPath.map((read) => `{'a': ${read}, 'b': $v}`),
  fc.tuple(inputPath, inputPath).map(([one, other]) => `($x := ${one}; [$x, ${other}])`),
);
const jsonataValue = fc.oneof(
  leaf,
  expression.map((source) => `{% ${source} %}`),
);
const jsonataTree = fc.oneof(jsonataValue, fc.record({ a: jsonataValue, b: jsonataValue }));
/** The fields of a Pass of JSONata. */
export const jsonataPass: fc.Arbitrary<Fields> = fc.oneof(
  fc.record({ Output: jsonataTree }),
  fc.record({ Assign: fc.record({ w: jsonataValue }) }),
  fc.record({ Output: jsonataTree, Assign: fc.record({ v: jsonataValue }) }),
);

/** What a Pass does; `undefined` where it fails, as it does on an expression without a value. */
export async function runJsonata(pass: Fields, { input, variables }: Run): Promise<Run | undefined> {
  let failed = false;
  const fill = async (json: Json): Promise<Json> => {
    if (typeof json === "string" && json.startsWith("{%")) {
      const value: unknown = await jsonata(json.slice(2, -2)).evaluate(null, { ...variables, states: { input } });
      failed ||= value === undefined;
      return JSON.parse(JSON.stringify(value ?? null)) as Json;
    }
    if (Array.isArray(json)) return Promise.all(json.map(fill));
    if (!isObject(json)) return json;
    const entries = await Promise.all(Object.entries(json).map(async ([key, value]) => [key, await fill(value)]));
    return Object.fromEntries(entries) as Fields;
  };
  const output = pass.Output === undefined ? input : await fill(pass.Output);
  const assigned = (await fill(pass.Assign ?? {})) as Fields;
  return failed ? undefined : { input: output, variables: { ...variables, ...assigned } };
}
