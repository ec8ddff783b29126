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
  /** A Map that leads ahead. */
  around(type: "Map", language: Language, fields: Partial<StateJson>): Entry;
  /** A scope one level deeper. */
  inside(runsExpress?: boolean): ScopeJson;
}

/** A Map with the state before it that gives it its items, if there is one. */
export function mapOf(parts: MapParts): Fragment {
  const { draw } = parts;
  const language = parts.language();
  const isDistributed = !parts.isExpress && draw.chance(20);
  const fields = {
    ...(isDistributed ? distributedProcessor(parts) : inlineProcessor(parts)),
    ...(draw.chance(40) ? { MaxConcurrency: draw.pick(1, 2, 0) } : {}),
  };
  const make = (more: Partial<StateJson>): Entry => parts.around("Map", language, { ...fields, ...more });
  if (draw.chance(50)) return [make(openItems(language, draw))];
  const list = Array.from({ length: draw.pick(2, 3, 1, 0, 4) }, (_, at) => at);
  if (language === "JSONata") return [make({ Items: draw.pick<unknown>(list, `{% [${list.join(", ")}] %}`) })];
  const [given, read] = draw.pick<readonly [Partial<StateJson>, Partial<StateJson>]>(
    [{ Result: list }, {}],
    [{ Result: { list } }, { ItemsPath: "$.list" }],
    [{ Result: list, ResultPath: "$.list" }, { ItemsPath: "$.list" }],
    [{ Result: list, ResultPath: "$.list" }, {}],
  );
  return [parts.entry("Pass", "JSONPath", { ...given, Next: AHEAD }), make(read)];
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
    ...(draw.chance(20) ? { ItemBatcher: { MaxItemsPerBatch: 2 } } : {}),
  };
}
