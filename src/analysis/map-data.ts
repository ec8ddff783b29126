import type { ItemReader, MapState, ReaderConfig } from "../asl/model.ts";
import { isCallOf, type MeantCall, nearestCall } from "../asl/storage-call.ts";
import type { MemberNode, ObjectNode, Range, ScalarNode, ValueNode } from "../document/nodes.ts";

/** What does not go together in how a Map reads its items, batches them and writes its results. */
export type DataFault =
  | {
      /**
       * - `headers`: a header is given, and not there
       * - `manifestInput`, `flattenInput`: a manifest of Athena or LOAD_AND_FLATTEN without an input type that fits
       * - `flattenList`: LOAD_AND_FLATTEN of a single file
       * - `noLimit`: a batcher without limit
       * - `writerEmpty`: a writer that holds nothing
       * - `writerArguments`, `writerParameters`: a writer with a resource and nothing that says where to
       */
      readonly kind:
        | "headers"
        | "manifestInput"
        | "flattenInput"
        | "flattenList"
        | "noLimit"
        | "writerEmpty"
        | "writerArguments"
        | "writerParameters";
      readonly at: Range;
    }
  /** Arguments of a writer that has no resource. */
  | { readonly kind: "writerResourceMissing"; readonly at: Range; readonly field: string }
  /** A resource that is none of those that a reader or a writer takes. */
  | ({ readonly kind: "readerResource" } & ResourceFault)
  | ({ readonly kind: "writerResource" } & ResourceFault)
  /** Input as CSV whose header nobody places; `sure` where AWS is known to refuse it. */
  | { readonly kind: "headerLocation"; readonly at: Range; readonly sure: boolean }
  | { readonly kind: "repeatedHeader"; readonly at: Range; readonly header: string; readonly first: Range }
  /** A field for other input; `sure` where AWS is known to refuse it. */
  | {
      readonly kind: "otherInput";
      readonly member: MemberNode;
      readonly parent: ObjectNode;
      readonly belongs: string;
      readonly input: string;
      readonly sure: boolean;
    }
  /** The input type of an inventory. */
  | { readonly kind: "inventoryType"; readonly member: MemberNode; readonly parent: ObjectNode };

interface ResourceFault {
  readonly node: ValueNode;
  readonly meant: MeantCall | undefined;
}

/** Finds what does not go together; says nothing of what the text does not show. */
export function* dataFaults(map: MapState): Generator<DataFault> {
  const { itemReader, itemBatcher, resultWriter } = map;
  if (itemReader) yield* readerFaults(itemReader);
  if (itemBatcher) yield* batcherFaults(itemBatcher, map.node.member("ItemBatcher")?.keyRange ?? map.nameRange);
  if (resultWriter) yield* writerFaults(resultWriter, map);
}

const ATHENA_INPUT = new Set(["CSV", "JSONL", "PARQUET"]);
const CSV_FIELDS = ["CSVHeaderLocation", "CSVDelimiter", "CSVHeaders"];

const READS = ["s3:getObject", "s3:listObjectsV2"];
const WRITES = ["s3:putObject"];

function* readerFaults(reader: ItemReader): Generator<DataFault> {
  const { config } = reader;
  yield* resourceFaults(reader.node, READS, "readerResource");
  if (config === undefined) return;
  yield* csvFaults(config);
  yield* headerFaults(config);
  const { inputType, manifestType, transformation, node } = config;
  const pointer = config.itemsPointer;
  const input = inputType?.value;
  if (pointer && input !== undefined && input !== "JSON") {
    yield { kind: "otherInput", member: pointer.member, parent: node, belongs: "JSON", input, sure: false };
  }
  const manifest = manifestType?.value;
  if (manifest === "S3_INVENTORY" && inputType) yield { kind: "inventoryType", member: inputType.member, parent: node };
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

function* csvFaults(config: ReaderConfig): Generator<DataFault> {
  const { inputType, node } = config;
  const input = inputType?.value;
  if (input === "JSON" || input === "JSONL" || input === "PARQUET") {
    for (const key of CSV_FIELDS) {
      const member = node.member(key);
      const sure = key === "CSVHeaderLocation" && input === "JSON";
      if (member) yield { kind: "otherInput", member, parent: node, belongs: "CSV", input, sure };
    }
  }
  if (inputType === undefined || input !== "CSV" || node.open || config.csvHeaderLocation !== undefined) return;
  // What a manifest lists is not known to need it.
  if (config.manifestType === undefined) {
    yield { kind: "headerLocation", at: inputType.range, sure: config.transformation === undefined };
  }
}

function* headerFaults(config: ReaderConfig): Generator<DataFault> {
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

function* resourceFaults(
  node: ObjectNode,
  calls: readonly string[],
  kind: "readerResource" | "writerResource",
): Generator<DataFault> {
  const resource = node.get("Resource");
  if (resource === undefined || isCallOf(resource, calls) !== false) return;
  yield { kind, node: resource, meant: nearestCall(resource, calls) };
}

function* batcherFaults(node: ObjectNode, at: Range): Generator<DataFault> {
  // A misspelt limit is a mistake of its own.
  if (!node.open && !node.members.some(({ key }) => /^max/i.test(key))) yield { kind: "noLimit", at };
}

function* writerFaults(node: ObjectNode, { language }: MapState): Generator<DataFault> {
  yield* resourceFaults(node, WRITES, "writerResource");
  if (node.open) return;
  if (node.members.length === 0) yield { kind: "writerEmpty", at: node.range };
  const resource = node.member("Resource");
  const target = node.member("Arguments") ?? node.member("Parameters");
  if (resource && !target && language !== undefined) {
    yield { kind: language === "JSONata" ? "writerArguments" : "writerParameters", at: resource.keyRange };
  } else if (target && !resource) yield { kind: "writerResourceMissing", at: target.keyRange, field: target.key };
}
