import type { Stray, Structure } from "../asl/model.ts";
import { homesOf } from "../asl/structures.ts";
import { type StructureKind, stateTypes } from "../data/fields.ts";
import type { Editor } from "../document/editor.ts";
import { type MemberNode, stringOf } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";
import { listed, lower } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Disallow fields that an object does not have",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html"],
    messages: {
      unknown: "{{where}} takes no '{{field}}'.{{hint}}",
      wrongType: "'{{field}}' belongs to {{types}}: {{where}}, a {{type}}, takes none.",
      elsewhere: "{{where}} takes no '{{field}}', which belongs {{home}}.",
      misplacedState: "'{{field}}' looks like a state, but stands {{where}}: states stand side by side in 'States'.",
      // AWS adds fields to readers and writers of Maps now and then.
      unlisted: { text: "{{where}} has a field '{{field}}', which is not known there.{{hint}}", severity: "warn" },
      tolerated: { text: "'{{field}}' belongs to the machine: for {{where}} it means nothing.", severity: "warn" },
      rename: "Rename it to '{{name}}'",
      remove: "Remove '{{field}}'",
    },
  },

  visit: {
    Structure(structure, { report }) {
      // What tests and operators they hold is another rule's.
      if (structure.kind === "choiceRule") return;
      for (const stray of structure.strays) {
        const { member, meant } = stray;
        const field = member.key;
        // Another rule knows more of it.
        if (field === "QueryLanguage" && isScope(structure)) continue;
        if (looksLikeState(member)) {
          const where = structure.kind === "machine" ? "beside 'States'" : `in ${lower(structure.label)}`;
          report({ at: member.keyRange, messageId: "misplacedState", data: { field, where } });
          continue;
        }
        const where = structure.label;
        const common = { at: member.keyRange, suggest: suggestions(structure, stray) };
        const homes = homesOf(field);
        const type = stateTypes.find((name) => name === structure.kind);
        if (meant === undefined && type !== undefined && homes.some(isStateType)) {
          const types = `${listed(homes.filter(isStateType), "and")} states`;
          report({ ...common, messageId: "wrongType", data: { where, field, types, type } });
        } else if (homes.includes("machine") && isScope(structure)) {
          // Validators of templates take 'TimeoutSeconds' there.
          report({ ...common, messageId: "tolerated", data: { where: lower(where), field } });
        } else if (GROWING.has(structure.kind) && !isRefused(structure, stray)) {
          report({ ...common, messageId: "unlisted", data: { where, field, hint: hintAt(meant) } });
        } else if (homes.length > 0) {
          report({ ...common, messageId: "elsewhere", data: { where, field, home: homeName(homes) } });
        } else report({ ...common, messageId: "unknown", data: { where, field, hint: hintAt(meant) } });
      }
    },
  },
});

const GROWING: ReadonlySet<string> = new Set<StructureKind>([
  "processorConfig",
  "itemReader",
  "readerConfig",
  "itemBatcher",
  "resultWriter",
  "writerConfig",
]);

function suggestions({ node, kind }: Structure, { member, meant: near }: Stray) {
  const isDefault = kind === "Choice" && member.key === "Next" && node.member("Default") === undefined;
  const meant = isDefault ? "Default" : near;
  const remove = {
    messageId: "remove" as const,
    data: { field: member.key },
    change: (edit: Editor) => edit.removeField(node, member),
  };
  if (meant === undefined) return [remove];
  return [
    {
      messageId: "rename" as const,
      data: { name: meant },
      change: (edit: Editor) => edit.renameKey(member, meant),
    },
    remove,
  ];
}

/** Whether AWS surely refuses the object: fields in other letters, and whatever leaves it without a field it needs. */
function isRefused({ facts, node }: Structure, { member, meant = "" }: Stray): boolean {
  // Measured: AWS refuses names that differ in their letters' case alone.
  if (meant.toLowerCase() === member.key.toLowerCase()) return true;
  if (facts.fields.get(meant)?.required) return true;
  return facts.groups.some(
    ({ required, fields }) =>
      required && fields.includes(meant) && !fields.some((name) => node.member(name) !== undefined),
  );
}

const isScope = ({ kind }: Structure): boolean => kind === "branch" || kind === "processor";

const isStateType = (kind: StructureKind): boolean => stateTypes.some((type) => type === kind);

function looksLikeState({ value }: MemberNode): boolean {
  return value.kind === "object" && stateTypes.some((type) => type === stringOf(value.get("Type")));
}

function homeName(homes: readonly StructureKind[]): string {
  const types = homes.filter(isStateType);
  const states = types.length > 2 ? ["to a state"] : types.map((type) => `to ${type} states`);
  const others = homes.filter((kind) => !isStateType(kind)).map((kind) => homeNames[kind] ?? "");
  return listed([...states, ...others], "or");
}

const homeNames: Readonly<Partial<Record<StructureKind, string>>> = {
  machine: "to the machine",
  branch: "to a branch",
  processor: "into 'ItemProcessor'",
  processorConfig: "into 'ProcessorConfig'",
  retrier: "into an entry of 'Retry'",
  catcher: "into an entry of 'Catch'",
  choiceRule: "into a rule of 'Choices'",
  itemReader: "into 'ItemReader'",
  readerConfig: "into 'ReaderConfig'",
  itemBatcher: "into 'ItemBatcher'",
  resultWriter: "into 'ResultWriter'",
  writerConfig: "into 'WriterConfig'",
};
