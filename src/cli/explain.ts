import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import picocolors from "picocolors";
import { Configs } from "../config/configs.ts";
import { unknownRule } from "../config/rule-settings.ts";
import { ruleUrl } from "../linter/lint.ts";
import { messageText, type Rule } from "../linter/rule.ts";
import { rules as builtIn } from "../rules/index.ts";
import { printable } from "../util/printable.ts";
import { UsageError } from "../util/usage-error.ts";
import type { Arguments } from "./options.ts";
import { print, terminalOf } from "./output.ts";
import { settingsOf } from "./settings.ts";
import { terminalFormat } from "./terminal.ts";

type Rules = Readonly<Record<string, Rule>>;

/** Prints the page of a rule, or all rules with their levels in the working folder; answers the exit code. */
export async function explainCommand({ flags, paths }: Arguments): Promise<number> {
  const [id, ...others] = paths;
  if (others.length > 0) throw new UsageError("'explain' takes one rule.");
  const { color } = terminalFormat(flags.color, { env: process.env, ...terminalOf(1) });
  const colors = picocolors.createColors(color);
  const bold = (text: string): string => text.replace(/^#+ .*$/gm, (heading) => colors.bold(heading));
  // A page can be read whatever the configuration says.
  if (id !== undefined && Object.hasOwn(builtIn, id)) {
    print(1, bold(pageText(id)));
    return 0;
  }
  const cwd = process.cwd();
  const { config, log } = settingsOf(flags);
  const { merged, settingsOf: levelsOf } = await new Configs({
    cwd,
    ...(config !== undefined && { config }),
    ...(log && { log }),
  }).of(cwd);
  if (id === undefined) {
    const settings = levelsOf(join(cwd, "any.asl.json"));
    print(
      1,
      tableText(merged.rules, (each) => settings.get(each)?.severity ?? "off"),
    );
    return 0;
  }
  const rule = Object.hasOwn(merged.rules, id) ? merged.rules[id] : undefined;
  if (rule === undefined) throw new UsageError(unknownRule(merged.rules, id));
  print(1, bold(descriptionText(id, rule)));
  return 0;
}

function tableText(rules: Rules, levelOf: (id: string) => string): string {
  const ids = Object.keys(rules);
  const width = Math.max(...ids.map((id) => id.length));
  const lines = ids.map((id) => `${id.padEnd(width)}  ${levelOf(id).padEnd(5)}  ${rules[id]?.meta.description ?? ""}`);
  return `${lines.map(printable).join("\n")}\n`;
}

/** The rule's page without the marks of its generated parts. */
function pageText(id: string): string {
  // The bundle lies as deep in the package as this file lies in the repository.
  const path = join(__dirname, "../../docs/rules", `${id}.md`);
  if (!existsSync(path)) throw new UsageError(`The page of '${id}' is missing in this installation: ${path}.`);
  const lines = readFileSync(path, "utf8").split("\n");
  return lines
    .filter((line) => !/^<!--.*-->$/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

/** What a rule of a plugin says of itself. */
function descriptionText(id: string, rule: Rule): string {
  const { description, category, recommended, fixable, hasSuggestions, defaultOptions, messages, deprecated } =
    rule.meta;
  const url = ruleUrl(id, rule);
  const facts = [
    `Category: ${category}`,
    `recommended: ${recommended || "off"}`,
    ...(fixable ? ["fixable with `--fix`"] : []),
    ...(hasSuggestions ? ["offers suggestions"] : []),
  ];
  const options = Object.entries(defaultOptions ?? {}).map(([name, value]) => `- ${name}: ${JSON.stringify(value)}`);
  const paragraphs = [
    `# ${printable(id)}`,
    `> ${printable(description)}.`,
    facts.join(" · "),
    ...(deprecated === undefined ? [] : [`Deprecated: ${printable(deprecated)}`]),
    `## Messages`,
    Object.values(messages)
      .map((message) => `- ${printable(messageText(message))}`)
      .join("\n"),
    ...(options.length > 0 ? ["## Options", options.map(printable).join("\n")] : []),
    ...(url === undefined ? [] : [printable(url)]),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
