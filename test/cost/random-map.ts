import type { Language, ScopeJson, StateJson, StateType } from "./definition.ts";
import type { Draw } from "./draw.ts";
import { AHEAD, type Entry, type Fragment } from "./fragments.ts";

/** What Maps are made of. */
export interface MapParts {
  readonly draw: Draw;
  /** Whether the states run in an Express execution. */
  readonly isExpress: boolean;
  language(): Language;
  entry(type: StateType, language: Language, fields: Partial<StateJson>): Entry;
  /** A new name for a variable. */
  variable(): string;
  /** A Map that leads ahead. */
  around(type: "Map", language: Language, fields: Partial<StateJson>): Entry;
  /** A scope one level deeper. */
  inside(runsExpress?: boolean): ScopeJson;
}

type Make = (more: Partial<StateJson>) => Entry;

/** A Map with the state before it that gives it its items, if there is one. */
export function mapOf(parts: MapParts): Fragment {
  const { draw } = parts;
  const language = parts.language();
  const isDistributed = !parts.isExpress && draw.chance(25);
  const fields = {
    ...(isDistributed ? distributedProcessor(parts) : inlineProcessor(parts)),
    ...(draw.chance(40) ? concurrencyOf(language, draw) : {}),
  };
  const make: Make = (more) => parts.around("Map", language, { ...fields, ...more });
  if (draw.chance(50)) return [make(openItems(language, draw))];
  const list = Array.from({ length: draw.pick(2, 3, 1, 0, 4) }, (_, at) => at);
  if (draw.chance(20)) return inVariable(list, language, make, parts);
  if (language === "JSONata") return [make({ Items: itemsOf(list, draw) })];
  const [given, read] = draw.pick<readonly [Partial<StateJson>, Partial<StateJson>]>(
    [{ Result: list }, {}],
    [{ Result: { list } }, { ItemsPath: "$.list" }],
    [{ Result: list, ResultPath: "$.list" }, { ItemsPath: "$.list" }],
    [{ Result: list, ResultPath: "$.list" }, {}],
    [{ Result: list, ResultPath: "$.list" }, { InputPath: "$.list" }],
    [{ Parameters: { "list.$": "States.Array($.a, $.b)" } }, { ItemsPath: "$.list" }],
  );
  return [parts.entry("Pass", "JSONPath", { ...given, Next: AHEAD }), make(read)];
}

/** The ways to write down items in JSONata. */
function itemsOf(list: readonly number[], draw: Draw): unknown {
  return draw.pick<unknown>(
    list,
    `{% [${list.join(", ")}] %}`,
    `{% [1..${list.length}] %}`,
    ["{% $states.input.a %}", ...list],
    `{% [${["$states.input.a", ...list].join(", ")}] %}`,
  );
}

/** Items in a variable, which may be set elsewhere too, perhaps for a Map that lies deeper. */
function inVariable(list: readonly number[], language: Language, make: Make, parts: MapParts): Fragment {
  const { draw } = parts;
  const name = parts.variable();
  const set = (value: unknown): Entry =>
    parts.entry("Pass", parts.language(), { Assign: { [name]: value }, Next: AHEAD });
  const map = make(language === "JSONata" ? { Items: `{% $${name} %}` } : { ItemsPath: `$${name}` });
  const { Next: _next, Catch: _catch, ...last } = map.state;
  const inner = { StartAt: map.name, States: { [map.name]: { ...last, End: true } } };
  const deeper = parts.entry("Parallel", parts.language(), { Branches: [inner], Next: AHEAD });
  return [set(list), ...(draw.chance(20) ? [set([...list, 7])] : []), draw.chance(40) ? deeper : map];
}

function concurrencyOf(language: Language, draw: Draw): Partial<StateJson> {
  const open =
    language === "JSONata" ? { MaxConcurrency: "{% $states.input.most %}" } : { MaxConcurrencyPath: "$.most" };
  return draw.pick<Partial<StateJson>>({ MaxConcurrency: 1 }, { MaxConcurrency: 2 }, { MaxConcurrency: 0 }, open);
}

/** Items that the definition does not say. */
function openItems(language: Language, draw: Draw): Partial<StateJson> {
  if (draw.chance(50)) return {};
  return language === "JSONata" ? { Items: "{% $states.input.list %}" } : { ItemsPath: "$.list" };
}

function inlineProcessor(parts: MapParts): Partial<StateJson> {
  const scope = parts.inside();
  return parts.draw.do<Partial<StateJson>>(
    () => ({ ItemProcessor: scope }),
    () => ({ ItemProcessor: scope }),
    () => ({ ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...scope } }),
    () => ({ Iterator: scope }),
  );
}

function distributedProcessor(parts: MapParts): Partial<StateJson> {
  const { draw } = parts;
  const ExecutionType = draw.pick("STANDARD", "EXPRESS");
  const scope = parts.inside(ExecutionType === "EXPRESS");
  const limit = draw.chance(50) ? { ReaderConfig: { InputType: "JSON", MaxItems: draw.pick(2, 4) } } : {};
  const reader = { ItemReader: { Resource: "arn:aws:states:::s3:getObject", ...limit } };
  return {
    ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType }, ...scope },
    ...(draw.chance(30) ? reader : {}),
    ...(draw.chance(30) ? { ItemBatcher: { MaxItemsPerBatch: 2 } } : {}),
  };
}
