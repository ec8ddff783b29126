import { structureFacts } from "../data/fields.ts";
import { type MemberNode, type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { numberField, stringField, stringListField } from "./fields.ts";
import { jsonataSource } from "./jsonata.ts";
import type { Field, ItemReader, MapState, ReaderConfig } from "./model.ts";

/**
 * Whether a Map runs its items as executions of their own; `undefined` where the text does not say it.
 *
 * @param processor the value of `ItemProcessor` or `Iterator`.
 */
export function isDistributedProcessor(processor: ValueNode | undefined): boolean | undefined {
  if (processor?.kind !== "object") return undefined;
  const config = processor.get("ProcessorConfig");
  if (config === undefined) return processor.open ? undefined : false;
  if (config.kind !== "object") return undefined;
  const mode = stringField(config, "Mode");
  if (mode === undefined) return config.open ? undefined : false;
  // A misspelt mode may mean either.
  return mode.value === "DISTRIBUTED" ? true : mode.value === "INLINE" ? false : undefined;
}

/** The members of a Map that only a distributed one uses, in the order of the text. */
export function distributedMembers(map: MapState): MemberNode[] {
  const { fields } = structureFacts("Map");
  return map.node.members.filter(({ key }) => fields.get(key)?.distributed);
}

/** Whether `Items` holds what is no list, whatever the input is; objects are for distributed Maps. */
export function isNeverList({ items, distributed, language, scope }: MapState): boolean {
  if (items === undefined || language !== "JSONata") return false;
  if (items.node.kind === "object") return distributed === false && !items.node.open;
  const source = jsonataSource(stringOf(items.node) ?? "");
  // Parsing takes long: only what can be a constant is parsed.
  if (source === undefined || !/^\s*(?:["'{\d-]|(?:true|false|null)\b)/.test(source)) return false;
  const root = scope.machine.readJsonata(source).root;
  if (root?.type === "unary" && root.value === "{") return distributed === false;
  return root !== undefined && CONSTANTS.has(root.type) && root.predicate === undefined;
}

const CONSTANTS = new Set(["number", "string", "value"]);

/** An object among a state's fields; `undefined` if it is missing or anything else. */
export function objectAt(node: ObjectNode, key: string): ObjectNode | undefined {
  const value = node.get(key);
  return value?.kind === "object" ? value : undefined;
}

/** Views, as states are. */
export class ItemReaderView implements ItemReader {
  constructor(readonly node: ObjectNode) {}

  get resource(): Field<string> | undefined {
    return stringField(this.node, "Resource");
  }
  get config(): ReaderConfig | undefined {
    const node = objectAt(this.node, "ReaderConfig");
    return node && new ReaderConfigView(node);
  }
}

class ReaderConfigView implements ReaderConfig {
  constructor(readonly node: ObjectNode) {}

  get inputType(): Field<string> | undefined {
    return stringField(this.node, "InputType");
  }
  get manifestType(): Field<string> | undefined {
    return stringField(this.node, "ManifestType");
  }
  get transformation(): Field<string> | undefined {
    return stringField(this.node, "Transformation");
  }
  get csvHeaderLocation(): Field<string> | undefined {
    return stringField(this.node, "CSVHeaderLocation");
  }
  get csvHeaders(): Field<readonly string[]> | undefined {
    return stringListField(this.node, "CSVHeaders");
  }
  get csvDelimiter(): Field<string> | undefined {
    return stringField(this.node, "CSVDelimiter");
  }
  get itemsPointer(): Field<string> | undefined {
    return stringField(this.node, "ItemsPointer");
  }
  get maxItems(): Field<number> | undefined {
    return numberField(this.node, "MaxItems");
  }
}
