import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { configsIn } from "../config/find-config.ts";
import { withSlashes } from "../config/paths.ts";
import { configSchemaUrl } from "../util/project.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import type { Arguments } from "./options.ts";
import { say } from "./output.ts";

const NAME = "steplint.jsonc";

/** Writes a configuration with comments into the working folder, which has none yet; answers the exit code. */
export function initCommand({ paths }: Arguments): number {
  if (paths.length > 0) throw new UsageError(`'init' takes no path: it writes ${NAME} into the current folder.`);
  const folder = process.cwd();
  const [existing] = configsIn(folder);
  if (existing !== undefined) {
    throw new UsageError(`${relative(folder, existing)} is there already, and 'init' never overwrites.`);
  }
  try {
    writeFileSync(join(folder, NAME), configText(schemaFor(folder)), { flag: "wx" });
  } catch (error) {
    throw new UsageError(`${NAME}: cannot be written: ${reasonOf(error)}.`);
  }
  say(`Wrote ${NAME}.`);
  return 0;
}

/** The schema of the installed version where it can be found from the folder, else the published one. */
function schemaFor(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    const path = join(above, "node_modules/steplint/schema/config.schema.json");
    if (existsSync(path)) {
      const way = withSlashes(relative(folder, path));
      return way.startsWith(".") ? way : `./${way}`;
    }
    if (dirname(above) === above) return configSchemaUrl;
  }
}

function configText(schema: string): string {
  return `{
  "$schema": ${JSON.stringify(schema)},

  // What to start from: steplint:recommended, steplint:strict, steplint:all, or steplint:aws for nothing but what AWS
  // refuses. Other configuration files can be named, too; in a list, later ones are on top.
  "extends": "steplint:recommended",

  // Levels are off, warn and error; options stand behind the level. 'steplint explain' lists all rules.
  "rules": {
    // "no-tight-wait": ["warn", { "minSeconds": 30 }],
  },

  // Other levels and options for some files. Patterns are written as in .gitignore.
  "overrides": [
    // { "files": "legacy/**", "rules": { "no-tight-wait": "off" } },
  ],

  // What to leave out, beside what .gitignore leaves out.
  "ignore": [
    // "vendor/",
  ],

  // Files that hold definitions whatever they are called, and how they are deployed.
  "workflows": [
    // { "files": "express/**", "type": "EXPRESS" },
  ],
}
`;
}
