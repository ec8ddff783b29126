import { type DynamicNode, knownText, type Range, type ScalarNode, type ValueNode } from "../document/nodes.ts";

/** An ARN in a text of a definition, and what of it is written out that a template could fill in. */
export interface WrittenArn {
  readonly node: ScalarNode | DynamicNode;
  /** Where its partition stands in the text, if that is `aws`. */
  readonly partition: Range | undefined;
  /** Where its Region stands, if it is written out and that of an account. */
  readonly region: Range | undefined;
  /** Where its account stands, if it is written out. */
  readonly account: Range | undefined;
}

/** Finds the ARNs of a tree, comments excepted. */
export function writtenArns(node: ValueNode): readonly WrittenArn[] {
  if (node.kind === "array") return node.items.flatMap(writtenArns);
  if (node.kind === "object") {
    return node.members.flatMap(({ key, value }) => (key === "Comment" ? [] : writtenArns(value)));
  }
  const text = knownText(node);
  if (text === undefined || !text.includes("arn:")) return [];
  return [...text.matchAll(ARN)].map((match) => arnOf(node, match));
}

const ARN = /(?<![\w-])arn:([^:\s'"]*):([^:\s'"]*):([^:\s'"]*):([^:\s'"]*):([^\s'"]*)/g;
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const ACCOUNT = /^\d{12}$/;

function arnOf(node: WrittenArn["node"], match: RegExpExecArray): WrittenArn {
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  const partitionAt = match.index + "arn:".length;
  const regionAt = partitionAt + partition.length + service.length + 2;
  const accountAt = regionAt + region.length + 1;
  const isBound = isOfOthers(service, resource) || account === "";
  const hasOneRegion = ONE_REGION.has(service) && region === "us-east-1";
  return {
    node,
    partition: partition === "aws" ? [partitionAt, partitionAt + partition.length] : undefined,
    region: !isBound && !hasOneRegion && REGION.test(region) ? [regionAt, regionAt + region.length] : undefined,
    account: !isBound && ACCOUNT.test(account) ? [accountAt, accountAt + account.length] : undefined,
  };
}

/** Services whose resources for CloudFront are in this Region whatever the template's own is. */
const ONE_REGION: ReadonlySet<string> = new Set(["acm", "wafv2"]);

/** Whether an ARN names what AWS or somebody else publishes, whose account no template fills in. */
function isOfOthers(service: string, resource: string): boolean {
  if (service === "lambda") return resource.startsWith("layer:");
  if (service === "sagemaker") return resource.startsWith("model-package/");
  return service === "serverlessrepo";
}
