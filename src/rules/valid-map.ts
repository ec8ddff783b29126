import { dataFaults } from "../analysis/map-data.ts";
import { distributedMembers, isNeverList } from "../asl/map-parts.ts";
import type { MapState } from "../asl/model.ts";
import { type Change, defineRule, type ReportFor } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";

const messages = {
  inlineType: "'ExecutionType' is for distributed Maps, and this one runs its items inline.",
  defaultType: {
    text: "'ExecutionType' is for distributed Maps, and a Map without a 'Mode' runs its items inline.",
    severity: "warn",
  },
  missingType: "A distributed Map needs an 'ExecutionType': its items run as executions, STANDARD or EXPRESS.",
  inlineFields: {
    text: "{{fields}}: for distributed Maps only, and this one runs its items inline.",
    severity: "warn",
  },
  readerResource: "An 'ItemReader' reads through s3:getObject or s3:listObjectsV2 and nothing else.{{hint}}",
  writerResource: { text: "A 'ResultWriter' writes through s3:putObject and nothing else.{{hint}}", severity: "warn" },
  headerLocation: "Input as CSV needs a 'CSVHeaderLocation': FIRST_ROW, or GIVEN with 'CSVHeaders'.",
  headerLocationLikely: {
    text: "Input as CSV needs a 'CSVHeaderLocation': FIRST_ROW, or GIVEN with 'CSVHeaders'.",
    severity: "warn",
  },
  headers: "The header is GIVEN, yet there is no 'CSVHeaders' that gives it.",
  repeatedHeader: {
    text: "The header '{{header}}' exists already: AWS saves it, and the execution fails.",
    severity: "warn",
  },
  otherInput: "'{{field}}' is for {{belongs}}, and the input is {{input}}.",
  otherInputLikely: { text: "'{{field}}' is for {{belongs}}, and the input is {{input}}.", severity: "warn" },
  inventoryType: { text: "A manifest of S3_INVENTORY goes without 'InputType'.", severity: "warn" },
  manifestInput: { text: "A manifest of Athena needs an 'InputType' of CSV, JSONL or PARQUET.", severity: "warn" },
  flattenInput: {
    text: "LOAD_AND_FLATTEN needs to know what the files hold: an 'InputType' of CSV, JSON, JSONL or PARQUET.",
    severity: "warn",
  },
  flattenList: {
    text: "LOAD_AND_FLATTEN loads the files of a list, which s3:listObjectsV2 gives and s3:getObject does not.",
    severity: "warn",
  },
  noLimit: {
    text: "An 'ItemBatcher' needs a limit, 'MaxItemsPerBatch' or 'MaxInputBytesPerBatch', that ends a batch.",
    severity: "warn",
  },
  writerEmpty: { text: "AWS saves an empty 'ResultWriter', and the execution fails.", severity: "warn" },
  writerArguments: "A 'ResultWriter' with a 'Resource' needs 'Arguments' that name the bucket.",
  writerParameters: {
    text: "A 'ResultWriter' with a 'Resource' needs 'Parameters' that name the bucket.",
    severity: "warn",
  },
  writerResourceMissing: {
    text: "'{{field}}' says where a 'Resource' writes, and this 'ResultWriter' has none.",
    severity: "warn",
  },
  neverList: { text: "These items are no list, whatever the input is, so the Map fails.", severity: "warn" },
  remove: "Remove '{{field}}'",
  distribute: "Make it a distributed Map",
  addType: "Add the 'ExecutionType' STANDARD",
  use: "Use {{call}}",
} as const;

type Finding = ReportFor<typeof messages>;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require the parts of a Map to go together",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html",
    ],
    messages,
  },

  visit: {
    Map(map, { report }) {
      for (const finding of mode(map)) report(finding);
      for (const finding of data(map)) report(finding);
      if (map.items && isNeverList(map)) report({ at: map.items.range, messageId: "neverList" });
    },
  },
});

function* mode(map: MapState): Generator<Finding> {
  const { distributed, executionType, mode: written, processorConfig: config } = map;
  if (distributed === undefined) return;
  if (distributed) {
    if (executionType || !config || config.open || !written) return;
    const change: Change = (edit) => edit.setField(config, "ExecutionType", "STANDARD");
    yield { at: written.range, messageId: "missingType", suggest: [{ messageId: "addType", change }] };
  } else if (config && executionType) {
    const messageId = written ? "inlineType" : "defaultType";
    const remove: Change = (edit) => edit.removeField(config, executionType.member);
    const distribute: Change = (edit) => edit.setField(config, "Mode", "DISTRIBUTED");
    yield {
      at: executionType.keyRange,
      messageId,
      suggest: [
        { messageId: "distribute", change: distribute },
        { messageId: "remove", data: { field: "ExecutionType" }, change: remove },
      ],
    };
  } else {
    const [first, ...rest] = distributedMembers(map);
    if (first === undefined) return;
    const fields = [first, ...rest].map(({ key }) => `'${key}'`).join(", ");
    const related = rest.map(({ key, keyRange }) => ({ message: `'${key}' is here.`, range: keyRange }));
    const suggest = [{ messageId: "distribute" as const, change: distributing(map) }];
    yield { at: first.keyRange, messageId: "inlineFields", data: { fields }, related, suggest };
  }
}

/** The deprecated `Iterator` is inline for good, and a configuration that holds more is left to its author. */
function distributing({ node, processorConfig }: MapState): Change {
  return (edit) => {
    const processor = node.get("ItemProcessor");
    const known = processorConfig?.members.every(({ key }) => key === "Mode" && !processorConfig.open) ?? true;
    if (processor?.kind !== "object" || !known) return undefined;
    return edit.setField(processor, "ProcessorConfig", { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" });
  };
}

function* data(map: MapState): Generator<Finding> {
  for (const fault of dataFaults(map)) {
    if (fault.kind === "readerResource" || fault.kind === "writerResource") {
      const { kind, node, meant } = fault;
      const change: Change = (edit) => meant && edit.replaceValue(node, meant.arn);
      const suggest = meant ? [{ messageId: "use" as const, data: { call: meant.call }, change }] : [];
      yield { at: node.range, messageId: kind, data: { hint: hintAt(meant?.call) }, suggest };
    } else if (fault.kind === "otherInput" || fault.kind === "inventoryType") {
      const { member, parent } = fault;
      const change: Change = (edit) => edit.removeField(parent, member);
      const suggest = [{ messageId: "remove" as const, data: { field: member.key }, change }];
      const at = member.keyRange;
      if (fault.kind === "inventoryType") yield { at, messageId: fault.kind, suggest };
      else {
        const { belongs, input, sure } = fault;
        const messageId = sure ? "otherInput" : "otherInputLikely";
        yield { at, messageId, data: { field: member.key, belongs, input }, suggest };
      }
    } else if (fault.kind === "repeatedHeader") {
      const related = [{ message: "The first one is here.", range: fault.first }];
      yield { at: fault.at, messageId: fault.kind, data: { header: fault.header }, related };
    } else if (fault.kind === "headerLocation") {
      yield { at: fault.at, messageId: fault.sure ? "headerLocation" : "headerLocationLikely" };
    } else if (fault.kind === "writerResourceMissing") {
      yield { at: fault.at, messageId: fault.kind, data: { field: fault.field } };
    } else yield { at: fault.at, messageId: fault.kind };
  }
}
