import { defaultTerms } from "../analysis/cost-terms.ts";
import { maxHistoryEvents, pricedRegions } from "../data/prices.ts";
import type { OptionsSchema, Rule, RuleMeta, Severity } from "../linter/rule.ts";
import { presetNames } from "./presets.ts";

/** A JSON Schema (draft-07), or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a rule can be set to. */
export const levels: readonly Severity[] = ["off", "warn", "error"];

type Meta = RuleMeta<never, object> | Rule["meta"];

/** The JSON Schema of configuration files. Rules that are not named, such as those of plugins, have any options. */
export function configSchema(rules: Readonly<Record<string, { readonly meta: Meta }>> = {}): Schema {
  const base = ref("base");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "steplint configuration",
    description: "What steplint.jsonc and steplint.json hold.",
    ...strictObject({
      $schema: { description: "This schema, for editors.", type: "string" },
      extends: {
        description:
          "Presets and other configuration files, later ones on top; 'steplint:recommended' where no preset is named.",
        default: "steplint:recommended",
        anyOf: [base, { type: "array", items: base }],
      },
      rules: ref("rules"),
      overrides: {
        description: "Settings for some files; of several that match a file, later ones are on top.",
        type: "array",
        items: strictObject({ files: ref("patterns"), rules: ref("rules") }, ["files", "rules"]),
      },
      ignore: {
        description: "Files and folders to leave out, written as in a .gitignore file in this folder.",
        type: "array",
        items: ref("pattern"),
      },
      plugins: {
        description: "Modules with further rules: paths from this file, or names of packages.",
        type: "array",
        items: { type: "string", minLength: 1 },
      },
      workflows: {
        description: "Files that hold definitions whatever they look like, because what deploys them stands elsewhere.",
        type: "array",
        items: strictObject(
          {
            files: ref("patterns"),
            type: { description: "The type that they are deployed with.", enum: ["STANDARD", "EXPRESS"] },
          },
          ["files"],
        ),
      },
      cost: COST,
    }),
    definitions: {
      base: {
        description: "A preset, a path from this file, or the name of a package.",
        type: "string",
        minLength: 1,
        examples: [...presetNames],
      },
      // Nothing that leads out of the folder can match.
      pattern: { type: "string", minLength: 1 },
      patterns: {
        description: "Written as in a .gitignore file in this folder.",
        anyOf: [ref("pattern"), { type: "array", items: ref("pattern"), minItems: 1 }],
      },
      level: { enum: [...levels] },
      rules: {
        description: "Rules and their levels, with options where they differ from the defaults.",
        type: "object",
        properties: Object.fromEntries(Object.entries(rules).map(([id, { meta }]) => [id, ruleSchema(meta)])),
        ...(Object.keys(rules).length > 0
          ? // Which rules a plugin has is known when it is loaded.
            { patternProperties: { "^[^/]+/.+$": { description: "A rule of a plugin.", ...ANY_ENTRY } } }
          : {}),
        additionalProperties: Object.keys(rules).length > 0 ? false : ANY_ENTRY,
      },
    },
  };
}

/** The JSON Schema of a rule's options. */
export function optionsSchema({ defaultOptions = {}, schema = {} }: Meta): Schema {
  const defaults = new Map<string, unknown>(Object.entries(defaultOptions));
  const described = new Map<string, OptionsSchema>(Object.entries(schema));
  const properties = [...new Set([...defaults.keys(), ...described.keys()])].map((name) => {
    const value = defaults.get(name);
    const own = described.get(name) ?? {};
    const isTyped = ["type", "enum", "const", "anyOf", "oneOf"].some((keyword) => Object.hasOwn(own, keyword));
    return [name, { ...(!isTyped && { type: typeOf(value) }), ...(value !== undefined && { default: value }), ...own }];
  });
  return strictObject(Object.fromEntries(properties));
}

/** The type of a value in the words of JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function ref(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}

function strictObject(properties: Schema, required: readonly string[] = []): Schema {
  return { type: "object", properties, additionalProperties: false, ...(required.length > 0 && { required }) };
}

function entrySchema(options: Schema): Schema {
  return { anyOf: [ref("level"), { type: "array", items: [ref("level"), options], minItems: 1, maxItems: 2 }] };
}

const ANY_ENTRY = entrySchema({ type: "object" });

function ruleSchema(meta: Meta): Schema {
  const { description, deprecated } = meta;
  return {
    description: `${description}.${deprecated === undefined ? "" : ` Deprecated: ${deprecated}`}`,
    ...entrySchema(optionsSchema(meta)),
  };
}

const COST: Schema = {
  description: "What arithmetic counts with.",
  ...strictObject({
    region: {
      description: "The Region whose prices count; where none are known, 'prices' has to be set.",
      type: "string",
      examples: pricedRegions(),
      default: "us-east-1",
    },
    prices: {
      description: "Prices that differ from those of the Region.",
      ...strictObject({
        per1000Transitions: {
          description: "Dollars for 1,000 state transitions of Standard executions.",
          type: "number",
          minimum: 0,
        },
        freeTransitionsPerMonth: {
          description:
            "State transitions a month that cost nothing: AWS gives 4,000 to each account, of which none is counted by default.",
          type: "number",
          minimum: 0,
          default: 0,
        },
        perMillionRequests: {
          description: "Dollars for a million requests of Express executions.",
          type: "number",
          minimum: 0,
        },
        perGbHour: {
          description: "Dollars for a GB-hour of Express executions, in place of AWS's tiers.",
          type: "number",
          minimum: 0,
        },
      }),
    },
    quotas: {
      description: "Quotas that differ from those of AWS.",
      ...strictObject({
        historyEvents: {
          description: "Events that the history of a Standard execution holds.",
          type: "number",
          minimum: 1,
          default: maxHistoryEvents,
        },
      }),
    },
    executionsPerMonth: {
      description: "Executions a month.",
      type: "number",
      exclusiveMinimum: 0,
      default: defaultTerms.executionsPerMonth,
    },
    secondsPerTransition: {
      description: "Seconds that a transition takes beside literal waiting, for the price of Express executions.",
      type: "number",
      minimum: 0,
      default: defaultTerms.secondsPerTransition,
    },
    assume: {
      description:
        "Turns of a loop, by a state in it, or items of a Map: a number, or for loops a waiting time such as '5m'.",
      type: "object",
      additionalProperties: {
        anyOf: [
          { type: "number", minimum: 0 },
          { title: "a time such as '5m'", type: "string", pattern: "^\\d+(?:\\.\\d+)?(?:s|m|h|d)$" },
        ],
      },
    },
  }),
};
