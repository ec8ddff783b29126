import { stringOf, type ValueNode } from "../document/nodes.ts";
import { nearest } from "../util/did-you-mean.ts";
import { parseResource } from "./resource.ts";

/** Whether a `Resource` is one of the calls, such as "s3:getObject"; `undefined` where the text does not say it. */
export function isCallOf(node: ValueNode, calls: readonly string[]): boolean | undefined {
  const text = stringOf(node);
  if (text === undefined && node.kind !== "dynamic") return undefined;
  const resource = parseResource(node.kind === "dynamic" ? node.parts : (text ?? ""));
  if (resource.kind !== "integration") return node.kind === "dynamic" ? undefined : false;
  return !resource.sdk && resource.suffix === "" && calls.includes(`${resource.service}:${resource.action}`);
}

/** A call with the ARN that names it. */
export interface MeantCall {
  readonly call: string;
  readonly arn: string;
}

/** The call that a misspelt `Resource` was meant as. */
export function nearestCall(node: ValueNode, calls: readonly string[]): MeantCall | undefined {
  const text = stringOf(node);
  const resource = parseResource(text ?? "");
  if (text === undefined || resource.kind !== "integration") return undefined;
  const written = `${resource.service}:${resource.action}`;
  // The right call may have come with `aws-sdk:` or a suffix.
  const call = calls.includes(written) ? written : nearest(written, calls);
  const partition = text.split(":")[1] ?? "aws";
  return call === undefined ? undefined : { call, arn: `arn:${partition}:states:::${call}` };
}
