import { sdkNameOf } from "../data/integrations.ts";
import type { Hole, Range } from "../document/nodes.ts";

/** What a Task's `Resource` calls. */
export type Resource = IntegrationResource | LambdaResource | ActivityResource | UnknownResource;

/** `arn:aws:states:::glue:startJobRun.sync` or `arn:aws:states:::aws-sdk:glue:getJobRun`; it need not exist. */
export interface IntegrationResource {
  readonly kind: "integration";
  /** As written: "glue", "elasticmapreduce"; without the `aws-sdk:` of an SDK integration. */
  readonly service: string;
  readonly action: string;
  /** `other`: the suffix is none that Step Functions has. */
  readonly pattern: "request" | "sync" | "callback" | "other";
  /** What follows the action: "", ".sync", ".sync:2", ".waitForTaskToken" or anything else. */
  readonly suffix: string;
  /** 2 for `.sync:2`. */
  readonly version: 2 | undefined;
  /** Whether it is an `aws-sdk:` integration. */
  readonly sdk: boolean;
  /** Where its parts stand in the text, the labels of holes included. */
  readonly at: { readonly service: Range; readonly action: Range; readonly suffix: Range };
}

/** A Lambda function by its own ARN. */
export interface LambdaResource {
  readonly kind: "lambda";
  /** `undefined` if only deployment knows it. */
  readonly functionName: string | undefined;
}

export interface ActivityResource {
  readonly kind: "activity";
  /** `undefined` if only deployment knows it. */
  readonly name: string | undefined;
}

/** No ARN of these shapes, or the part that tells is known only at deployment. */
export interface UnknownResource {
  readonly kind: "unknown";
}

/**
 * Reads a `Resource`: a string, or the parts of one with holes that only deployment fills. Nothing is guessed from a
 * hole. Equal strings mostly give the same object.
 */
export function parseResource(parts: string | readonly (string | Hole)[]): Resource {
  if (typeof parts !== "string") {
    return read(parts.map((part) => (typeof part === "string" ? part : hole.repeat(part.label.length))).join(""));
  }
  let resource = latest.get(parts);
  if (resource === undefined) {
    resource = read(parts);
    if (latest.size >= MOST_KEPT) latest.clear();
    latest.set(parts, resource);
  }
  return resource;
}

/** The last ones that were read: machines call few things, from many states. Few, as strings may hold whole texts. */
const latest = new Map<string, Resource>();
const MOST_KEPT = 64;

function read(text: string): Resource {
  return integrationOf(text) ?? functionOf(text) ?? activityOf(text) ?? { kind: "unknown" };
}

/**
 * The call in the words of the SDK integrations, "glue:getJobRun", whichever integration it uses; the key of
 * `pollPairsOf`.
 */
export function apiOf(resource: Resource): string | undefined {
  if (resource.kind !== "integration") return undefined;
  return resource.sdk ? `${resource.service}:${resource.action}` : sdkNameOf(resource.service, resource.action);
}

const hole = "\0";

// Region and account are mostly empty here, and may be one hole together.
const place = "(?:[^:]*:(?!aws-sdk:)[^:]*|[^:\\0]*\\0+[^:\\0]*)";
const integration = new RegExp(`^arn:[^:]+:states:${place}:(aws-sdk:)?([^:.\\0]+):([^:.\\0]+)((?:[.:][^\\0]*)?)$`);
const lambda = new RegExp(`^arn:[^:]+:lambda:${place}:function:([^:]+)(?::[^:]*)?$`);
const activity = new RegExp(`^arn:[^:]+:states:${place}:activity:(.+)$`);

function integrationOf(text: string): IntegrationResource | undefined {
  const [match, sdk, service, action, suffix = ""] = integration.exec(text) ?? [];
  if (match === undefined || service === undefined || action === undefined) return undefined;
  if (THINGS.has(service)) return undefined;
  const suffixAt = text.length - suffix.length;
  const actionAt = suffixAt - action.length;
  const serviceAt = actionAt - 1 - service.length;
  return {
    kind: "integration",
    service,
    action,
    pattern: PATTERNS.get(suffix) ?? "other",
    suffix,
    version: suffix === ".sync:2" ? 2 : undefined,
    sdk: sdk !== undefined,
    at: {
      service: [serviceAt, serviceAt + service.length],
      action: [actionAt, suffixAt],
      suffix: [suffixAt, text.length],
    },
  };
}

/** What ARNs of Step Functions name besides services. */
const THINGS: ReadonlySet<string> = new Set(["activity", "stateMachine", "execution", "express"]);

const PATTERNS: ReadonlyMap<string, IntegrationResource["pattern"]> = new Map([
  ["", "request"],
  [".sync", "sync"],
  [".sync:2", "sync"],
  [".waitForTaskToken", "callback"],
]);

function functionOf(text: string): LambdaResource | undefined {
  const name = lambda.exec(text)?.[1];
  return name === undefined ? undefined : { kind: "lambda", functionName: known(name) };
}

function activityOf(text: string): ActivityResource | undefined {
  const name = activity.exec(text)?.[1];
  return name === undefined ? undefined : { kind: "activity", name: known(name) };
}

function known(name: string): string | undefined {
  return name.includes(hole) ? undefined : name;
}
