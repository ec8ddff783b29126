import { parseMachine } from "../../src/asl/parse.ts";
import { applyEdits } from "../../src/document/editor.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import type { Definition, HostContext, Surroundings } from "../../src/hosts/host.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import type { Rule } from "../../src/linter/rule.ts";
import { runRules } from "../../src/linter/run-rules.ts";
import { loadReaders } from "../../src/readers/load.ts";

/** What a rule reports of a definition whose host says something of it. */
export interface HostedReport {
  readonly messageId: string;
  /** What stands at the place that is reported. */
  readonly text: string;
  readonly data: Readonly<Record<string, string | number>> | undefined;
  /** The file after each suggestion; `undefined` where it cannot be made. */
  readonly changed: readonly (string | undefined)[];
}

const readers = await loadReaders(["yaml", "templates"]);

/** Runs a rule over a definition in YAML as if a host had said this of it; `more` replaces what reading gave. */
export function hostedReports(
  rule: Rule,
  code: string,
  context: Partial<HostContext>,
  more: Partial<Definition> = {},
): HostedReport[] {
  return reports(rule, "machine.asl.yaml", code, (read) => ({
    ...read,
    ...more,
    context: { ...read.context, ...context },
  }));
}

/** The same in short: "messageId at text". */
export function hostedPlaces(...args: Parameters<typeof hostedReports>): string[] {
  return hostedReports(...args).map(inShort);
}

/** Runs a rule over the definitions of a template in YAML; `files` are those beside it. */
export function templateReports(
  rule: Rule,
  code: string,
  files: Readonly<Record<string, string>> = {},
  name = "template.yaml",
): HostedReport[] {
  const around: Surroundings = {
    files: {
      read: (path) => (files[path] === undefined ? "missing" : createSourceFile(path, files[path])),
      beside: () => [name, ...Object.keys(files)],
    },
  };
  return reports(rule, name, code, (read) => read, around);
}

/** The same in short: "messageId at text". */
export function templatePlaces(...args: Parameters<typeof templateReports>): string[] {
  return templateReports(...args).map(inShort);
}

function inShort({ messageId, text }: HostedReport): string {
  return `${messageId} at ${text}`;
}

function reports(
  rule: Rule,
  path: string,
  code: string,
  hosted: (read: Definition) => Definition,
  around?: Surroundings,
): HostedReport[] {
  const { definitions } = readDefinitions(createSourceFile(path, code), "named", readers, around);
  if (definitions.length === 0) throw new Error("The code holds no definition.");
  return definitions.map(hosted).flatMap((definition) => {
    const active = { id: "rule", rule, severity: "error" as const, options: { ...rule.meta.defaultOptions } };
    const { findings, crashes } = runRules(definition, parseMachine(definition.root), [active]);
    if (crashes[0] !== undefined) throw crashes[0].error;
    return findings.map(({ report }) => ({
      messageId: report.messageId,
      text: code.slice(...report.at),
      data: report.data,
      changed: (report.suggest ?? []).map(({ change }) => {
        const edits = change(definition.edit);
        return edits && applyEdits(code, edits);
      }),
    }));
  });
}
