#!/usr/bin/env node
/* Writes a new rule with its document and its test: npm run new-rule <id>. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const id = process.argv[2];

if (id === undefined || !/^[a-z]+(?:-[a-z0-9]+)+$/.test(id)) {
  console.error("Usage: npm run new-rule <id>, where the id is a finding or a demand such as 'no-idle-state'.");
  process.exit(2);
}

const files = {
  [`src/rules/${id}.ts`]: `import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "style",
    description: "Say here what the rule demands",
    recommended: false,
    messages: {
      found: "State '{{name}}' is wrong, and this is why or what to do.",
    },
  },

  visit: {
    State(state, { report }) {
      if (state.name !== "Wrong") return;
      report({ at: state.nameRange, messageId: "found", data: { name: state.name } });
    },
  },
});
`,
  [`docs/rules/${id}.md`]: `<!-- end of the generated header -->

Say here what goes wrong, in a few sentences.

## Incorrect

\`\`\`yaml
StartAt: Wrong
States:
  Wrong: { Type: Succeed }
\`\`\`

## Correct

\`\`\`yaml
StartAt: Done
States:
  Done: { Type: Succeed }
\`\`\`

## When not to use it

Say here who does not want it.

## Further reading

Link here the pages that prove it, and list them as \`references\` in the rule.
`,
  [`test/rules/${id}.test.ts`]: `import rule from "../../src/rules/${id}.ts";
import { testRule } from "../../src/testing.ts";

testRule("${id}", rule, {
  valid: [
    {
      name: "a state with a fitting name",
      code: \`
StartAt: Done
States:
  Done: { Type: Succeed }
\`,
    },
  ],
  invalid: [
    {
      name: "a state with a wrong name",
      code: \`
StartAt: Wrong
States:
  «Wrong»: { Type: Succeed }
\`,
      problems: [{ messageId: "found", data: { name: "Wrong" } }],
    },
  ],
});
`,
};

const existing = Object.keys(files).filter((path) => existsSync(join(root, path)));
if (existing.length > 0) {
  console.error(`'${id}' exists already: ${existing.join(", ")}`);
  process.exit(2);
}
for (const [path, text] of Object.entries(files)) {
  writeFileSync(join(root, path), text);
  console.log(path);
}
const generated = spawnSync(process.execPath, [join(root, "scripts/generate.mjs")], { stdio: "inherit" });
process.exitCode = generated.status ?? 1;
