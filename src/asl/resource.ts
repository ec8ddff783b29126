import { sdkNameOf } from "../data/integrations.ts";
import type { Hole } from "../document/nodes.ts";

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
 * hole.
 */
export function parseResource(parts: string | readonly (string | Hole)[]): Resource {
  const text =
    typeof parts === "string" ? parts : parts.map((part) => (typeof part === "string" ? part : hole)).join("");
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
const place = "(?:[^:]*:[^:]*|[^:\\0]*\\0[^:\\0]*)";
const integration = new RegExp(`^arn:[^:]+:states:${place}:(aws-sdk:)?([\\w-]+):([A-Za-z]\\w*)((?:[.:].*)?)$`);
const lambda = new RegExp(`^arn:[^:]+:lambda:${place}:function:([^:]+)(?::[^:]*)?$`);
const activity = new RegExp(`^arn:[^:]+:states:${place}:activity:(.+)$`);

function integrationOf(text: string): IntegrationResource | undefined {
  const [match, sdk, service, action, suffix = ""] = integration.exec(text) ?? [];
  if (match === undefined || service === undefined || action === undefined) return undefined;
  if (service === "activity" || service === "stateMachine" || suffix.includes(hole)) return undefined;
  const pattern = suffixes[suffix] ?? "other";
  const version = suffix === ".sync:2" ? 2 : undefined;
  return { kind: "integration", service, action, pattern, suffix, version, sdk: sdk !== undefined };
}

const suffixes: Readonly<Record<string, IntegrationResource["pattern"]>> = {
  "": "request",
  ".sync": "sync",
  ".sync:2": "sync",
  ".waitForTaskToken": "callback",
};

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
