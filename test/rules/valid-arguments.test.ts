import rule from "../../src/rules/valid-arguments.ts";
import { testRule } from "../../src/testing.ts";

const task = (call: string, fields: string, machine = "") => `
${machine}StartAt: Pack order
States:
  Pack order: { Type: Task, Resource: "arn:aws:states:::${call}", ${fields}, End: true }
`;
const jsonata = "QueryLanguage: JSONata\n";
const lambda = "arn:aws:lambda:eu-west-1:123456789012:function:pack";
const http = (fields: string) =>
  task("http:invoke", `Parameters: { ApiEndpoint: "https://parcels.example", Method: GET, ${fields} }`);
const connected = (fields: string) => http(`InvocationConfig: { ConnectionArn: "arn" }, ${fields}`);
const api = (fields: string) => task("apigateway:invoke", `Parameters: { ApiEndpoint: api.example, ${fields} }`);

const complete: [call: string, fields: string][] = [
  ["dynamodb:getItem", "TableName: parcels, Key: { id: { S: a } }"],
  ["dynamodb:putItem", "TableName: parcels, Item: {}"],
  ["ecs:runTask", "TaskDefinition: pack"],
  ["events:putEvents", "Entries: []"],
  ["glue:startJobRun", "JobName: pack"],
  ["lambda:invoke", "FunctionName: pack, Anything: at all"],
  ["sns:publish", "Message: Packed, TopicArn: arn"],
  ["sqs:sendMessage", "QueueUrl: parcels, MessageBody: Packed"],
  ["states:startExecution", "StateMachineArn: arn"],
];

/** Every field that a request cannot do without, in order. */
const needed: [call: string, fields: string][] = [
  ["dynamodb:getItem", "'TableName' and 'Key'"],
  ["dynamodb:putItem", "'TableName' and 'Item'"],
  ["ecs:runTask.sync", "'TaskDefinition'"],
  ["events:putEvents", "'Entries'"],
  ["glue:startJobRun.sync", "'JobName'"],
  ["lambda:invoke", "'FunctionName'"],
  ["sns:publish", "'Message'"],
  ["sqs:sendMessage.waitForTaskToken", "'QueueUrl' and 'MessageBody'"],
  ["states:startExecution.sync:2", "'StateMachineArn'"],
];

/** A task whose request stands on lines of its own. */
const lines = (request: string, fields: string) => `
StartAt: Pack order
States:
  Pack order:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
${fields}    Parameters:
      FunctionName: pack
${request}`;
const json = (request: string, fields: string) => `{
  "StartAt": "Pack order",
  "States": {
    "Pack order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {
        "FunctionName": "pack"${request}
      }${fields}
    }
  }
}
`;

testRule("valid-arguments", rule, {
  valid: [
    ...complete.map(([call, fields]) => ({
      name: `a complete request of ${call}`,
      code: task(call, `Parameters: { ${fields} }`),
    })),
    { name: "fields from paths", code: task("lambda:invoke", "Parameters: { FunctionName.$: $.packer }") },
    {
      name: "names of fields of states in what a function is sent",
      code: task(
        "lambda:invoke",
        "Parameters: { FunctionName: pack, Payload: { Next: a, payload: b, ResultPath: c } }",
      ),
    },
    {
      name: "fields that bear the name of one of the state",
      code: task("bedrockagentcore:invokeHarness", "Parameters: { TimeoutSeconds: 60, HarnessArn: arn }"),
    },
    {
      name: "parameters, arguments and outputs of requests",
      code: task("glue:startJobRun", "Parameters: { JobName: pack, Arguments: {} }")
        .replace("End: true }", "Next: Ask }\n  Ask: { Type: Task, Resource: 'arn:aws:states:::bedrock:invokeModel', ")
        .replace(/, $/m, ", Parameters: { ModelId: a, Output: {}, Comment: why }, End: true }"),
    },
    {
      name: "a request that a function of a template chooses",
      code: task("sqs:sendMessage", "Parameters: !If [Busy, { QueueUrl: a, MessageBody: b }, { QueueUrl: c }]"),
    },
    {
      name: "fields that a function of a template fills in",
      code: task("dynamodb:getItem", "Parameters: { TableName: !Ref Parcels, Key: !GetAtt Parcels.Key }"),
    },
    {
      name: "credentials that a function of a template fills in",
      code: task("lambda:invoke", "Parameters: { FunctionName: !Ref Pack }, Credentials: !If [Busy, a, b]"),
    },
    { name: "a request that nothing is known of", code: task("dynamodb:updateItem", "Parameters: {}") },
    {
      name: "arguments from an expression",
      code: task("lambda:invoke", 'Arguments: "{% $states.input %}"', jsonata),
    },
    {
      name: "arguments that only deployment knows",
      code: task("lambda:invoke", 'Arguments: "${Arguments}"', jsonata),
    },
    {
      name: "an SDK integration without a request",
      code: task("aws-sdk:organizations:listRoots", "ResultPath: null"),
    },
    {
      name: "an integration that there is not, which is another rule's",
      code: task("glue:startCrawler", "ResultPath: null"),
    },
    {
      name: "arguments of the other language, which is another rule's",
      code: task("lambda:invoke", "Arguments: {}"),
    },
    {
      name: "a language that only deployment knows",
      code: task("lambda:invoke", "Comment: no request", 'QueryLanguage: "${Language}"\n'),
    },
    {
      name: "a function without a request",
      code: `
StartAt: Pack order
States:
  Pack order: { Type: Task, Resource: "${lambda}", End: true }
`,
    },
    {
      name: "a request that a placeholder may complete",
      file: "machine.asl.json",
      code: `{
  "StartAt": "Pack order",
  "States": {
    "Pack order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { \${Request} },
      "End": true
    }
  }
}`,
    },
    {
      name: "a role of the task",
      code: task("lambda:invoke", "Parameters: { FunctionName: pack }, Credentials: { RoleArn: arn }"),
    },
    {
      name: "values of HTTP fields that a function of a template fills in",
      file: "machine.asl.yaml",
      code: task(
        "http:invoke",
        "Parameters: { ApiEndpoint: !Ref Url, Method: !Ref Method, Headers: !Ref Headers, InvocationConfig: !Ref Config }",
      ),
    },
    {
      name: "a role from a path",
      code: task("lambda:invoke", "Parameters: { FunctionName: pack }, Credentials: { RoleArn.$: $.role }"),
    },
    {
      name: "credentials that only deployment knows",
      code: task("lambda:invoke", 'Parameters: { FunctionName: pack }, Credentials: "${Credentials}"'),
    },
    {
      name: "a size of an array job",
      code: task("batch:submitJob.sync", "Parameters: { JobName: pack, ArrayProperties: { Size: 10 } }"),
    },
    {
      name: "a size from a path",
      code: task("batch:submitJob.sync", "Parameters: { ArrayProperties: { Size.$: $.size } }"),
    },
    {
      name: "a size from an expression",
      code: task("batch:submitJob", 'Arguments: { ArrayProperties: { Size: "{% $states.input.size %}" } }', jsonata),
    },
    {
      name: "a size that only deployment knows",
      code: task("batch:submitJob", 'Parameters: { ArrayProperties: { Size: "${Size}" } }'),
    },
    {
      name: "a complete HTTP request",
      code: connected(
        "Headers: { Accept: text/plain }, Transform: { RequestBodyEncoding: NONE, RequestEncodingOptions: { ArrayFormat: COMMAS } }",
      ),
    },
    {
      name: "an HTTP request with the older field of its connection",
      code: http("Authentication: { ConnectionArn.$: $.connection }, Comment: why"),
    },
    {
      name: "HTTP fields from expressions",
      code: task(
        "http:invoke",
        'Arguments: { ApiEndpoint: "{% $url %}", Method: "{% $method %}", InvocationConfig: "{% $connection %}" }',
        jsonata,
      ),
    },
    {
      name: "HTTP fields that only deployment knows",
      code: task(
        "http:invoke",
        'Parameters: { ApiEndpoint: "${Host}/parcels", Method: "${Method}", InvocationConfig: { ConnectionArn: "${Arn}" } }',
      ),
    },
    {
      name: "HTTP fields that lack '.$', which is another rule's",
      code: task(
        "http:invoke",
        "Parameters: { ApiEndpoint: $.url, Method: $.method, InvocationConfig: { ConnectionArn: $.arn } }",
      ),
    },
    {
      name: "a complete request of an API",
      code: api("Method: GET, AuthType: IAM_ROLE, Headers: { Accept: [text/plain], X-Order.$: $.headers }"),
    },
    {
      name: "a header of an API from an expression",
      code: task(
        "apigateway:invoke",
        'Arguments: { ApiEndpoint: api.example, Method: GET, Headers: { Accept: "{% $accepted %}" } }',
        jsonata,
      ),
    },
  ],

  invalid: [
    ...needed.map(([call, fields]) => ({
      name: `an empty request of ${call}`,
      code: task(call, "«Parameters»: {}"),
      problems: [
        {
          messageId: "missing",
          data: { call: call.replace(/\..*/, ""), field: fields.slice(1, -1) },
          suggestions: [],
        },
      ],
    })),
    {
      name: "an integration without a request",
      code: `
StartAt: Pack order
States:
  Pack order: { Type: Task, Resource: «arn:aws:states:::glue:startJobRun.sync», End: true }
`,
      problems: [
        { messageId: "noRequest", data: { name: "Pack order", call: "glue:startJobRun", field: "Parameters" } },
      ],
    },
    {
      name: "an integration without arguments",
      code: `
QueryLanguage: JSONata
StartAt: Pack order
States:
  Pack order: { Type: Task, Resource: «arn:aws:states:::eks:call», End: true }
`,
      problems: [{ messageId: "noRequest", data: { name: "Pack order", call: "eks:call", field: "Arguments" } }],
    },
    {
      name: "one missing field in JSONata",
      code: task("sqs:sendMessage", "«Arguments»: { QueueUrl: parcels }", jsonata),
      problems: [{ messageId: "missing", data: { call: "sqs:sendMessage", field: "MessageBody" } }],
    },
    {
      name: "a misspelt field once, and keeps its path",
      code: task("lambda:invoke", "Parameters: { «functionName.$»: $.packer, Payload: {} }"),
      problems: [
        {
          messageId: "misspelt",
          data: { call: "lambda:invoke", field: "FunctionName", written: "functionName.$" },
          suggestions: [
            {
              messageId: "change",
              output: task("lambda:invoke", "Parameters: { FunctionName.$: $.packer, Payload: {} }"),
            },
          ],
        },
      ],
    },
    ...(["many", '"{% $size %}"', "2.5", "true"] as const).map((size) => ({
      name: `the size ${size}`,
      code: task("batch:submitJob", `Parameters: { ArrayProperties: { Size: «${size}» } }`),
      problems: [{ messageId: "integer" }],
    })),
    {
      name: "a size in quotes, which AWS may take",
      code: task("batch:submitJob", 'Parameters: { ArrayProperties: { Size: «"10"» } }'),
      problems: [{ messageId: "integerText" }],
    },
    {
      name: "what a size is instead of an integer",
      code: task("batch:submitJob", "Arguments: { ArrayProperties: { Size: «many» } }", jsonata),
      problems: [
        {
          messageId: "integer",
          data: { call: "batch:submitJob", field: "ArrayProperties.Size", written: '"many"' },
          suggestions: [],
        },
      ],
    },
    {
      name: "credentials without a role, whatever the task calls",
      code: `
StartAt: Pack order
States:
  Pack order: { Type: Task, Resource: "\${PackArn}", «Credentials»: {}, End: true }
`,
      problems: [{ messageId: "noRole", data: {} }],
    },
    {
      name: "a misspelt role",
      code: task("lambda:invoke", "Parameters: { FunctionName: pack }, Credentials: { «RoleARN»: arn }"),
      problems: [
        {
          messageId: "misspeltRole",
          data: { written: "RoleARN" },
          suggestions: [
            {
              messageId: "change",
              output: task("lambda:invoke", "Parameters: { FunctionName: pack }, Credentials: { RoleArn: arn }"),
            },
          ],
        },
      ],
    },
    {
      name: "credentials of an activity once",
      code: `
StartAt: Pack order
States:
  Pack order:
    Type: Task
    Resource: arn:aws:states:eu-west-1:123456789012:activity:pack
    «Credentials»: {}
    End: true
`,
      problems: [{ messageId: "activityCredentials", data: {} }],
    },
    {
      name: "credentials of an HTTP task",
      code: task(
        "http:invoke",
        "Parameters: { ApiEndpoint: https://parcels.example, Method: GET, InvocationConfig: { ConnectionArn: arn } }, «Credentials»: { RoleArn: arn }",
      ),
      problems: [{ messageId: "httpCredentials", data: {} }],
    },
    {
      name: "an empty HTTP request",
      code: task("http:invoke", "««Parameters»»: {}"),
      problems: [
        { messageId: "missingDocumented", data: { call: "http:invoke", field: "ApiEndpoint' and 'Method" } },
        { messageId: "noConnection", data: { call: "http:invoke", field: "InvocationConfig" } },
      ],
    },
    {
      name: "misspelt HTTP fields once each",
      code: task(
        "http:invoke",
        "Parameters: { «ApiEndpont»: https://parcels.example, «method»: GET, «InvocationConfiq»: {}, «Timeout»: 9 }",
      ),
      problems: [
        { messageId: "misspeltDocumented" },
        { messageId: "misspeltDocumented", data: { call: "http:invoke", field: "Method", written: "method" } },
        {
          messageId: "unknown",
          data: { call: "http:invoke", written: "InvocationConfiq", hint: " Did you mean 'InvocationConfig'?" },
        },
        { messageId: "unknown", data: { call: "http:invoke", written: "Timeout", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "a method in small letters",
      code: connected("Headers: {}").replace("GET", "«get»"),
      problems: [
        {
          messageId: "value",
          data: { call: "http:invoke", field: "Method", written: "get", hint: " Did you mean 'GET'?" },
          suggestions: [{ messageId: "change", output: connected("Headers: {}") }],
        },
      ],
    },
    {
      name: "encodings that there are not",
      code: connected("Transform: { RequestBodyEncoding: «JSON», RequestEncodingOptions: { ArrayFormat: «Comma» } }"),
      problems: [
        {
          messageId: "value",
          data: { call: "http:invoke", field: "Transform.RequestBodyEncoding", written: "JSON", hint: "" },
        },
        {
          messageId: "value",
          data: {
            call: "http:invoke",
            field: "Transform.RequestEncodingOptions.ArrayFormat",
            written: "Comma",
            hint: " Did you mean 'COMMAS'?",
          },
        },
      ],
    },
    {
      name: "an endpoint without encryption",
      code: connected("Headers: {}").replace('"https://parcels.example"', "«http://parcels.example»"),
      problems: [
        {
          messageId: "https",
          data: { call: "http:invoke" },
          suggestions: [
            {
              messageId: "change",
              output: connected("Headers: {}").replaceAll('"https://parcels.example"', "https://parcels.example"),
            },
          ],
        },
      ],
    },
    {
      name: "an endpoint without encryption on a host that only deployment knows",
      code: connected("Headers: {}").replace('"https://parcels.example"', '«"http://${Host}/parcels"»'),
      problems: [{ messageId: "https", suggestions: [] }],
    },
    {
      name: "an endpoint without a scheme",
      code: connected("Headers: {}").replace('"https://parcels.example"', "«parcels.example»"),
      problems: [{ messageId: "https", suggestions: [] }],
    },
    {
      name: "two connections",
      code: connected("«Authentication»: { ConnectionArn: arn }"),
      problems: [
        {
          messageId: "twoConnections",
          data: { call: "http:invoke", field: "InvocationConfig", written: "Authentication" },
        },
      ],
    },
    {
      name: "a connection without its ARN",
      code: http("«Authentication»: { Type: basic }"),
      problems: [{ messageId: "noConnectionArn", data: { call: "http:invoke", field: "Authentication" } }],
    },
    {
      name: "a misspelt ARN of a connection",
      code: http("InvocationConfig: { «ConnectionARN»: arn }"),
      problems: [
        {
          messageId: "noConnectionArn",
          suggestions: [{ messageId: "change", output: http("InvocationConfig: { ConnectionArn: arn }") }],
        },
      ],
    },
    {
      name: "headers that no HTTP request may set",
      code: connected("Headers: { «authorization»: secret, «X-Amz-Date.$»: $.date, X-Order: a }"),
      problems: [
        { messageId: "header", data: { call: "http:invoke", written: "authorization" } },
        { messageId: "header", data: { call: "http:invoke", written: "X-Amz-Date" } },
      ],
    },
    {
      name: "a header of an API that is no list",
      code: api("Method: GET, Headers: { Accept: «text/plain», «Host»: api.example }"),
      problems: [
        {
          messageId: "headerList",
          data: { call: "apigateway:invoke", written: "Accept" },
          suggestions: [
            {
              messageId: "change",
              output: api("Method: GET, Headers: { Accept: [text/plain], Host: api.example }"),
            },
          ],
        },
        { messageId: "header", data: { call: "apigateway:invoke", written: "Host" } },
      ],
    },
    {
      name: "fields and values that no API has",
      code: api("Method: GET, AuthType: «IAM», «QueryParameter»: {}"),
      problems: [
        { messageId: "value" },
        {
          messageId: "unknown",
          data: { call: "apigateway:invoke", written: "QueryParameter", hint: " Did you mean 'QueryParameters'?" },
        },
      ],
    },
    {
      name: "a request of an API without a method",
      code: task("apigateway:invoke", "«Parameters»: { ApiEndpoint: api.example }"),
      problems: [{ messageId: "missingDocumented", data: { call: "apigateway:invoke", field: "Method" } }],
    },
    {
      name: "a field of the state at the end of a request",
      code: lines("      «ResultPath»: $.parcel # kept\n", "    End: true\n"),
      problems: [
        {
          messageId: "misplaced",
          data: { call: "lambda:invoke", written: "ResultPath" },
          suggestions: [{ messageId: "move", output: lines("    ResultPath: $.parcel\n", "    End: true\n") }],
        },
      ],
    },
    {
      name: "fields of the state amid a request",
      code: lines("      «End»: true\n      «Retry»:\n        - ErrorEquals: [States.ALL]\n      Payload: {}\n", ""),
      problems: [
        {
          messageId: "misplaced",
          suggestions: [
            {
              messageId: "move",
              output: lines(
                "      Retry:\n        - ErrorEquals: [States.ALL]\n      Payload: {}\n    End: true\n",
                "",
              ),
            },
          ],
        },
        {
          messageId: "misplaced",
          suggestions: [
            {
              messageId: "move",
              output: lines(
                "      End: true\n      Payload: {}\n    Retry:\n      - ErrorEquals:\n          - States.ALL\n",
                "",
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a field of the state in a request in JSON",
      file: "machine.asl.json",
      code: json(',\n        «"Next"»: "Ship order"', ""),
      problems: [
        {
          messageId: "misplaced",
          suggestions: [{ messageId: "move", output: json("", ',\n      "Next": "Ship order"') }],
        },
      ],
    },
    {
      name: "fields that the state has, too, or that it would not have as they are",
      code: task(
        "sqs:sendMessage",
        'Parameters: { QueueUrl: a, MessageBody: b, «Resource»: c, «Next»: d, «ResultPath.$»: $.e, «OutputPath»: "${Path}" }',
      ),
      problems: [
        { messageId: "misplaced", data: { call: "sqs:sendMessage", written: "Resource" }, suggestions: [] },
        { messageId: "misplaced", suggestions: [] },
        { messageId: "misplaced", data: { call: "sqs:sendMessage", written: "ResultPath" }, suggestions: [] },
        { messageId: "misplaced", suggestions: [] },
      ],
    },
    {
      name: "fields of states in arguments, also those of the other language",
      code: task("eks:call", "Arguments: { «TimeoutSeconds»: 60, «ResultPath»: $.parcel }", jsonata),
      problems: [
        {
          messageId: "misplaced",
          suggestions: [
            {
              messageId: "move",
              output: task(
                "eks:call",
                "Arguments: { ResultPath: $.parcel }, End: true, TimeoutSeconds: 60",
                jsonata,
              ).replace("60, End: true }", "60 }"),
            },
          ],
        },
        { messageId: "unknown", data: { call: "eks:call", written: "ResultPath", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "fields in other letters",
      code: task(
        "sns:publish",
        "Parameters: { Message: Packed, «TopicARN»: arn, «messageAttributes.$»: $.all, topic: a }",
      ),
      problems: [
        {
          messageId: "unknown",
          data: { call: "sns:publish", written: "TopicARN", hint: " Did you mean 'TopicArn'?" },
          suggestions: [
            {
              messageId: "change",
              output: task(
                "sns:publish",
                "Parameters: { Message: Packed, TopicArn: arn, messageAttributes.$: $.all, topic: a }",
              ),
            },
          ],
        },
        {
          messageId: "unknown",
          suggestions: [
            {
              messageId: "change",
              output: task(
                "sns:publish",
                "Parameters: { Message: Packed, TopicARN: arn, MessageAttributes.$: $.all, topic: a }",
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a field in two ways of writing",
      code: task("lambda:invoke", "Parameters: { FunctionName: pack, «functionName»: ship }"),
      problems: [
        {
          messageId: "unknown",
          data: { call: "lambda:invoke", written: "functionName", hint: "" },
          suggestions: [],
        },
      ],
    },
  ],
});
