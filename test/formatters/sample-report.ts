import { createSourceFile, type SourceFile } from "../../src/document/source-file.ts";
import {
  type FileResult,
  type Place,
  type Problem,
  type RelatedProblem,
  type Report,
  summarize,
} from "../../src/linter/report.ts";

const order = createSourceFile(
  "flows/order.asl.json",
  `{
  "StartAt": "Check stock",
  "States": {
    "Check stock": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Chekc" },
    "Check": {
      "Type": "Wait",
      "Seconds": 5,
      "Next": "Check stock"
    },
\t\t"在庫切れ 🛒": { "Type": "Fail", "Cause": "在庫がありません", "Nxt": "Check" }
    "Done": { "Type": "Succeed" }
  }
}
`,
);

const bundled = createSourceFile(
  "flows/bundled.asl.json",
  `{"Comment":"${"minified, and therefore long; ".repeat(20)}","StartAt":"Only","States":{"Only":{"Type":"Sucess"}}${" ".repeat(300)}}`,
);

const hostile = createSourceFile("flows/\u001b[31mred\nfile.asl.json", `{ "StartAt": "\u001b[2J\u202eA" }\n`);

const clean = createSourceFile("flows/clean.asl.yaml", "StartAt: A\nStates: { A: { Type: Succeed } }\n");

/** One report with what formatters have to cope with: wide and long lines, related places, hostile texts, suppressions. */
export const sampleReport: Report = reportOf([
  result(bundled, [
    problem(bundled, `"Sucess"`, {
      ruleId: "valid-field-value",
      message: "Type 'Sucess' does not exist. Did you mean 'Succeed'?",
      suggestions: [
        {
          messageId: "rename",
          message: "Write 'Succeed'.",
          edits: [{ range: place(bundled, `"Sucess"`).range, text: `"Succeed"` }],
        },
      ],
    }),
  ]),
  result(clean, []),
  result(order, [
    problem(order, `"Chekc"`, {
      ruleId: "valid-transition",
      message: "State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?",
      related: [related(order, `"Check"`, "State 'Check' is here")],
    }),
    problem(order, order.text.slice(order.text.indexOf(`{\n      "Type": "Wait"`), order.text.indexOf("},\n\t") + 1), {
      ruleId: "no-tight-wait",
      severity: "warn",
      message: "Polling every 5 s costs 720 transitions an hour.",
    }),
    problem(order, `"Nxt"`, { ruleId: "known-field", message: "A Fail state has no field 'Nxt'." }),
    problem(order, `"Done"`, {
      ruleId: "valid-syntax",
      message: "A comma is missing.",
      width: 0,
      fix: [{ range: [place(order, `"Done"`).range[0], place(order, `"Done"`).range[0]], text: ", " }],
    }),
    problem(order, `"Succeed"`, {
      ruleId: "no-unreachable-state",
      message: "Nothing leads to 'Done'.",
      suppressed: { kind: "directive", reason: "kept for later" },
    }),
  ]),
  result(hostile, [
    problem(hostile, `"\u001b[2J\u202eA"`, {
      ruleId: "valid-state-name",
      message: "Name '\u001b[2J\nA' has control characters.",
      related: [
        {
          ...place(hostile, `"StartAt"`),
          message: "\u001b]0;title\u0007 here",
          filePath: "gone.asl.json",
          step: false,
        },
        related(hostile, `"StartAt"`, "It starts here"),
      ],
    }),
  ]),
]);

/** A report without problems. */
export const cleanReport: Report = reportOf([result(clean, [])]);

/** A report of one problem at the first place where `marked` stands in a text. */
export function reportAt(text: string, marked: string): Report {
  const source = createSourceFile("a.asl.json", text);
  return reportOf([result(source, [problem(source, marked, { ruleId: "known-field", message: "Here." })])]);
}

/** A report of problems in one file, all at the same field where they do not say otherwise. */
export function reportWith(problems: readonly Partial<Problem>[], parts: Partial<FileResult> = {}): Report {
  const source = createSourceFile(parts.filePath ?? "a.asl.json", `{ "Nxt": 1 }`);
  const known = problem(source, `"Nxt"`, { ruleId: "known-field", message: "Here." });
  return reportOf([
    {
      ...result(
        source,
        problems.map((changes) => ({ ...known, ...changes })),
      ),
      ...parts,
    },
  ]);
}

/** A report of these results. */
export function reportOf(results: readonly FileResult[]): Report {
  const ids = [...new Set(results.flatMap(({ problems }) => problems.map(({ ruleId }) => ruleId)))].sort();
  const rules = ids.map((id) => ({
    id,
    description: `Say something about ${id}`,
    category: "style" as const,
    severity: id === "no-tight-wait" ? ("warn" as const) : ("error" as const),
    url: `https://example.com/rules/${id}.md`,
  }));
  return { results, rules, summary: summarize(results) };
}

function result(source: SourceFile, problems: readonly Problem[]): FileResult {
  const definitions = [{ name: undefined, host: "asl", type: undefined, pointer: "", file: source.path }] as const;
  return { filePath: source.path, source, definitions, references: [], problems, crashed: false };
}

interface ProblemTexts {
  readonly ruleId: string;
  readonly message: string;
  readonly severity?: Problem["severity"];
  readonly width?: number;
  readonly related?: Problem["related"];
  readonly fix?: Problem["fix"];
  readonly suggestions?: Problem["suggestions"];
  readonly suppressed?: NonNullable<Problem["suppressed"]>;
}

function problem(source: SourceFile, marked: string, { width, suppressed, ...texts }: ProblemTexts): Problem {
  return {
    messageId: "found",
    severity: "error",
    ...place(source, marked, width),
    definition: 0,
    pointer: "/States",
    url: `https://example.com/rules/${texts.ruleId}.md`,
    related: [],
    fix: undefined,
    suggestions: [],
    ...texts,
    ...(suppressed && { suppressed }),
  };
}

function related(source: SourceFile, marked: string, message: string): RelatedProblem {
  return { ...place(source, marked), message, filePath: source.path, step: false };
}

function place(source: SourceFile, marked: string, width = marked.length): Place {
  const start = source.text.indexOf(marked);
  const from = source.positionAt(start);
  const to = source.positionAt(start + width);
  return {
    range: [start, start + width],
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}
