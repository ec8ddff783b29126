import type { TextEdit } from "../document/nodes.ts";
import type { FileResult, Place, Problem, RelatedProblem, Report } from "../linter/report.ts";
import { printable } from "../util/printable.ts";
import { homepage, version } from "../util/project.ts";
import { uriOf, uriOfPath } from "../util/uri.ts";
import { fingerprintsOf, pointerInFile } from "./fingerprints.ts";
import type { Formatter } from "./formatter.ts";

const ROOT = "%SRCROOT%";

/** For code scanning: SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const sarif: Formatter = (report) => {
  const rules = rulesOf(report);
  const problems = report.results.flatMap((result) => result.problems);
  // A result says how it is suppressed if any result does: all of a run or none have the property (section 3.27.23).
  const withSuppressions = problems.some((problem) => problem.suppressed);
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "steplint",
            semanticVersion: version,
            informationUri: homepage,
            rules: [...rules.values()],
          },
        },
        originalUriBaseIds: { [ROOT]: { description: message("The folder that steplint ran in.") } },
        columnKind: "utf16CodeUnits",
        newlineSequences: ["\r\n", "\n", "\r"],
        results: resultsOf(report, [...rules.keys()], withSuppressions),
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
};

export default sarif;

/** The rules that ran, and by id alone those that did not but found something, such as a mistake of syntax. */
function rulesOf({ rules, results }: Report): ReadonlyMap<string, object> {
  const described = new Map<string, object>();
  for (const { id, description, category, severity, url } of rules) {
    described.set(id, {
      id,
      shortDescription: message(description),
      fullDescription: message(`${description}.`),
      help: message(url === undefined ? `${description}.` : `${description}: ${uriOf(url)}`),
      ...(url !== undefined && { helpUri: uriOf(url) }),
      defaultConfiguration: { level: levelOf(severity) },
      properties: { category, tags: [category] },
    });
  }
  for (const { ruleId, url } of results.flatMap((result) => result.problems)) {
    if (described.has(ruleId)) continue;
    described.set(ruleId, { id: ruleId, ...(url !== undefined && { helpUri: uriOf(url) }) });
  }
  return described;
}

function resultsOf({ results }: Report, ruleIds: readonly string[], withSuppressions: boolean): object[] {
  const ruleIndexes = new Map(ruleIds.map((id, index) => [id, index]));
  return results.flatMap((result) => {
    const fingerprints = fingerprintsOf(result);
    return result.problems.map((problem) => {
      const { ruleId, severity, related, fix } = problem;
      const steps = related.filter((place) => place.step);
      const others = related.filter((place) => !place.step);
      return {
        ruleId,
        ruleIndex: ruleIndexes.get(ruleId),
        level: levelOf(severity),
        message: message(problem.message),
        locations: [{ ...locationOf(result.filePath, problem), ...logicalLocationsOf(problem, result) }],
        ...(others.length > 0 && { relatedLocations: others.map(relatedLocation) }),
        ...(steps.length > 0 && { codeFlows: [codeFlowOf(problem, result, steps)] }),
        partialFingerprints: { "steplint/v1": fingerprints.get(problem) },
        ...(withSuppressions && { suppressions: suppressionsOf(problem) }),
        ...(fix !== undefined && { fixes: [fixOf(ruleId, fix, result)] }),
      };
    });
  });
}

function levelOf(severity: Problem["severity"]): "error" | "warning" {
  return severity === "error" ? "error" : "warning";
}

// Braces mark placeholders and are doubled (section 3.11.5). A link is `[text](address)` (section 3.11.6): brackets are
// escaped where a text has one, and only there, as viewers show the backslashes.
function message(text: string): object {
  const plain = printable(text).replace(/[{}]/g, "$&$&");
  return { text: plain.includes("](") ? plain.replace(/[\\[\]]/g, "\\$&") : plain };
}

function locationOf(filePath: string, place: Place): object {
  return { physicalLocation: { artifactLocation: artifactOf(filePath), region: regionOf(place) } };
}

function artifactOf(filePath: string): object {
  return { uri: uriOfPath(filePath), uriBaseId: ROOT };
}

function regionOf({ line, column, endLine, endColumn }: Omit<Place, "range">): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Two ways to say where it is: by its path in the file, and by the machine where that has a name. */
function logicalLocationsOf(problem: Problem, result: FileResult): object {
  const pointer = printable(pointerInFile(problem, result));
  const name = problem.definition === null ? undefined : result.definitions[problem.definition]?.name;
  const logicalLocations = [
    ...(pointer === "" ? [] : [{ name: lastPart(pointer), fullyQualifiedName: pointer }]),
    ...(name === undefined ? [] : [{ name: printable(name) }]),
  ];
  return logicalLocations.length > 0 ? { logicalLocations } : {};
}

/** The last part of a JSON pointer, read as RFC 6901 says. */
function lastPart(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}

function relatedLocation(place: RelatedProblem): object {
  return { ...locationOf(place.filePath, place), message: message(place.message) };
}

function codeFlowOf(problem: Problem, { filePath }: FileResult, steps: readonly RelatedProblem[]): object {
  const start = { ...locationOf(filePath, problem), message: message(problem.message) };
  const locations = [start, ...steps.map(relatedLocation)].map((location) => ({ location }));
  return { threadFlows: [{ locations }] };
}

function suppressionsOf({ suppressed }: Problem): object[] {
  if (suppressed === undefined) return [];
  const { reason } = suppressed;
  return [{ kind: "inSource", ...(reason !== undefined && { justification: printable(reason) }) }];
}

// Lines and columns, as the specification leaves open in which unit `charOffset` counts (section 3.30.9).
function fixOf(ruleId: string, edits: readonly TextEdit[], { filePath, source }: FileResult): object {
  const replacements = edits.map(({ range: [start, end], text }) => {
    const from = source.positionAt(start);
    const to = source.positionAt(end);
    const deletedRegion = regionOf({ ...from, endLine: to.line, endColumn: to.column });
    return { deletedRegion, ...(text !== "" && { insertedContent: { text } }) };
  });
  return {
    description: message(`Fix of ${ruleId}`),
    artifactChanges: [{ artifactLocation: artifactOf(filePath), replacements }],
  };
}
