import { expected } from "./expected.ts";
import { type Case, type SetName, sets } from "./measure.ts";

/** Whether a case fares as AWS's verdict asks. */
export function agrees({ verdict, errors, missingCodes }: Case): boolean {
  return verdict === "accepted" ? errors.length === 0 : errors.length > 0 && missingCodes.length === 0;
}

/** The figures of each set, and below them by name what does not agree, as Markdown. */
export function accuracyTable(cases: readonly Case[]): string {
  const rows = Object.entries(sets).map(([set, title]) => row(title, casesOf(cases, set)));
  const wrong = cases.filter((each) => !agrees(each));
  return [
    "| set | definitions | accepted | without an error | refused | with an error | codes agree |",
    "| --- | --: | --: | --: | --: | --: | --: |",
    ...rows,
    "",
    ...list("Errors on what counts as accepted:", wrong, "accepted"),
    ...list("No error, or another code, on what is refused:", wrong, "refused"),
  ].join("\n");
}

function casesOf(cases: readonly Case[], set: string): Case[] {
  return cases.filter((each) => each.set === (set as SetName)); // a key of `sets`
}

function row(title: string, cases: readonly Case[]): string {
  const accepted = cases.filter(({ verdict }) => verdict === "accepted");
  const refused = cases.filter(({ verdict }) => verdict === "refused");
  const caught = refused.filter(({ errors }) => errors.length > 0);
  const sameCode = caught.filter(({ missingCodes }) => missingCodes.length === 0);
  const codes = cases.some(({ set }) => set === "verdicts") ? sameCode.length : "";
  const figures = [cases.length, accepted.length, accepted.filter(agrees).length, refused.length, caught.length, codes];
  return `| ${title} | ${figures.join(" | ")} |`;
}

function list(heading: string, wrong: readonly Case[], verdict: Case["verdict"]): string[] {
  const named = wrong.filter((each) => each.verdict === verdict);
  if (named.length === 0) return [];
  const lines = named.map(({ set, name, errors }) => {
    const found = errors.length === 0 ? "no error" : errors.map((id) => `\`${id}\``).join(", ");
    return `- \`${name}\`: ${found}. ${expected.departures[`${set}/${name}`] ?? "Nobody knows why yet."}`;
  });
  return [heading, "", ...lines, ""];
}
