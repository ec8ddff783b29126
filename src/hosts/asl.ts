import type { Issue, ParsedTree } from "../document/editor.ts";
import type { SourceFile } from "../document/source-file.ts";
import type { Claim, Definition, FileReference, HostContext } from "./host.ts";
import { isDefinitionName, isGenerated } from "./markers.ts";

/** What is known of a machine where no host says anything. */
export const UNHOSTED: HostContext = { host: "asl", type: undefined, generated: false };
const GENERATED: HostContext = { host: "cdk", type: undefined, generated: true };

/**
 * The definition that a file is: one for each host that refers to it as such, which share a tree; none where the text
 * holds something else.
 */
export function readAsl(
  file: SourceFile,
  tree: ParsedTree,
  claim: Claim,
  references: readonly FileReference[] = [],
): Definition[] {
  const hosts = references.filter(({ role }) => role.kind === "definition").map(({ context }) => context);
  const isSure = claim === "declared" || hosts.length > 0 || isDefinitionName(file.path);
  if (!isSure && !looksLikeMachine(tree, claim)) return [];
  const alone = isGenerated(file.path) ? GENERATED : UNHOSTED;
  return (hosts.length > 0 ? hosts : [alone]).map((context) => ({
    file,
    context,
    pointer: "",
    root: tree.root,
    edit: tree.edit,
    issues: issuesIn(context, file, tree.issues),
    comments: () => tree.comments(),
  }));
}

function issuesIn({ host }: HostContext, { path }: SourceFile, issues: readonly Issue[]): readonly Issue[] {
  // Under other names (.jsonc, .json5, text from a pipe) the author has chosen a dialect and converts it.
  const isStrict = /\.json$/i.test(path);
  // CloudFormation reads such a file as YAML, which takes comments, and texts without quotes.
  const isYamlToo = isStrict && (host === "sam" || host === "cloudformation");
  return issues
    .filter(({ kind }) => isStrict || kind !== "lenient")
    .map((issue) => (isYamlToo && issue.kind === "syntax" ? { ...issue, kind: "host-syntax" } : issue));
}

function looksLikeMachine({ root }: ParsedTree, claim: Claim): boolean {
  if (root.kind !== "object") return false;
  const starts = root.get("StartAt") !== undefined;
  const states = root.get("States") !== undefined;
  return claim === "named" ? starts || states : starts && states;
}
