import { type WrittenArn, writtenArns } from "../analysis/fixed-arns.ts";
import { type Editor, joinEdits } from "../document/editor.ts";
import type { Range, TextEdit } from "../document/nodes.ts";
import type { Definition, HostId } from "../hosts/host.ts";
import { defineRule, type ReportFor } from "../linter/rule.ts";

const messages = {
  fixed: "This ARN writes out its {{what}}, so that the template fits one place only: let it fill in {{names}}.",
  fixedFile:
    "This ARN writes out its {{what}}, so that the machine fits one place only: write a placeholder, and let the template fill in {{names}}.",
  partition:
    "'arn:aws:' is written out here, though the template has '{{name}}' elsewhere: in China and GovCloud such an ARN names nothing.",
  fill: "Fill in {{names}}",
} as const;

export default defineRule({
  meta: {
    type: "suggestion",
    category: "operations",
    description: "Disallow accounts, Regions and partitions written out where a template can fill them in",
    recommended: false,
    strict: "warn",
    needsHost: true,
    hasSuggestions: true,
    needs: ["arn:"],
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html",
    ],
    messages,
  },

  visit: {
    StateMachine(_machine, { definition, report }) {
      const names = NAMES[definition.context.host];
      if (names === undefined) return;
      const arns = writtenArns(definition.root);
      for (const arn of arns) {
        const { node, region, account } = arn;
        const [first, last] = [region ?? account, account ?? region];
        if (first === undefined || last === undefined) continue;
        const what = region && account ? "Region and account" : region ? "Region" : "account";
        const listed = [region && names.region, account && names.account].filter((name) => name !== undefined);
        const data = { what, names: listed.map((name) => `'${name}'`).join(" and ") };
        report({
          at: node.at([first[0], last[1]]),
          // A file of its own is filled in by the names that the template lists.
          messageId: definition.context.resource === undefined ? "fixedFile" : "fixed",
          data,
          suggest: filling(arn, { region, account }).map((change) => ({
            messageId: "fill" as const,
            data: { names: data.names },
            change,
          })),
        });
      }
      reportPartition(arns, definition, names.partition, report);
    },
  },
});

interface Names {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

const CLOUDFORMATION: Names = {
  region: "${AWS::Region}",
  account: "${AWS::AccountId}",
  partition: "${AWS::Partition}",
};

/** What fills in the parts of an ARN. A program that wrote a template holds what stands there, so CDK is left out. */
const NAMES: Readonly<Partial<Record<HostId, Names>>> = {
  sam: CLOUDFORMATION,
  cloudformation: CLOUDFORMATION,
  serverless: CLOUDFORMATION,
  terraform: {
    region: "data.aws_region",
    account: "data.aws_caller_identity",
    partition: "data.aws_partition",
  },
};

/** Changes that let `Fn::Sub` fill in parts of its text; other texts would have to be wrapped first. */
function filling({ node }: WrittenArn, parts: { readonly [name in keyof Names]?: Range | undefined }) {
  if (node.kind !== "dynamic" || node.call?.name !== "Fn::Sub") return [];
  return [
    (edit: Editor): TextEdit[] | undefined =>
      joinEdits(
        (["partition", "region", "account"] as const).flatMap((name) => {
          const range = parts[name];
          return range === undefined ? [] : [edit.replacePart(node, range, CLOUDFORMATION[name])];
        }),
      ),
  ];
}

type Report = (problem: ReportFor<typeof messages>) => void;

/** One report for all of them: a template is portable or it is not. */
function reportPartition(arns: readonly WrittenArn[], definition: Definition, name: string, report: Report): void {
  if (!saysPartition(definition)) return;
  const written = arns.flatMap((arn) => (arn.partition === undefined ? [] : [{ ...arn, partition: arn.partition }]));
  const [first, ...others] = written;
  if (first === undefined) return;
  report({
    at: first.node.at(first.partition),
    messageId: "partition",
    data: { name },
    related: others.map(({ node, partition }) => ({ message: "Here, too.", range: node.at(partition) })),
    suggest: filling(first, { partition: first.partition }).map((change) => ({
      messageId: "fill" as const,
      data: { names: `'${name}'` },
      change,
    })),
  });
}

/** Whether the partition is filled in anywhere that can be seen. */
function saysPartition({ file, context }: Definition): boolean {
  const entries = context.substitutions?.entries ?? [];
  return (
    /AWS::Partition|\baws_partition\b/.test(file.text) ||
    entries.some(({ name }) => /^(?:aws[-_]?)?partition$/i.test(name))
  );
}
