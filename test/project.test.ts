import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name: name.replaceAll("\\", "/"), text: readFileSync(join(root, "src", name), "utf8") }));

/** Each layer may import from those on its left, and from itself. */
const LAYERS = [
  ["util", "data"],
  ["document"],
  ["hosts"],
  ["asl"],
  ["analysis"],
  ["linter"],
  ["rules", "formatters"],
  ["config", "readers", "core.ts"],
  ["testing.ts", "testing", "files", "steplint.ts"],
  ["index.ts", "cli", "cli.ts"],
];
/** These touch neither files nor the process, the console, the clock or promises. */
const PURE = new Set(["util", "data", "document", "hosts", "asl", "analysis", "linter", "rules", "formatters"]);

function layerOf(path: string): number {
  const part = path.split("/")[0] ?? "";
  const layer = LAYERS.findIndex((parts) => parts.includes(part));
  if (layer === -1) throw new Error(`src/${path} belongs to no layer.`);
  return layer;
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

describe("layers", () => {
  it.each(sources)("$name imports only what stands left of it", ({ name, text }) => {
    const own = layerOf(name);
    const wrong = importsOf(text)
      .filter((target) => target.startsWith("."))
      .map((target) => relative(join(root, "src"), resolve(root, "src", dirname(name), target)))
      .filter((target) => !target.startsWith("..") && layerOf(target) > own);
    expect(wrong).toEqual([]);
  });

  it.each(sources.filter(({ name }) => PURE.has(name.split("/")[0] ?? "")))("$name is pure", ({ text }) => {
    expect(importsOf(text).filter((target) => target.startsWith("node:"))).toEqual([]);
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(code).not.toMatch(/\bprocess\.|\bconsole\.|\bDate\.now|\bawait\b|\basync\b|new Promise/);
  });

  it("the pure layers import packages as types, but for the JSON scanner and colours", () => {
    const packages = sources
      .filter(({ name }) => PURE.has(name.split("/")[0] ?? ""))
      .flatMap(({ text }) =>
        [...text.matchAll(/^import (?!type )[^;]*?from "([^."][^"]*)"/gm)].map((match) => match[1]),
      );
    expect([...new Set(packages)].sort()).toEqual(["jsonc-parser", "picocolors"]);
  });
});

describe("text that is shipped", () => {
  const shipped = ["src", "docs", "examples", "scripts", "bench", "schema"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:ts|mjs|md|json|ya?ml)$/.test(name))
      .map((name) => join(folder, name)),
  );

  it.each([...shipped, "README.md", "CONTRIBUTING.md", "CHANGELOG.md"])("%s leaves nothing behind", (path) => {
    expect(readFileSync(join(root, path), "utf8")).not.toMatch(
      /\bTODO\b|\bFIXME\b|\bXXX\b|registry\.npm|\/home\/|\/root\//,
    );
  });
});
