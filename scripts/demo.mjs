#!/usr/bin/env node
/* Lints the examples, which have errors by intention: only exit code 2 is a failure here. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync(process.execPath, ["dist/cli.cjs", "examples"], { cwd, stdio: "inherit" });
process.exitCode = status === 0 || status === 1 ? 0 : 2;
