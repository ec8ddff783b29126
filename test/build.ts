import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const script = join(root, "scripts/build.mjs");

/** Builds dist/ before the tests, as some of them run what users run; nothing to do where it is up to date. */
export default function build(): void {
  const built = statSync(join(root, "dist/types/index.d.ts"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((path) =>
    join("src", path),
  );
  const inputs = [
    ...sources,
    "package.json",
    "package-lock.json",
    "tsconfig.build.json",
    "scripts/build.mjs",
    "scripts/terraform-grammar.mjs",
  ];
  if (inputs.every((path) => statSync(join(root, path)).mtimeMs < built)) return;
  execFileSync(process.execPath, [script], { stdio: "inherit" });
}
