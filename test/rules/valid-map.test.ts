import rule from "../../src/rules/valid-map.ts";
import { testRule } from "../../src/testing.ts";

const map = (fields: string, config = "ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }") => `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ${fields}
    ItemProcessor:
      ${config}
      StartAt: Pack
      States:
        Pack: { Type: Succeed }
    End: true
`;
const inline = (fields: string) => map(fields, "Comment: inline");
const configured = (config: string) => map("Comment: parcels", config);
const jsonata = (text: string) => `QueryLanguage: JSONata${text}`;

const reader = (config: string, action = "getObject") =>
  map(`ItemReader:
      Resource: arn:aws:states:::s3:${action}
      Parameters: { Bucket: parcels, Key: all }
      ReaderConfig: { ${config} }`);

const PUT = "arn:aws:states:::s3:putObject";

testRule("valid-map", rule, {
  valid: [
    { name: "an inline Map", code: inline("MaxConcurrency: 3") },
    {
      name: "a distributed Map with everything",
      code: map("Label: parcels\n    ToleratedFailureCount: 5\n    ItemBatcher: { MaxItemsPerBatch: 10 }"),
    },
    ...[
      "ProcessorConfig: { Mode: INLINE }",
      "ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }",
      'ProcessorConfig: { Mode: "${Mode}", ExecutionType: STANDARD }',
      'ProcessorConfig: "${Config}"',
      "ProcessorConfig: { Mode: DISTRBUTED, ExecutionType: STANDARD }",
      "ProcessorConfig: {}",
    ].map((config) => ({ name: config, code: configured(config) })),
    {
      name: "distributed fields where only deployment knows the mode",
      code: map("Label: parcels", 'ProcessorConfig: { Mode: "${Mode}" }'),
    },
    ...[
      "InputType: CSV, CSVHeaderLocation: FIRST_ROW, CSVDelimiter: PIPE, MaxItems: 10",
      "InputType: CSV, CSVHeaderLocation: GIVEN, CSVHeaders: [id, weight]",
      "InputType: JSON, ItemsPointer: /parcels",
      "InputType: JSONL",
      "InputType: PARQUET",
      "InputType: MANIFEST",
      "InputType: XML, CSVDelimiter: PIPE",
      'InputType: "${Type}", CSVHeaderLocation: FIRST_ROW',
      'InputType: CSV, CSVHeaderLocation: "${Location}"',
      'InputType: CSV, CSVHeaderLocation: GIVEN, CSVHeaders: "${Headers}"',
      "ManifestType: S3_INVENTORY",
      "ManifestType: ATHENA_DATA, InputType: CSV",
      "ManifestType: ATHENA_DATA, InputType: PARQUET",
      "Transformation: NONE",
    ].map((config) => ({ name: `a reader of ${config}`, code: reader(config) })),
    {
      name: "LOAD_AND_FLATTEN of a list",
      code: reader("Transformation: LOAD_AND_FLATTEN, InputType: JSONL", "listObjectsV2"),
    },
    ...["arn:aws-cn:states:::s3:listObjectsV2", '"arn:${AWS::Partition}:states:::s3:getObject"', '"${Reader}"'].map(
      (arn) => ({
        name: `a reader through ${arn}`,
        code: map(`ItemReader: { Resource: ${arn} }`),
      }),
    ),
    ...[
      `{ Resource: "${PUT}", Parameters: { Bucket: parcels } }`,
      "{ WriterConfig: { Transformation: COMPACT } }",
      `{ Resource: "\${Writer}", Parameters: { Bucket: parcels } }`,
      '"${Writer}"',
    ].map((writer) => ({ name: `a writer ${writer}`, code: map(`ResultWriter: ${writer}`) })),
    {
      name: "a writer in JSONata",
      code: jsonata(map(`ResultWriter: { Resource: "${PUT}", Arguments: { Bucket: parcels } }`)),
    },
    {
      name: "a writer with Parameters in JSONata, which is another rule's",
      code: jsonata(map(`ResultWriter: { Resource: "${PUT}", Parameters: { Bucket: parcels } }`)),
    },
    ...[
      "{ MaxItemsPerBatchPath: $.most }",
      '{ MaxInputBytesPerBatch: "${Bytes}" }',
      "{ MaxItemPerBatch: 5 }",
      '"${Batcher}"',
    ].map((batcher) => ({ name: `a batcher ${batcher}`, code: map(`ItemBatcher: ${batcher}`) })),
    ...["[1, 2]", '"{% $states.input.parcels %}"', '"{% [1] %}"', '"{% 5 ~> $range %}"', '"${Items}"'].map((items) => ({
      name: `the items ${items}`,
      code: jsonata(inline(`Items: ${items}`)),
    })),
    { name: "an object as items of a distributed Map", code: jsonata(map("Items: { a: 1 }")) },
  ],

  invalid: [
    {
      name: "an execution type on an inline Map, and offers both ways out",
      code: configured("ProcessorConfig: { Mode: INLINE, «ExecutionType»: STANDARD }"),
      problems: [
        {
          messageId: "inlineType",
          suggestions: [
            {
              messageId: "distribute",
              output: configured("ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }"),
            },
            { messageId: "remove", output: configured("ProcessorConfig: { Mode: INLINE }") },
          ],
        },
      ],
    },
    {
      name: "an execution type without a mode",
      code: configured("ProcessorConfig: { «ExecutionType»: STANDARD }"),
      problems: [{ messageId: "defaultType" }],
    },
    {
      name: "an execution type and distributed fields on an inline Map once",
      code: map("Label: parcels", "ProcessorConfig: { Mode: INLINE, «ExecutionType»: STANDARD }"),
      problems: [{ messageId: "inlineType" }],
    },
    {
      name: "a distributed Map without an execution type, and offers the usual one",
      code: configured("ProcessorConfig: { Mode: «DISTRIBUTED» }"),
      problems: [
        {
          messageId: "missingType",
          suggestions: [
            {
              messageId: "addType",
              output: configured("ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }"),
            },
          ],
        },
      ],
    },
    {
      name: "distributed fields on an inline Map once, and offers to distribute it",
      code: map("«Label»: parcels\n    ToleratedFailureCount: 5", "ProcessorConfig: { Mode: INLINE }"),
      problems: [
        {
          messageId: "inlineFields",
          data: { fields: "'Label', 'ToleratedFailureCount'" },
          suggestions: [
            {
              messageId: "distribute",
              output: map(
                "Label: parcels\n    ToleratedFailureCount: 5",
                "ProcessorConfig:\n        Mode: DISTRIBUTED\n        ExecutionType: STANDARD",
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a distributed field on a Map with the deprecated Iterator, without an offer",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    «ItemBatcher»: { MaxItemsPerBatch: 5 }
    Iterator: { StartAt: Pack, States: { Pack: { Type: Succeed } } }
    End: true
`,
      problems: [{ messageId: "inlineFields", data: { fields: "'ItemBatcher'" }, suggestions: [] }],
    },
    {
      name: "a reader that lists with an older call, and offers the right one",
      code: map("ItemReader: { Resource: «arn:aws-cn:states:::s3:listObjects» }"),
      problems: [
        {
          messageId: "readerResource",
          data: { hint: " Did you mean 's3:listObjectsV2'?" },
          suggestions: [
            { messageId: "use", output: map("ItemReader: { Resource: arn:aws-cn:states:::s3:listObjectsV2 }") },
          ],
        },
      ],
    },
    {
      name: "a reader through an SDK integration",
      code: map("ItemReader: { Resource: «arn:aws:states:::aws-sdk:s3:getObject» }"),
      problems: [{ messageId: "readerResource", data: { hint: " Did you mean 's3:getObject'?" } }],
    },
    ...["arn:aws:states:::dynamodb:scan", "arn:aws:lambda:us-east-1:123456789012:function:read", "s3"].map((arn) => ({
      name: `a reader through ${arn}`,
      code: map(`ItemReader: { Resource: «${arn}» }`),
      problems: [{ messageId: "readerResource", data: { hint: "" }, suggestions: [] }],
    })),
    {
      name: "a writer through another call",
      code: map("ResultWriter: { Resource: «arn:aws:states:::s3:getObject», Parameters: { Bucket: parcels } }"),
      problems: [{ messageId: "writerResource" }],
    },
    {
      name: "CSV without a place of its header",
      code: reader("InputType: «CSV»"),
      problems: [{ messageId: "headerLocation" }],
    },
    {
      name: "CSV without a place of its header in files that are flattened",
      code: reader("InputType: «CSV», Transformation: LOAD_AND_FLATTEN", "listObjectsV2"),
      problems: [{ messageId: "headerLocationLikely" }],
    },
    {
      name: "a header that is given and not there",
      code: reader("InputType: CSV, CSVHeaderLocation: «GIVEN»"),
      problems: [{ messageId: "headers" }],
    },
    {
      name: "a header twice",
      code: reader("InputType: CSV, CSVHeaderLocation: GIVEN, CSVHeaders: [id, weight, «id»]"),
      problems: [{ messageId: "repeatedHeader", data: { header: "id" } }],
    },
    {
      name: "the header of CSV on JSON, and offers to remove it",
      code: reader("InputType: JSON, «CSVHeaderLocation»: FIRST_ROW"),
      problems: [
        {
          messageId: "otherInput",
          data: { field: "CSVHeaderLocation", belongs: "CSV", input: "JSON" },
          suggestions: [{ messageId: "remove", output: reader("InputType: JSON") }],
        },
      ],
    },
    {
      name: "fields of CSV on other input",
      code: reader("InputType: JSONL, «CSVHeaderLocation»: GIVEN, «CSVDelimiter»: PIPE"),
      problems: [
        { messageId: "otherInputLikely", data: { field: "CSVHeaderLocation", belongs: "CSV", input: "JSONL" } },
        { messageId: "otherInputLikely", data: { field: "CSVDelimiter", belongs: "CSV", input: "JSONL" } },
      ],
    },
    {
      name: "a pointer into what is no JSON",
      code: reader("InputType: PARQUET, «ItemsPointer»: /parcels"),
      problems: [{ messageId: "otherInputLikely", data: { field: "ItemsPointer", belongs: "JSON", input: "PARQUET" } }],
    },
    {
      name: "an inventory with an input type",
      code: reader("ManifestType: S3_INVENTORY, «InputType»: JSON"),
      problems: [
        {
          messageId: "inventoryType",
          suggestions: [{ messageId: "remove", output: reader("ManifestType: S3_INVENTORY") }],
        },
      ],
    },
    {
      name: "a manifest of Athena without input type",
      code: reader("ManifestType: «ATHENA_DATA»"),
      problems: [{ messageId: "manifestInput" }],
    },
    {
      name: "a manifest of Athena with an input type it has not",
      code: reader("ManifestType: ATHENA_DATA, InputType: «JSON»"),
      problems: [{ messageId: "manifestInput" }],
    },
    {
      name: "LOAD_AND_FLATTEN without input type, through the wrong call",
      code: reader("Transformation: «LOAD_AND_FLATTEN»"),
      problems: [{ messageId: "flattenList" }],
    },
    {
      name: "LOAD_AND_FLATTEN without input type",
      code: reader("Transformation: «LOAD_AND_FLATTEN»", "listObjectsV2"),
      problems: [{ messageId: "flattenInput" }],
    },
    {
      name: "LOAD_AND_FLATTEN of manifests",
      code: reader("InputType: «MANIFEST», Transformation: LOAD_AND_FLATTEN", "listObjectsV2"),
      problems: [{ messageId: "flattenInput" }],
    },
    {
      name: "a batcher without limit",
      code: map("«ItemBatcher»: { BatchInput: { day: today } }"),
      problems: [{ messageId: "noLimit" }],
    },
    { name: "an empty batcher", code: map("«ItemBatcher»: {}"), problems: [{ messageId: "noLimit" }] },
    { name: "an empty writer", code: map("ResultWriter: «{}»"), problems: [{ messageId: "writerEmpty" }] },
    {
      name: "a writer in JSONata without arguments",
      code: jsonata(map(`ResultWriter: { «Resource»: "${PUT}" }`)),
      problems: [{ messageId: "writerArguments" }],
    },
    {
      name: "a writer in JSONPath without parameters",
      code: map(`ResultWriter: { «Resource»: "${PUT}" }`),
      problems: [{ messageId: "writerParameters" }],
    },
    {
      name: "a writer without resource",
      code: map("ResultWriter: { «Parameters»: { Bucket: parcels } }"),
      problems: [{ messageId: "writerResourceMissing", data: { field: "Parameters" } }],
    },
    ...['"{% 1 %}"', "\"{% 'parcels' %}\"", '"{% true %}"', "\"{% {'a': 1} %}\"", "{ a: 1 }"].map((items) => ({
      name: `items that are no list: ${items}`,
      code: jsonata(inline(`Items: «${items}»`)),
      problems: [{ messageId: "neverList" }],
    })),
    {
      name: "a number as items of a distributed Map",
      code: jsonata(map('Items: «"{% 1 %}"»')),
      problems: [{ messageId: "neverList" }],
    },
  ],
});
