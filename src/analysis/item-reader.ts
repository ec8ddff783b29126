import type { ItemReader, ReaderConfig } from "../asl/model.ts";
import type { MemberNode, Range, ScalarNode } from "../document/nodes.ts";

/** What does not go together in how a Map reads its items. */
export type ReaderFault =
  /** Input as CSV whose header nobody places. `sure` where AWS is known to refuse it. */
  | { readonly kind: "headerLocation"; readonly at: Range; readonly sure: boolean }
  /** Headers are given, and not there. */
  | { readonly kind: "headers"; readonly at: Range }
  | { readonly kind: "repeatedHeader"; readonly at: Range; readonly header: string; readonly first: Range }
  /** A field of other input; `sure` where AWS is known to refuse it. */
  | {
      readonly kind: "otherInput";
      readonly member: MemberNode;
      readonly belongs: string;
      readonly input: string;
      readonly sure: boolean;
    }
  | { readonly kind: "inventoryType"; readonly member: MemberNode }
  | { readonly kind: "manifestInput" | "flattenInput"; readonly at: Range }
  | { readonly kind: "flattenList"; readonly at: Range };

const ATHENA_INPUT = new Set(["CSV", "JSONL", "PARQUET"]);
const CSV_FIELDS = ["CSVHeaderLocation", "CSVDelimiter", "CSVHeaders"];

/** Finds what does not go together; says nothing of what the text does not show. */
export function* readerFaults(reader: ItemReader): Generator<ReaderFault> {
  const { config } = reader;
  if (config === undefined) return;
  yield* csvFaults(config);
  yield* headerFaults(config);
  const { inputType, manifestType, transformation, node } = config;
  const pointer = config.itemsPointer;
  const input = inputType?.value;
  if (pointer && input !== undefined && input !== "JSON") {
    yield { kind: "otherInput", member: pointer.member, belongs: "JSON", input, sure: false };
  }
  const manifest = manifestType?.value;
  if (manifest === "S3_INVENTORY" && inputType) yield { kind: "inventoryType", member: inputType.member };
  if (manifestType && manifest === "ATHENA_DATA") {
    if (inputType === undefined && !node.open) yield { kind: "manifestInput", at: manifestType.range };
    if (inputType && input !== undefined && !ATHENA_INPUT.has(input))
      yield { kind: "manifestInput", at: inputType.range };
  }
  if (transformation?.value !== "LOAD_AND_FLATTEN") return;
  const action = reader.resource?.value?.split(":").at(-1);
  if (action === "getObject") yield { kind: "flattenList", at: transformation.range };
  else if (inputType === undefined && !node.open) yield { kind: "flattenInput", at: transformation.range };
  else if (inputType && input === "MANIFEST") yield { kind: "flattenInput", at: inputType.range };
}

function* csvFaults(config: ReaderConfig): Generator<ReaderFault> {
  const { inputType, node } = config;
  const input = inputType?.value;
  if (input === "JSON" || input === "JSONL" || input === "PARQUET") {
    for (const key of CSV_FIELDS) {
      const member = node.member(key);
      const sure = key === "CSVHeaderLocation" && input === "JSON";
      if (member) yield { kind: "otherInput", member, belongs: "CSV", input, sure };
    }
  }
  if (inputType === undefined || input !== "CSV" || node.open || config.csvHeaderLocation !== undefined) return;
  // What a manifest lists is not known to need it.
  if (config.manifestType === undefined) {
    yield { kind: "headerLocation", at: inputType.range, sure: config.transformation === undefined };
  }
}

function* headerFaults(config: ReaderConfig): Generator<ReaderFault> {
  const { csvHeaderLocation, csvHeaders, inputType, node } = config;
  const input = inputType?.value;
  const takesHeaders = input === "CSV" || input === "MANIFEST";
  if (csvHeaderLocation?.value === "GIVEN" && csvHeaders === undefined && takesHeaders && !node.open) {
    yield { kind: "headers", at: csvHeaderLocation.range };
  }
  if (csvHeaders?.node.kind !== "array") return;
  const firsts = new Map<string, ScalarNode>();
  for (const item of csvHeaders.node.items) {
    if (item.kind !== "scalar" || typeof item.value !== "string") continue;
    const first = firsts.get(item.value);
    if (first === undefined) firsts.set(item.value, item);
    else yield { kind: "repeatedHeader", at: item.range, header: item.value, first: first.range };
  }
}
