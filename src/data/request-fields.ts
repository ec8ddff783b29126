/*
 * What the requests of optimized integrations hold, as far as it is known.
 * As of 2026-11-22. `refusedWithout` and `integers`: measured against AWS on 2026-09-05 and in 2021; `others`: the pages
 * behind https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html; the rest:
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html and
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
 */

/** The request of an integration; paths of fields are written with dots, "ArrayProperties.Size". */
export interface RequestFields {
  /** AWS refuses a definition without them. */
  readonly refusedWithout?: readonly string[];
  /** AWS's pages call them required, and nobody has seen a definition without them refused. */
  readonly required?: readonly string[];
  /** Every field; absent where AWS adds to them over the years. */
  readonly all?: readonly string[];
  /** Some of the fields, where not all are known. */
  readonly others?: readonly string[];
  /** Those that take integers; AWS refuses anything else. */
  readonly integers?: readonly string[];
  /** Path -> the values it takes. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Fields of which exactly one names the connection, as its `ConnectionArn`. */
  readonly connections?: readonly string[];
  /** Whether `ApiEndpoint` is a URL, which has to be an https one. */
  readonly url?: boolean;
  readonly headers?: HeaderRules;
}

export interface HeaderRules {
  /** In lower case, as are the prefixes. */
  readonly forbidden: ReadonlySet<string>;
  readonly forbiddenPrefixes: readonly string[];
  /** Whether each header is a list of strings. */
  readonly lists: boolean;
}

/** The request of a call, "lambda:invoke"; empty if nothing is known of it. */
export function requestOf(call: string): RequestFields {
  return requests.get(call) ?? NOTHING;
}

/** The names of all fields that are known. */
export function knownFields(fields: RequestFields): ReadonlySet<string> {
  let names = known.get(fields);
  if (names === undefined) {
    const { refusedWithout = [], required = [], all = [], others = [] } = fields;
    names = new Set([...refusedWithout, ...required, ...all, ...others]);
    known.set(fields, names);
  }
  return names;
}

const known = new WeakMap<RequestFields, ReadonlySet<string>>();
const NOTHING: RequestFields = {};

/**
 * Fields of a Task that no request has, but for those that its own table names. `Arguments`, `Credentials`, `Output`,
 * `Parameters` and `Type` are not among them: requests have such fields, or may.
 */
export const stateFields: ReadonlySet<string> = new Set(
  words(
    "Resource Next End Retry Catch Assign InputPath OutputPath ResultPath ResultSelector TimeoutSeconds " +
      "TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath",
  ),
);

const reading = "ExpressionAttributeNames ProjectionExpression ReturnConsumedCapacity";
const writing =
  "ConditionExpression ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity " +
  "ReturnItemCollectionMetrics ReturnValues";
const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

const requests: ReadonlyMap<string, RequestFields> = new Map<string, RequestFields>([
  [
    "athena:startQueryExecution",
    { others: words("ClientRequestToken QueryExecutionContext QueryString ResultConfiguration WorkGroup") },
  ],
  ["athena:getQueryExecution", { others: ["QueryExecutionId"] }],
  ["athena:getQueryResults", { others: words("MaxResults NextToken QueryExecutionId") }],
  ["athena:stopQueryExecution", { others: ["QueryExecutionId"] }],
  [
    "batch:submitJob",
    {
      integers: ["ArrayProperties.Size"],
      others: words(
        "ArrayProperties ContainerOverrides DependsOn JobDefinition JobName JobQueue Parameters RetryStrategy Tags Timeout",
      ),
    },
  ],
  ["bedrock:invokeModel", { others: words("Accept Body ContentType Input ModelId Output") }],
  // The harness has a timeout of its own.
  ["bedrockagentcore:invokeHarness", { others: ["TimeoutSeconds"] }],
  ["bedrock-agentcore:invokeHarness", { others: ["TimeoutSeconds"] }],
  ["dynamodb:getItem", { refusedWithout: ["TableName", "Key"], others: words(`ConsistentRead ${reading}`) }],
  ["dynamodb:putItem", { refusedWithout: ["TableName", "Item"], others: words(writing) }],
  ["dynamodb:updateItem", { others: words(`TableName Key UpdateExpression ${writing}`) }],
  ["dynamodb:deleteItem", { others: words(`TableName Key ${writing}`) }],
  [
    "ecs:runTask",
    {
      refusedWithout: ["TaskDefinition"],
      others: words(
        "Cluster EnableExecuteCommand Group LaunchType NetworkConfiguration Overrides PlacementConstraints " +
          "PlacementStrategy PlatformVersion PropagateTags",
      ),
    },
  ],
  ["events:putEvents", { refusedWithout: ["Entries"] }],
  [
    "glue:startJobRun",
    {
      refusedWithout: ["JobName"],
      others: words(
        "AllocatedCapacity Arguments JobRunId MaxCapacity NotificationProperty NumberOfWorkers SecurityConfiguration " +
          "Timeout WorkerType",
      ),
    },
  ],
  [
    "lambda:invoke",
    { refusedWithout: ["FunctionName"], others: words("ClientContext InvocationType Payload Qualifier") },
  ],
  [
    "sns:publish",
    {
      refusedWithout: ["Message"],
      others: words(
        "MessageAttributes MessageDeduplicationId MessageGroupId MessageStructure PhoneNumber Subject TargetArn TopicArn",
      ),
    },
  ],
  [
    "sqs:sendMessage",
    {
      refusedWithout: ["QueueUrl", "MessageBody"],
      others: words("DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId"),
    },
  ],
  ["states:startExecution", { refusedWithout: ["StateMachineArn"], others: words("Input Name TraceHeader") }],
  [
    "http:invoke",
    {
      required: ["ApiEndpoint", "Method"],
      all: words("ApiEndpoint Method InvocationConfig Authentication Headers QueryParameters RequestBody Transform"),
      values: {
        Method: methods,
        "Transform.RequestBodyEncoding": ["NONE", "URL_ENCODED"],
        "Transform.RequestEncodingOptions.ArrayFormat": ["INDICES", "REPEAT", "COMMAS", "BRACKETS"],
      },
      connections: ["InvocationConfig", "Authentication"],
      url: true,
      headers: {
        forbidden: new Set(
          words(
            "a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding " +
              "content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range " +
              "if-unmodified-since max-forwards origin pragma proxy-authorization referer server te trailer transfer-encoding " +
              "upgrade via warning",
          ),
        ),
        forbiddenPrefixes: ["x-forwarded-", "x-amz-", "x-amzn-"],
        lists: false,
      },
    },
  ],
  [
    "apigateway:invoke",
    {
      required: ["ApiEndpoint", "Method"],
      all: words("ApiEndpoint Method Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType"),
      values: { Method: methods, AuthType: ["NO_AUTH", "IAM_ROLE", "RESOURCE_POLICY"] },
      headers: {
        forbidden: new Set(
          words(
            "authorization connection content-md5 expect host max-forwards proxy-authenticate server te transfer-encoding " +
              "trailer upgrade via www-authenticate",
          ),
        ),
        forbiddenPrefixes: ["x-forwarded", "x-amz", "x-amzn"],
        lists: true,
      },
    },
  ],
]);

function words(text: string): readonly string[] {
  return text.split(" ");
}
