import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type FileResult, type LintTextOptions, lint } from "../src/core.ts";
import { rules } from "../src/rules/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

describe.each(Object.entries(rules))("docs/rules/%s.md", (id, { meta }) => {
  // A rule that is off by default has a page all the same.
  const settings: LintTextOptions = meta.recommended ? {} : { rules: { [id]: "warn" } };
  const page = readFileSync(join(root, `docs/rules/${id}.md`), "utf8");
  const incorrect = examplesIn(page, "Incorrect");
  const correct = examplesIn(page, "Correct");

  it("has its headings in order", () => {
    const headings = [...outsideFences(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    const options = meta.defaultOptions === undefined ? [] : ["Options"];
    expect(headings).toEqual(["Incorrect", "Correct", ...options, "When not to use it", "Further reading"]);
  });

  it("shows both ways", () => {
    expect(incorrect).not.toEqual([]);
    expect(correct).not.toEqual([]);
  });

  it("links the pages that prove the rule", () => {
    for (const url of meta.references ?? []) expect(page).toContain(`(${url})`);
  });

  it.each(incorrect)("reports its rule on what is incorrect: $name", async ({ path, text }) => {
    const found = (await problemsOf(path, text, settings)).map(({ ruleId }) => ruleId);
    expect(found).toContain(id);
  });

  it.each(correct)("reports neither its rule nor an error on what is correct: $name", async ({ path, text }) => {
    const found = (await problemsOf(path, text, settings)).filter(
      ({ ruleId, severity }) => ruleId === id || severity === "error",
    );
    expect(found.map(({ message }) => message)).toEqual([]);
  });
});

describe("examples", () => {
  const table = readFileSync(join(root, "examples/README.md"), "utf8");
  const rows = [...table.matchAll(/^\| \[`([^`]+)`\]\([^)]+\) \| ([^|]+) \|/gm)].map(([, file = "", shown = ""]) => ({
    file,
    shown: [...shown.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id),
  }));

  it("are all listed", () => {
    const files = readdirSync(join(root, "examples")).filter((name) => name !== "README.md");
    expect(rows.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it("show each rule that is recommended", () => {
    const recommended = Object.keys(rules).filter((id) => rules[id]?.meta.recommended);
    expect([...new Set(rows.flatMap(({ shown }) => shown))].sort()).toEqual(recommended.sort());
  });

  it.each(rows)("$file reports what it is listed under", async ({ file, shown }) => {
    const text = readFileSync(join(root, "examples", file), "utf8");
    const found = (await problemsOf(file, text)).map(({ ruleId }) => ruleId);
    expect([...new Set(found)].sort()).toEqual(shown.sort());
  });
});

describe("links", () => {
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((path) => join("docs", path));
  const pages = ["README.md", "examples/README.md", ...docs].filter(
    (path) => path.endsWith(".md") && existsSync(join(root, path)),
  );

  it.each(pages)("of %s lead to files of this repository", (path) => {
    const text = outsideFences(readFileSync(join(root, path), "utf8"));
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    const missing = targets.filter((target) => !/^(?:https?:|mailto:|#)/.test(target) && !leadsToFile(path, target));
    expect(missing).toEqual([]);
  });
});

/** Whether a link of a page names a file inside the repository. */
function leadsToFile(page: string, target: string): boolean {
  const file = join(root, dirname(page), decodeURI(target.replace(/[?#].*$/, "")));
  return !relative(root, file).startsWith("..") && existsSync(file);
}

interface Example {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** The fenced definitions of a section; the language of the fence is the extension of the file. */
function examplesIn(page: string, heading: string): Example[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^```(json|yaml)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""], i) => ({
    name: `example ${i + 1}`,
    path: `example.asl.${language}`,
    text,
  }));
}

function outsideFences(page: string): string {
  return page.replace(/^```[\s\S]*?^```$/gm, "");
}

/** What `recommended` reports, with settings on top. */
async function problemsOf(path: string, text: string, settings: LintTextOptions = {}): Promise<FileResult["problems"]> {
  const result = await lint(text, { path, ...settings });
  expect(result, "The text holds no definition.").toBeDefined();
  return result?.problems ?? [];
}
