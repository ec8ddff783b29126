import { createBudget } from "../document/editor.ts";
import { readApi } from "./api.ts";
import { readCloudFormation } from "./cloudformation.ts";
import { type Template, templateIssues } from "./embedded.ts";
import type { HostContext, Readers, Reading } from "./host.ts";
import { elsewhere } from "./refer.ts";
import { readServerless, readServerlessPart } from "./serverless.ts";

// Some seconds of either.
const MOST_YAML = 4_000_000;
const MOST_JSON = 100_000_000;

/** Reads a template of any kind; `undefined` if it is none. */
export const readTemplate: NonNullable<Readers["templates"]> = (file, tree, around, readers) => {
  const budget = createBudget(tree.format === "yaml" ? MOST_YAML : MOST_JSON);
  const template = { file, tree, readers, budget };
  return (
    readServerlessPart(template, around) ??
    readServerless(template, around) ??
    readCloudFormation(template, tree.root, [], around) ??
    readApi(template) ??
    readBroken(template)
  );
};

/** A template that is too broken to show the machines in it, so that somebody tells. */
function readBroken(template: Template): Reading | undefined {
  const { file, tree } = template;
  const issues = templateIssues(tree);
  if (issues.length === 0 || !/AWS::\w+::StateMachine/.test(file.text)) return undefined;
  const context: HostContext = { host: "cloudformation", type: undefined, generated: false };
  return { definitions: [{ ...elsewhere(template, [], tree.root, context), issues }], references: [] };
}
