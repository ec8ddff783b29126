import { count, listed } from "../util/words.ts";
import { type FieldFacts, type FieldType, type StructureFacts, type StructureKind, structureFacts } from "./fields.ts";

/** The fields of all objects as Markdown, a table for each kind of object. */
export function fieldTables(): string {
  return sections.map(([title, kind]) => section(title, kind, structureFacts(kind))).join("\n");
}

const sections: readonly (readonly [title: string, kind: StructureKind])[] = [
  ["State machine", "machine"],
  ["Task", "Task"],
  ["Pass", "Pass"],
  ["Choice", "Choice"],
  ["Wait", "Wait"],
  ["Succeed", "Succeed"],
  ["Fail", "Fail"],
  ["Parallel", "Parallel"],
  ["Map", "Map"],
  ["Branch, in `Branches`", "branch"],
  ["`ItemProcessor`", "processor"],
  ["`ProcessorConfig`", "processorConfig"],
  ["Retrier, in `Retry`", "retrier"],
  ["Catcher, in `Catch`", "catcher"],
  ["Rule, in `Choices`", "choiceRule"],
  ["`ItemReader`", "itemReader"],
  ["`ReaderConfig`", "readerConfig"],
  ["`ItemBatcher`", "itemBatcher"],
  ["`ResultWriter`", "resultWriter"],
  ["`WriterConfig`", "writerConfig"],
];

function section(title: string, kind: StructureKind, { fields, groups, more }: StructureFacts): string {
  const rows = [...fields].map(
    ([name, facts]) =>
      `| \`${name}\` | ${language(facts)} | ${name === "Type" ? `\`"${kind}"\`` : valueText(facts)} | ${notes(facts)} |`,
  );
  return [
    `## ${title}`,
    "",
    "| field | language | value | |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    ...groups.map((group) => {
      const names = group.fields.map((name) => `\`${name}\``);
      return `- ${group.required ? "Exactly" : "At most"} one of ${listed(names, "and")}.`;
    }),
    ...(more ? ["- Besides `Next`, what the rule tests: `Variable` with an operator, or `And`, `Or`, `Not`."] : []),
    ...(groups.length > 0 || more ? [""] : []),
  ].join("\n");
}

function language({ only }: FieldFacts): string {
  return only ?? "both";
}

function valueText(facts: FieldFacts): string {
  const { values, min, max, advisedMin = min, advisedMax = max, jsonata, nullable } = facts;
  const allowed = values === undefined ? names[facts.type] : values.map((value) => `\`"${value}"\``).join(", ");
  return [
    allowed,
    advisedMin === undefined ? "" : ` from ${count(advisedMin)}`,
    advisedMax === undefined ? "" : ` to ${count(advisedMax)}`,
    nullable ? ", or null" : "",
    jsonata ? ", or an expression" : "",
  ].join("");
}

function notes({ required, nonEmpty, distributed, replacedBy }: FieldFacts): string {
  return [
    required && "required",
    nonEmpty && "not empty",
    distributed && "distributed Maps only",
    replacedBy && `deprecated for \`${replacedBy}\``,
  ]
    .filter(Boolean)
    .join(", ");
}

const names: Readonly<Record<FieldType, string>> = {
  string: "string",
  boolean: "true or false",
  integer: "whole number",
  number: "number",
  stateName: "name of a state",
  path: "path",
  referencePath: "reference path",
  timestamp: "RFC 3339 timestamp",
  template: "object",
  items: "list, or object in a distributed Map",
  any: "anything",
  states: "states by name",
  structure: "object",
  structures: "list of objects",
  strings: "list of strings",
};
