import rule from "../../src/rules/prefer-intrinsic.ts";
import { testRule } from "../../src/testing.ts";

/** A Task that calls a function with a payload. */
const invoke = (name: string, payload?: string): string => `
StartAt: Work
States:
  Work:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: ${name}${payload === undefined ? "" : `, Payload: ${payload}`} }
    End: true
`;
const invokeJsonata = (name: string, payload: string): string => `
QueryLanguage: JSONata
StartAt: Work
States:
  Work:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: ${name}, Payload: ${payload} }
    End: true
`;
const direct = (resource: string, more: string): string => `
StartAt: Work
States:
  Work: { Type: Task, Resource: ${resource}, ${more} End: true }
`;
const arn = (name: string): string => `"arn:aws:lambda:eu-west-1:123456789012:function:${name}"`;

const map = (fields: string, pass: string, language = "JSONPath"): string => `
QueryLanguage: ${language}
StartAt: Each
States:
  Each:
    Type: Map
    ${fields}
    ItemProcessor:
      StartAt: Make
      States:
        Make: { Type: Pass, ${pass}, End: true }
    End: true
`;
const marked = (code: string): string => code.replace("  Each:", "  «Each»:");

testRule("prefer-intrinsic", rule, {
  valid: [
    ...[
      { why: "a name that says less", code: invoke("counter", "{ count.$: $.count }") },
      { why: "a name that says more", code: invoke("increment-and-save", "{ count.$: $.count }") },
      {
        why: "a counter that is kept elsewhere",
        code: invoke("increment-counter", "{ counterName.$: $.counterName }"),
      },
      { why: "a counter that is named", code: invoke("increment-counter", "{ counter.$: $.counterName }") },
      { why: "a counter with a text", code: invoke("increment-counter", "{ counter: visits }") },
      {
        why: "a counter with more beside it",
        code: invoke("increment-counter", "{ count.$: $.count, user.$: $.user }"),
      },
      { why: "half a step", code: invoke("increment-counter", "{ count.$: $.count, step: 0.5 }") },
      { why: "no payload where one is needed", code: invoke("increment-counter") },
      { why: "all of the input", code: invoke("hash-text").replace("hash-text", "hash-text, Payload.$: $") },
      { why: "a payload that only deployment knows", code: invoke("hash-text", '"${Payload}"') },
      { why: "a UUID from something", code: invoke("create-uuid", "{ namespace.$: $.domain }") },
      { why: "an id, which may be any", code: invoke("generate-id", "{}") },
      { why: "a hash of a password", code: invoke("hash-password", "{ text.$: $.password }") },
      { why: "a hash of a file", code: invoke("sha256", "{ bucket.$: $.bucket, key.$: $.key }") },
      { why: "an algorithm that States.Hash lacks", code: invoke("hash", "{ text.$: $.text, algorithm: bcrypt }") },
      { why: "a separator of two characters", code: invoke("split-string", '{ text.$: $.text, separator: ", " }') },
      { why: "a split of a video", code: invoke("split", "{ video.$: $.video, parts: 4 }") },
      { why: "a range of days", code: invoke("create-range", '{ start: "2026-01-01", end: "2026-02-01" }') },
      { why: "a range of dates at paths", code: invoke("create-range", "{ start.$: $.startDate, end.$: $.endDate }") },
      { why: "a merge of files", code: invoke("merge", "{ files.$: $.files }") },
      { why: "a merge of lists", code: invoke("merge-json", "{ a: 1, b: 2 }") },
      { why: "a number that is not shown", code: invoke('"${Name}"', "{ count.$: $.count }") },
      {
        why: "a function that the input names",
        code: invoke("x", "{}").replace("FunctionName: x", "FunctionName.$: $.uuid"),
      },
      { why: "an answer that nobody waits for", code: invoke("create-uuid, InvocationType: Event", "{}") },
      {
        why: "an answer from elsewhere",
        code: invoke("create-uuid", "{}").replace("lambda:invoke", "lambda:invoke.waitForTaskToken"),
      },
      { why: "another service", code: invoke("create-uuid", "{}").replace("lambda:invoke", "aws-sdk:lambda:invoke") },
      {
        why: "an activity",
        code: direct("arn:aws:states:eu-west-1:123456789012:activity:create-uuid", "Parameters: {},"),
      },
      { why: "a function by ARN that gets all of the input", code: direct(arn("create-uuid"), "") },
      {
        why: "a function in JSONata that gets all of the input",
        code: invokeJsonata("hash-text", '"{% $states.input %}"'),
      },
    ].map(({ why, code }) => ({ name: why, code })),
    ...[
      {
        why: "that works",
        code: map("ItemsPath: $.l,", "Parameters: { id.$: $.id }").replace(
          "Type: Pass",
          `Type: Task, Resource: ${arn("x")}`,
        ),
      },
      {
        why: "with two states",
        code: map("ItemsPath: $.l", "InputPath: $.id").replace(
          "End: true }",
          "Next: Done }\n        Done: { Type: Succeed }",
        ),
      },
      { why: "that hands items on", code: map("ItemsPath: $.l", "Comment: nothing yet") },
      { why: "that shapes its items", code: map("ItemsPath: $.l", "Parameters: { id.$: $.id }") },
      {
        why: "that selects for its items",
        code: map("ItemsPath: $.l\n    ItemSelector: { id.$: $$.Map.Item.Value }", "InputPath: $.id"),
      },
      { why: "that picks twice", code: map("ItemsPath: $.l", "InputPath: $.a, OutputPath: $.b") },
      { why: "that picks several", code: map("ItemsPath: $.l", 'InputPath: "$.a[*]"') },
      {
        why: "that reads its items elsewhere",
        code: map('ItemReader: { Resource: "arn:aws:states:::s3:getObject" }', "InputPath: $.id"),
      },
      { why: "that assigns", code: map("ItemsPath: $.l", "InputPath: $.id, Assign: { id.$: $.id }") },
      { why: "in JSONata that hands items on", code: map('Items: "{% $l %}"', "Comment: nothing yet", "JSONata") },
      {
        why: "in JSONata that says the same of all",
        code: map('Items: "{% $l %}"', "Output: { done: true }", "JSONata"),
      },
      {
        why: "in JSONata that needs the context",
        code: map('Items: "{% $l %}"', 'Output: "{% $states.context.State.EnteredTime %}"', "JSONata"),
      },
      {
        why: "in JSONata that selects for its items",
        code: map('Items: "{% $l %}"\n    ItemSelector: { a: 1 }', 'Output: "{% $states.input.a %}"', "JSONata"),
      },
      {
        why: "in JSONata that only compares, which prefer-array-contains reports",
        code: map('Items: "{% $l %}"', "Output: \"{% $states.input = 'A7' %}\"", "JSONata"),
      },
    ].map(({ why, code }) => ({ name: `a Map ${why}`, code })),
    {
      name: "a distributed Map",
      code: map("ItemsPath: $.l", "InputPath: $.id").replace(
        "StartAt: Make",
        "ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }\n      StartAt: Make",
      ),
    },
  ],

  invalid: [
    ...[
      { name: "increment", payload: "{ count.$: $.count }", instead: "States.MathAdd($.count, 1)" },
      {
        name: "IncrementCounter",
        payload: "{ counter.$: $.loop.counter, step: 2 }",
        instead: "States.MathAdd($.loop.counter, 2)",
      },
      { name: "add_one", payload: "{ value: 4 }", instead: "States.MathAdd(4, 1)" },
      { name: "GenerateUUIDFunction", payload: "{}", instead: "States.UUID()" },
      { name: "create-uuidv4-dev", payload: undefined, instead: "States.UUID()" },
      { name: "hashText", payload: "{ text.$: $.mail }", instead: "States.Hash($.mail, …)" },
      {
        name: "compute-hash",
        payload: "{ data.$: $.mail, algorithm: sha256 }",
        instead: "States.Hash($.mail, 'SHA-256')",
      },
      {
        name: "hash",
        payload: "{ data: it's, algorithm.$: $.algorithm }",
        instead: "States.Hash('it\\'s', $.algorithm)",
      },
      { name: "sha256", payload: "{ text.$: $.mail }", instead: "States.Hash($.mail, 'SHA-256')" },
      { name: "md5Hash", payload: "{ text.$: $.mail }", instead: "States.Hash($.mail, 'MD5')" },
      { name: "Base64Encode", payload: "{ text.$: $.mail }", instead: "States.Base64Encode($.mail)" },
      { name: "decode-base64", payload: "{ encoded.$: $.mail }", instead: "States.Base64Decode($.mail)" },
      {
        name: "split_string",
        payload: "{ text.$: $.names, delimiter: ',' }",
        instead: "States.StringSplit($.names, ',')",
      },
      { name: "GenerateRange", payload: "{ start: 1, end.$: $.last }", instead: "States.ArrayRange(1, $.last, 1)" },
      { name: "MergeJson", payload: "{ first.$: $.a, second.$: $.b }", instead: "States.JsonMerge($.a, $.b, false)" },
      { name: "random-number", payload: "{ min: 1, max: 7 }", instead: "States.MathRandom(1, 7)" },
      { name: "ArrayLength", payload: "{ array.$: $.orders }", instead: "States.ArrayLength($.orders)" },
      { name: "listContains", payload: "{ list.$: $.skus, value: A7 }", instead: "States.ArrayContains($.skus, 'A7')" },
      { name: "remove-duplicates", payload: "{ items.$: $.skus }", instead: "States.ArrayUnique($.skus)" },
      {
        name: "ChunkArray",
        payload: '{ items.$: $.skus, chunk_size: "${Size}" }',
        instead: "States.ArrayPartition($.skus, …)",
      },
      { name: "get-list-item", payload: "{ list.$: $.skus, index: 0 }", instead: "States.ArrayGetItem($.skus, 0)" },
      { name: "parseJson", payload: "{ json.$: $.text }", instead: "States.StringToJson($.text)" },
      { name: "json-stringify", payload: "{ object.$: $.order }", instead: "States.JsonToString($.order)" },
    ].map(({ name, payload, instead }) => ({
      name: `a function ${name} with ${payload}`,
      code: invoke(`«${name}»`, payload),
      problems: [{ messageId: "lambda", data: { function: name, instead } }],
    })),
    ...[
      { shown: '"${IncrementFunctionArn}"', name: "IncrementFunctionArn" },
      { shown: '"${IncrementFunction.Arn}"', name: "IncrementFunction" },
      { shown: '"${IncrementFunction}:$LATEST"', name: "IncrementFunction" },
      { shown: '"${aws_lambda_function.increment.arn}"', name: "increment" },
      { shown: '"${module.increment.lambda_function_arn}"', name: "increment" },
      { shown: '"${Stage}-increment"', name: "increment" },
      { shown: '"arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:increment:live"', name: "increment" },
      { shown: "increment:live", name: "increment" },
    ].map(({ shown, name }) => ({
      name: `a function that is named as ${shown}`,
      code: invoke(`«${shown}»`, "{ count.$: $.count }"),
      problems: [{ messageId: "lambda", data: { function: name, instead: "States.MathAdd($.count, 1)" } }],
    })),
    {
      name: "a function by ARN",
      code: direct(`«${arn("increment")}»`, "Parameters: { count.$: $.count },"),
      problems: [{ messageId: "lambda", data: { function: "increment", instead: "States.MathAdd($.count, 1)" } }],
    },
    {
      name: "a payload that is a path as a whole",
      code: invoke("«hash-text», Payload.$: $.order.text"),
      problems: [{ messageId: "lambda", data: { function: "hash-text", instead: "States.Hash($.order.text, …)" } }],
    },
    ...[
      { name: "increment", payload: '{ count: "{% $count %}" }', instead: "$count + 1" },
      { name: "increment", payload: '{ count: "{% $a - $b %}", by: 2 }', instead: "($a - $b) + 2" },
      { name: "uuid", payload: "{}", instead: "$uuid()" },
      { name: "sha1", payload: '{ text: "{% $states.input.mail %}" }', instead: "$hash($states.input.mail, 'SHA-1')" },
      { name: "hash", payload: '{ text: "{% $mail %}", algorithm: SHA512 }', instead: "$hash($mail, 'SHA-512')" },
      { name: "base64-encode", payload: '{ text: "{% $mail %}" }', instead: "$base64encode($mail)" },
      { name: "base64-decode", payload: '{ text: "{% $mail %}" }', instead: "$base64decode($mail)" },
      { name: "split-string", payload: '{ text: "{% $names %}", separator: ", " }', instead: "$split($names, ', ')" },
      { name: "range", payload: '{ from: 1, to: "{% $n %}", by: 2 }', instead: "$range(1, $n, 2)" },
      { name: "merge-objects", payload: '{ a: "{% $x %}", b: "{% $y %}" }', instead: "$merge([$x, $y])" },
      { name: "random-int", payload: '{ min: 5, max: "{% $n %}" }', instead: "$floor($random() * ($n - 5)) + 5" },
      { name: "list-length", payload: '{ list: "{% $skus %}" }', instead: "$count($skus)" },
      { name: "list-length", payload: '"{% $states.input.items %}"', instead: "$count($states.input.items)" },
      { name: "array-contains", payload: '{ array: "{% $skus %}", value: 7 }', instead: "7 in $skus" },
      { name: "unique-values", payload: '{ values: "{% $skus %}" }', instead: "$distinct($skus)" },
      { name: "partition-list", payload: '{ list: "{% $skus %}", size: 10 }', instead: "$partition($skus, 10)" },
      { name: "get-list-item", payload: '{ list: "{% $skus %}", index: 0 }', instead: "$skus[0]" },
      { name: "parse-json", payload: '{ text: "{% $t %}" }', instead: "$parse($t)" },
      { name: "stringify", payload: '{ value: "{% $t %}" }', instead: "$string($t)" },
    ].map(({ name, payload, instead }) => ({
      name: `a function ${name} in JSONata with ${payload}`,
      code: invokeJsonata(`«${name}»`, payload),
      problems: [{ messageId: "lambda", data: { function: name, instead } }],
    })),
    ...[
      { fields: "ItemsPath: $.orders", pass: "InputPath: $.id", instead: "$.orders[*].id" },
      { fields: "MaxConcurrency: 5", pass: "OutputPath: \"$['a b']\"", instead: "$[*]['a b']" },
    ].map(({ fields, pass, instead }) => ({
      name: `a Map that only picks a field: ${pass}`,
      code: marked(map(fields, pass)),
      problems: [{ messageId: "path", data: { name: "Each", instead } }],
    })),
    ...[
      { fields: 'Items: "{% $states.input.orders %}"', list: "$states.input.orders" },
      { fields: "Items: [1, 2]", list: "…" },
      { fields: "MaxConcurrency: 5", list: "$states.input" },
    ].map(({ fields, list }) => ({
      name: `a Map in JSONata that only makes values of its items: ${fields}`,
      code: marked(map(fields, 'Output: { price: "{% $states.input.price * 2 %}" }', "JSONata")),
      problems: [{ messageId: "map", data: { name: "Each", instead: `[$map(${list}, function($item) { … })]` } }],
    })),
  ],
});
