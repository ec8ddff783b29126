/*
 * What the requests of optimized integrations hold, as far as it is known.
 * As of 2026-11-22. `refusedWithout` and `integers`: measured against AWS on 2026-09-05 and in 2021; the rest:
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

/** The request of a call, "lambda:invoke"; `undefined` if nothing is known of it. */
export function requestOf(call: string): RequestFields | undefined {
  return requests.get(call);
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

const requests: ReadonlyMap<string, RequestFields> = new Map<string, RequestFields>([
  ["batch:submitJob", { integers: ["ArrayProperties.Size"] }],
  ["dynamodb:getItem", { refusedWithout: ["TableName", "Key"] }],
  ["dynamodb:putItem", { refusedWithout: ["TableName", "Item"] }],
  ["ecs:runTask", { refusedWithout: ["TaskDefinition"] }],
  ["events:putEvents", { refusedWithout: ["Entries"] }],
  ["glue:startJobRun", { refusedWithout: ["JobName"] }],
  ["lambda:invoke", { refusedWithout: ["FunctionName"] }],
  ["sns:publish", { refusedWithout: ["Message"] }],
  ["sqs:sendMessage", { refusedWithout: ["QueueUrl", "MessageBody"] }],
  ["states:startExecution", { refusedWithout: ["StateMachineArn"] }],
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
