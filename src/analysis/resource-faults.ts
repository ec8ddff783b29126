import type { Task } from "../asl/model.ts";
import { type IntegrationResource, parseResource, type Resource } from "../asl/resource.ts";
import {
  isDisputed,
  optimizedActions,
  optimizedNameOf,
  optimizedServices,
  patternsOf,
  sdkNameOf,
} from "../data/integrations.ts";
import { isListedSdkService, isUnsupportedSdkAction, sdkServices, usualSdkService } from "../data/sdk-services.ts";
import type { Range } from "../document/nodes.ts";
import { isStandIn } from "../document/placeholders.ts";
import { nearest } from "../util/did-you-mean.ts";

/** What is wrong with a `Resource`. */
export interface ResourceFault {
  /**
   * - `constant`: a path or expression, where only a constant is read
   * - `notArn`: no ARN at all
   * - `incomplete`: an ARN of Step Functions without service or action
   * - `stateMachine`: the ARN of a state machine or execution
   * - `otherArn`: the ARN of something that no Task calls
   * - `partition`: no partition of AWS
   * - `lambdaSuffix`: the suffix of an integration behind the name of a Lambda function
   * - `lambdaName`: the ARN of a Lambda function without its "function:"
   * - `service`, `action`, `pattern`, `suffix`: of an optimized integration, there is none of that name
   * - `mapOnly`: an integration of S3 that only a distributed Map uses
   * - `sdkSync`, `sdkAction`, `sdkUnsupported`, `sdkService`: the same of an SDK integration
   * - `sdkCall`: neither service nor action are written as those of SDK integrations
   * - `sdkPart`: one part too many before service and action
   */
  readonly kind:
    | "constant"
    | "notArn"
    | "incomplete"
    | "stateMachine"
    | "otherArn"
    | "partition"
    | "lambdaSuffix"
    | "lambdaName"
    | "service"
    | "action"
    | "pattern"
    | "suffix"
    | "mapOnly"
    | "sdkSync"
    | "sdkAction"
    | "sdkUnsupported"
    | "sdkService"
    | "sdkCall"
    | "sdkPart";
  /** Offsets in the text of the `Resource`. */
  readonly at: Range;
  /** What may be meant. */
  readonly instead?: Replacement | undefined;
}

/** A text for a range of the `Resource`, by its offsets there. */
export interface Replacement {
  readonly text: string;
  readonly range: Range;
}

/** What is wrong with a Task's `Resource`, the parts from left to right; nothing where only deployment knows it. */
export function resourceFaults(task: Task): readonly ResourceFault[] {
  const node = task.resourceField?.node;
  const { resource } = task;
  if (node?.kind === "dynamic") return resource.kind === "integration" ? integrationFaults(resource) : NONE;
  const text = task.resourceField?.value;
  if (text === undefined) return NONE;
  let faults = known.get(resource);
  if (faults === undefined) {
    faults = isStandIn(text) ? NONE : textFaults(text, resource);
    known.set(resource, faults);
  }
  return faults;
}

/** Tasks that call the same share what was read of their `Resource`. */
const known = new WeakMap<Resource, readonly ResourceFault[]>();

function textFaults(text: string, resource: Resource): readonly ResourceFault[] {
  if (resource.kind === "unknown") return shapeFaults(text);
  const partition = partitionFault(text);
  const faults =
    resource.kind === "integration"
      ? integrationFaults(resource)
      : resource.kind === "lambda"
        ? lambdaFaults(text, resource.functionName)
        : NONE;
  return partition === undefined ? faults : [partition, ...faults];
}

/** Whether AWS refuses a Task for its `Resource` alone, as far as that is known. */
export function isResourceRefused(task: Task): boolean {
  return resourceFaults(task).some(({ kind }) => !ACCEPTED.has(kind));
}

function replacing(range: Range, text: string | undefined): Replacement | undefined {
  return text === undefined ? undefined : { text, range };
}

const NONE: readonly ResourceFault[] = [];

/** The faults that nobody has seen AWS refuse. */
const ACCEPTED: ReadonlySet<ResourceFault["kind"]> = new Set([
  "otherArn",
  "partition",
  "lambdaSuffix",
  "lambdaName",
  "sdkService",
]);

function shapeFaults(text: string): readonly ResourceFault[] {
  const whole: Range = [0, text.length];
  if (/^\s*(?:\{%|\$(?!\{)|States\.\w+\()/.test(text)) return [{ kind: "constant", at: whole }];
  const [, service = "", rest = ""] = /^arn:[^:]+:([^:]+):[^:]*:[^:]*:([\s\S]+)$/.exec(text) ?? [];
  if (service === "") return [{ kind: "notArn", at: whole, instead: integrationMeant(text) }];
  if (service === "lambda") return functionNameFaults(text, rest);
  if (service !== "states") {
    const start = text.indexOf(":", "arn:".length) + 1;
    const range: Range = [start, start + service.length];
    const near = nearest(service, ["states", "lambda"]);
    return [{ kind: "otherArn", at: range, instead: replacing(range, near) }];
  }
  if (/^(?:stateMachine|execution|express):/.test(rest)) return [{ kind: "stateMachine", at: whole }];
  return [{ kind: "incomplete", at: whole, instead: integrationMeant(text) }];
}

/** The ARN of an integration that lacks a colon before it or has one too many. */
function integrationMeant(text: string): Replacement | undefined {
  const [, start, call] = /^(arn:[^:]+:states):+([^:]+:[^:][\s\S]*)$/.exec(text) ?? [];
  if (start === undefined || call === undefined) return undefined;
  const meant = `${start}:::${call}`;
  const resource = parseResource(meant);
  if (resource.kind !== "integration" || integrationFaults(resource).length > 0) return undefined;
  return { text: meant, range: [0, text.length] };
}

function functionNameFaults(text: string, rest: string): readonly ResourceFault[] {
  const [match, name = "", more] = /^([\w-]+)(:[\w$-]+)?$/.exec(rest) ?? [];
  // Functions are called by ARNs of odd shapes, too.
  if (match === undefined || LAMBDA_THINGS.has(name) || text.includes(":function:")) return NONE;
  const start = text.length - rest.length;
  const isMisspelt = more !== undefined && nearest(name, ["function"]) !== undefined;
  const range: Range = [start, isMisspelt ? start + name.length : text.length];
  return [{ kind: "lambdaName", at: range, instead: { text: isMisspelt ? "function" : `function:${rest}`, range } }];
}

/** What ARNs of Lambda name. */
const LAMBDA_THINGS: ReadonlySet<string> = new Set([
  "function",
  "layer",
  "event-source-mapping",
  "code-signing-config",
  "capacity-provider",
]);

function partitionFault(text: string): ResourceFault | undefined {
  if (/^arn:aws(?:-[a-z]+)*:/.test(text)) return undefined;
  const range: Range = ["arn:".length, text.indexOf(":", "arn:".length)];
  const near = nearest(text.slice(...range), ["aws", "aws-cn", "aws-us-gov"]);
  return { kind: "partition", at: range, instead: replacing(range, near) };
}

function lambdaFaults(text: string, functionName: string | undefined): readonly ResourceFault[] {
  const suffix = functionName && /\.(?:sync|waitForTaskToken)$/.exec(functionName)?.[0];
  if (!suffix) return NONE;
  const start = text.lastIndexOf(suffix);
  return [{ kind: "lambdaSuffix", at: [start, start + suffix.length] }];
}

function integrationFaults(resource: IntegrationResource): readonly ResourceFault[] {
  if (resource.sdk) return sdkFaults(resource);
  const fault = optimizedFault(resource);
  return fault === undefined ? NONE : [fault];
}

function optimizedFault(resource: IntegrationResource): ResourceFault | undefined {
  const { service, action, suffix, pattern, at } = resource;
  if (service === "aws-sdk") return { kind: "incomplete", at: [at.service[0], at.suffix[1]] };
  const patterns = patternsOf(service, action);
  if (patterns !== undefined) {
    const wanted = resource.version === 2 ? "sync:2" : pattern;
    if (wanted === "other") {
      const near = nearest(suffix, suffixesOf(service, action));
      return { kind: "suffix", at: at.suffix, instead: replacing(at.suffix, near) };
    }
    if (patterns.includes(wanted) || isDisputed(service, wanted)) return undefined;
    const text = pattern === "sync" && patterns.includes("sync") ? ".sync" : "";
    return { kind: "pattern", at: at.suffix, instead: { text, range: at.suffix } };
  }
  const actions = optimizedActions(service);
  if (actions !== undefined) {
    const near = nearest(action, actions, MOST_EDITS);
    if (near !== undefined) return { kind: "action", at: at.action, instead: { text: near, range: at.action } };
    return { kind: "action", at: at.action, instead: inSdk(sdkNameOf(service, camelCase(action) ?? action), resource) };
  }
  const isMapOnly = service === "s3" && MAP_ACTIONS.has(action);
  const range: Range = isMapOnly ? [at.service[0], at.action[1]] : at.service;
  return { kind: isMapOnly ? "mapOnly" : "service", at: range, instead: otherService(resource) };
}

/** The suffixes that an action takes, ".sync" and the like; empty for one that takes none. */
export function suffixesOf(service: string, action: string): string[] {
  return (patternsOf(service, action) ?? [])
    .filter((pattern) => pattern !== "request")
    .map((pattern) => (pattern === "callback" ? ".waitForTaskToken" : `.${pattern}`));
}

/** Few: deleteEndpoint and updateEndpoint are both actions, if not both optimized. */
const MOST_EDITS = 2;
const MAP_ACTIONS: ReadonlySet<string> = new Set(["getObject", "listObjectsV2", "putObject"]);

/** What is meant by a service that has no optimized integration. */
function otherService(resource: IntegrationResource): Replacement | undefined {
  const { service, action, at } = resource;
  const lower = service.toLowerCase();
  const sdk = usualSdkService(lower) ?? (sdkServices().has(lower) ? lower : undefined);
  const optimized = (sdk && optimizedNameOf(sdk)) ?? nearest(service, [...optimizedServices(), "aws-sdk"]);
  const hasAction = optimized === "aws-sdk" || patternsOf(optimized ?? "", action) !== undefined;
  const camel = camelCase(action) ?? action;
  if (optimized !== undefined && !hasAction && patternsOf(optimized, camel) !== undefined) {
    return { text: `${optimized}:${camel}`, range: [at.service[0], at.action[1]] };
  }
  if (optimized !== undefined && (hasAction || sdk === undefined)) return { text: optimized, range: at.service };
  return sdk === undefined ? undefined : inSdk(`${sdk}:${camel}`, resource);
}

/** The same call as an SDK integration, if it may be one. */
function inSdk(call: string, { pattern, at }: IntegrationResource): Replacement | undefined {
  const [service = "", action = ""] = call.split(":");
  if (!sdkServices().has(service) || !CAMEL_CASE.test(action) || isUnsupportedSdkAction(service, action))
    return undefined;
  if (pattern !== "request" && pattern !== "callback") return undefined;
  return { text: `aws-sdk:${call}`, range: [at.service[0], at.action[1]] };
}

function sdkFaults(resource: IntegrationResource): readonly ResourceFault[] {
  const { service, action, pattern, suffix, at } = resource;
  const isListed = isListedSdkService(service);
  if (!isListed && suffix.startsWith(":") && sdkServices().has(action.toLowerCase())) {
    const call = { text: `${action}${suffix}`, range: [at.service[0], at.suffix[1]] } as const;
    return [{ kind: "sdkPart", at: at.service, instead: call }];
  }
  const faults: ResourceFault[] = [];
  const name = isListed ? service : listedName(service);
  const camel = CAMEL_CASE.test(action) ? action : camelCase(action);
  if (isUnsupportedSdkAction(name ?? service, action)) {
    if (!isListed) faults.push({ kind: "sdkService", at: at.service, instead: replacing(at.service, name) });
    const twin = { ...resource, action: action.charAt(0).toLowerCase() + action.slice(1) };
    faults.push({ kind: "sdkUnsupported", at: at.action, instead: optimizedTwin(twin) });
  } else if (name !== service && name !== undefined && camel !== action && camel !== undefined) {
    // One report: mending either alone leaves what AWS refuses.
    const range: Range = [at.service[0], at.action[1]];
    faults.push({ kind: "sdkCall", at: range, instead: { text: `${name}:${camel}`, range } });
  } else {
    if (!isListed) faults.push({ kind: "sdkService", at: at.service, instead: replacing(at.service, name) });
    if (camel !== action) faults.push({ kind: "sdkAction", at: at.action, instead: replacing(at.action, camel) });
  }
  if (pattern === "sync") {
    const twin = { ...resource, service: name ?? service, action: camel ?? action };
    faults.push({ kind: "sdkSync", at: at.suffix, instead: optimizedTwin(twin) });
  } else if (pattern === "other") {
    const near = nearest(suffix, [".waitForTaskToken"]);
    faults.push({ kind: "suffix", at: at.suffix, instead: replacing(at.suffix, near) });
  }
  return faults;
}

const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/;

function camelCase(action: string): string | undefined {
  const joined = action.replace(/[-_ ]([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
  const name = joined.charAt(0).toLowerCase() + joined.slice(1);
  return CAMEL_CASE.test(name) ? name : undefined;
}

function listedName(service: string): string | undefined {
  const lower = service.toLowerCase();
  const bare = lower.replaceAll(/[-_]/g, "");
  const known = usualSdkService(lower) ?? [lower, bare].find((name) => sdkServices().has(name));
  if (known !== undefined) return known;
  // There are hundreds of them: comparing a word with all takes its time.
  const alike = [...sdkServices()].filter((name) => name[0] === bare[0]);
  return nearest(bare, alike, MOST_EDITS);
}

/** The optimized integration of the same call, with the suffix that is wanted. */
function optimizedTwin({ service, action, pattern, suffix, at }: IntegrationResource): Replacement | undefined {
  const call = `${service}:${action}`;
  for (const optimized of optimizedServices()) {
    const name = optimizedActions(optimized)?.find((each) => sdkNameOf(optimized, each) === call);
    if (name === undefined) continue;
    const suffixes = ["", ...suffixesOf(optimized, name)];
    const taken = suffixes.findLast((each) => (pattern === "sync" ? each.startsWith(".sync") : each === suffix));
    const range: Range = [at.service[0] - "aws-sdk:".length, at.suffix[1]];
    return taken === undefined ? undefined : { text: `${optimized}:${name}${taken}`, range };
  }
  return undefined;
}
