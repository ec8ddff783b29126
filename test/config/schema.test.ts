import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mistakeInEntries } from "../../src/config/check-entries.ts";
import { mistakeInConfig } from "../../src/config/mistakes.ts";

import { configSchema } from "../../src/config/schema.ts";
import { validateConfig } from "../../src/config/validators.generated.js";
import { rules } from "../../src/rules/index.ts";
import { configSchemaUrl } from "../../src/util/project.ts";

const published = JSON.parse(readFileSync(new URL("../../schema/config.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strictTypes: false, strictTuples: false });
ajv.addVocabulary(["allowComments", "allowTrailingCommas"]);
const validatePublished = ajv.compile(published);

/** What the program says of a configuration that names no plugin. */
async function mistakeIn(config: unknown): Promise<string | undefined> {
  const mistake = mistakeInConfig(validateConfig, configSchema(), config);
  if (mistake !== undefined) return mistake.message;
  const { rules: own = {}, overrides = [] } = config as Parameters<typeof withRules>[0]; // just found to be one
  for (const entries of withRules({ rules: own, overrides })) {
    const inEntries = await mistakeInEntries(rules, entries, rules);
    if (inEntries !== undefined) return inEntries.message;
  }
  return undefined;
}

function withRules({ rules: own, overrides }: { rules: object; overrides: readonly { rules: object }[] }) {
  // Whether they are entries is what is asked.
  return [own, ...overrides.map((override) => override.rules)] as Parameters<typeof mistakeInEntries>[1][];
}

const level = fc.constantFrom("off", "warn", "error", "of", 1, null);
const entry = fc.oneof(
  level,
  fc.tuple(level),
  fc.tuple(
    level,
    fc.constantFrom({}, { minSeconds: 3 }, { minSeconds: 0 }, { minSeconds: "3" }, { minSecond: 3 }, [], 5),
  ),
  fc.constantFrom([], ["warn", {}, {}]),
);
const entries = fc.dictionary(fc.constantFrom("no-tight-wait", "valid-syntax", "no-tight-wat"), entry, { maxKeys: 2 });
const pattern = fc.constantFrom("a/**", "", 5);
const patterns = fc.oneof(pattern, fc.array(pattern, { maxLength: 2 }));
const config = fc.record(
  {
    $schema: fc.constantFrom("./x.json", 5),
    extends: fc.oneof(
      fc.constantFrom("steplint:all", "", 5),
      fc.array(fc.constantFrom("./x.json", "", null), { maxLength: 2 }),
    ),
    rules: fc.oneof(entries, fc.constantFrom([], null)),
    overrides: fc.array(
      fc.record({ files: patterns, rules: entries, more: fc.constant(1) }, { requiredKeys: ["files", "rules"] }),
      { maxLength: 2 },
    ),
    ignore: patterns,
    plugins: fc.array(fc.constantFrom("./x.mjs", "", 5), { maxLength: 2 }),
    workflows: fc.array(
      fc.record({ files: patterns, type: fc.constantFrom("EXPRESS", "STANDARD", "OTHER") }, { requiredKeys: [] }),
      { maxLength: 2 },
    ),
    cost: fc.record(
      {
        region: fc.constantFrom("us-east-1", "mars-1"),
        prices: fc.constantFrom({}, { per1000Transitions: 0 }, { per1000Transitions: -1 }, { other: 1 }),
        executionsPerMonth: fc.constantFrom(0, 1000, -1, "many"),
        assume: fc.constantFrom({}, { a: 3, b: "5m" }, { a: -3 }, { a: "5 minutes" }),
      },
      { requiredKeys: [] },
    ),
    other: fc.constant(1),
  },
  { requiredKeys: [] },
);

describe("the published schema of configurations", () => {
  test("agrees with the program on any configuration", async () => {
    await fc.assert(
      fc.asyncProperty(config, async (each) => {
        const mistake = await mistakeIn(each);
        expect(validatePublished(each), mistake).toBe(mistake === undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  test("calls itself what configurations point at, and lets rules of plugins be", () => {
    expect(published.$id).toBe(configSchemaUrl);
    expect(validatePublished({ plugins: ["./x.mjs"], rules: { "mine/no-x": ["warn", { any: 1 }] } })).toBe(true);
    expect(validatePublished({ rules: { "mine/no-x": "of" } })).toBe(false);
  });

  test("describes every rule and every option, for editors", () => {
    const { properties } = published.definitions.rules;
    expect(Object.keys(properties)).toEqual(Object.keys(rules));
    for (const [id, { meta }] of Object.entries(rules)) {
      expect(properties[id].description).toBe(`${meta.description}.`);
      const options = properties[id].anyOf[1].items[1].properties;
      for (const [name, value] of Object.entries(meta.defaultOptions ?? {})) {
        expect(options[name]).toMatchObject({ default: value, description: expect.any(String) });
      }
    }
  });
});
