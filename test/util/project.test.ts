import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { homepage, version } from "../../src/util/project.ts";

test("version and homepage are those of package.json", () => {
  const project = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect({ version, homepage }).toEqual({ version: project.version, homepage: project.homepage });
});
