import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/core.ts";
import {
  type FieldFacts,
  type FieldType,
  type StructureKind,
  stateTypes,
  structureFacts,
} from "../../src/data/fields.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const fetch = "arn:aws:lambda:eu-west-1:123456789012:function:fetch";
const leaf = (name: string): JsonObject => ({ StartAt: name, States: { [name]: { Type: "Pass", End: true } } });

/** Machines without a mistake, which have every field of the language between them. */
const machines: readonly JsonObject[] = [
  {
    Comment: "orders",
    Version: "1.0",
    QueryLanguage: "JSONPath",
    TimeoutSeconds: 3600,
    StartAt: "Fetch",
    States: {
      Fetch: {
        Type: "Task",
        Comment: "the order",
        Resource: fetch,
        InputPath: "$.order",
        Parameters: { "id.$": "$.id" },
        ResultSelector: { "total.$": "$.total" },
        ResultPath: "$.fetched",
        OutputPath: "$",
        TimeoutSeconds: 60,
        HeartbeatSeconds: 30,
        Credentials: { RoleArn: "arn:aws:iam::123456789012:role/orders" },
        Assign: { "total.$": "$.total" },
        Retry: [
          {
            ErrorEquals: ["States.Timeout"],
            IntervalSeconds: 1,
            MaxAttempts: 2,
            BackoffRate: 2,
            MaxDelaySeconds: 10,
            JitterStrategy: "FULL",
            Comment: "slow days",
          },
        ],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Lost", ResultPath: "$.error", Comment: "gone" }],
        Next: "Rest",
      },
      Rest: { Type: "Wait", SecondsPath: "$.pause", InputPath: "$", OutputPath: "$", Next: "Paid?" },
      "Paid?": {
        Type: "Choice",
        InputPath: "$",
        Choices: [{ Variable: "$.paid", BooleanEquals: true, Next: "Both", Comment: "paid" }],
        Default: "Shape",
      },
      Shape: { Type: "Pass", Result: { paid: false }, ResultPath: "$.shape", QueryLanguage: "JSONPath", Next: "Both" },
      Both: {
        Type: "Parallel",
        Branches: [{ ...leaf("Left"), Comment: "left" }, leaf("Right")],
        Parameters: { "id.$": "$.id" },
        ResultSelector: { "left.$": "$[0]" },
        ResultPath: "$.both",
        Next: "Each",
      },
      Each: {
        Type: "Map",
        ItemsPath: "$.parcels",
        ItemSelector: { "parcel.$": "$$.Map.Item.Value" },
        MaxConcurrency: 2,
        ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...leaf("Pack") },
        ResultPath: "$.packed",
        Next: "Done",
      },
      Done: { Type: "Succeed", InputPath: "$", OutputPath: "$" },
      Lost: { Type: "Fail", ErrorPath: "$.error.Error", CausePath: "$.error.Cause" },
    },
  },
  {
    QueryLanguage: "JSONata",
    StartAt: "Fetch",
    States: {
      Fetch: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: "fetch", Payload: "{% $states.input %}" },
        Output: "{% $states.result.Payload %}",
        Assign: { total: "{% $states.result.Payload.total %}" },
        TimeoutSeconds: "{% $states.input.timeout %}",
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Next: "Lost",
            Output: "{% $states.errorOutput %}",
            Assign: { failed: true },
          },
        ],
        Next: "Rest",
      },
      Rest: { Type: "Wait", Seconds: "{% $states.input.pause %}", Output: "{% $states.input %}", Next: "Until" },
      Until: { Type: "Wait", Timestamp: "2026-01-31T12:00:00Z", Next: "Paid?" },
      "Paid?": {
        Type: "Choice",
        Choices: [
          { Condition: "{% $states.input.paid %}", Next: "Each", Output: { paid: true }, Assign: { paid: true } },
        ],
        Default: "Both",
        Output: { paid: false },
      },
      Both: {
        Type: "Parallel",
        Branches: [leaf("Left"), leaf("Right")],
        Arguments: { id: "{% $states.input.id %}" },
        Output: "{% $states.result %}",
        Next: "Each",
      },
      Each: {
        Type: "Map",
        Label: "parcels",
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          Arguments: { Bucket: "parcels", Key: "today.csv" },
          ReaderConfig: {
            InputType: "CSV",
            CSVHeaderLocation: "GIVEN",
            CSVHeaders: ["id", "grams"],
            CSVDelimiter: "COMMA",
            MaxItems: 1000,
          },
        },
        ItemBatcher: { MaxItemsPerBatch: 10, MaxInputBytesPerBatch: 1000, BatchInput: { day: "{% $now() %}" } },
        ResultWriter: {
          Resource: "arn:aws:states:::s3:putObject",
          Arguments: { Bucket: "packed", Prefix: "today" },
          WriterConfig: { Transformation: "COMPACT", OutputType: "JSON" },
        },
        MaxConcurrency: 10,
        ToleratedFailurePercentage: 2.5,
        ToleratedFailureCount: 3,
        ItemSelector: { parcel: "{% $states.context.Map.Item.Value %}" },
        ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...leaf("Pack") },
        Next: "Done",
      },
      Done: { Type: "Succeed", Output: "{% $states.input %}" },
      Lost: { Type: "Fail", Error: "Lost", Cause: "{% $states.input.Cause %}" },
    },
  },
];

/** An object whose fields the table gives, by the way to it. */
interface Spot {
  readonly way: readonly string[];
  readonly kind: StructureKind;
}

/** A change to one of these objects that the table says is refused. */
interface Mutation {
  readonly machine: number;
  readonly what: string;
  readonly definition: JsonObject;
}

function spotsOf(value: JsonObject, kind: StructureKind, way: readonly string[]): Spot[] {
  const inside = Object.entries(value).flatMap(([key, field]): Spot[] => {
    const facts = structureFacts(kind).fields.get(key);
    if (key === "States") {
      return Object.entries(field as JsonObject).flatMap(([name, state]) => {
        const type = stateTypes.find((each) => each === (state as JsonObject).Type);
        return type === undefined ? [] : spotsOf(state as JsonObject, type, [...way, key, name]);
      });
    }
    if (facts?.holds === undefined) return [];
    if (!Array.isArray(field)) return spotsOf(field as JsonObject, facts.holds, [...way, key]);
    const { holds } = facts;
    return field.flatMap((entry, i) => spotsOf(entry as JsonObject, holds, [...way, key, String(i)]));
  });
  return [{ way, kind }, ...inside];
}

function objectAt(definition: JsonObject, way: readonly string[]): JsonObject {
  return way.reduce<Json>((value, key) => (value as JsonObject)[key] ?? {}, definition) as JsonObject;
}

function change(machine: number, { way }: Spot, what: string, edit: (object: JsonObject) => void): Mutation {
  const definition = structuredClone(machines[machine] ?? {});
  edit(objectAt(definition, way));
  return { machine, what: `${what} at /${way.join("/")}`, definition };
}

/** Values of a type that is not that of the field. */
const wrongValues: Readonly<Record<FieldType, readonly Json[]>> = {
  string: [5, {}, [], true],
  boolean: ["true", 1, {}],
  integer: ["5", 1.5, {}, true, null],
  number: ["5", [], false],
  stateName: [5, {}, [], null],
  path: [5, {}, []],
  referencePath: [5, {}, []],
  timestamp: [5, "tomorrow", {}],
  template: [5, "text", true],
  items: [5, true],
  any: [],
  states: [[], "text", 5],
  structure: [[], "text", 5, null],
  structures: [{}, "text", 5, ["text"]],
  strings: ["text", {}, 5, [5]],
};

function outOfRange({ min, max, values }: FieldFacts): Json[] {
  return [
    ...(min === undefined ? [] : [min - 1]),
    ...(max === undefined ? [] : [max + 1]),
    ...(values ? ["NEITHER"] : []),
  ];
}

function mutationsAt(machine: number, spot: Spot, others: readonly Spot[]): Mutation[] {
  const object = objectAt(machines[machine] ?? {}, spot.way);
  const { fields, groups, more } = structureFacts(spot.kind);
  return Object.entries(object).flatMap(([key, value]): Mutation[] => {
    const facts = fields.get(key);
    if (facts === undefined) return [];
    const at = (what: string, edit: (target: JsonObject) => void): Mutation =>
      change(machine, spot, `${what} ${key}`, edit);
    const needed =
      facts.required ||
      groups.some(
        (group) =>
          group.required && group.fields.includes(key) && !group.fields.some((name) => name !== key && name in object),
      );
    const rename = (name: string) => (target: JsonObject) => {
      delete target[key];
      target[name] = value;
    };
    const strangers = others.filter(({ kind }) => !structureFacts(kind).fields.has(key) && !structureFacts(kind).more);
    return [
      ...(needed ? [at("remove", (target) => delete target[key])] : []),
      ...(more && key !== "Next" ? [] : [at("lower", rename(key.toLowerCase())), at("garble", rename(`${key}Of`))]),
      ...[...wrongValues[facts.type], ...outOfRange(facts)].map((wrong) =>
        at(`set ${JSON.stringify(wrong)} as`, (target) => {
          target[key] = wrong;
        }),
      ),
      ...strangers.map((stranger) =>
        change(machine, stranger, `move ${key} of /${spot.way.join("/")}`, (target) => {
          target[key] = value;
        }),
      ),
    ];
  });
}

const mutations = machines.flatMap((definition, machine) => {
  const spots = spotsOf(definition, "machine", []);
  return spots.flatMap((spot) => mutationsAt(machine, spot, spots));
});

async function reportsOn(definition: unknown): Promise<string[]> {
  const result = await lint(JSON.stringify(definition), { extends: "steplint:aws" });
  return (result?.problems ?? []).map(({ ruleId, messageId, message }) => `${ruleId}/${messageId}: ${message}`);
}

describe("mutated definitions", { timeout: 120_000 }, () => {
  it("start from some without a mistake", async () => {
    expect(await Promise.all(machines.map(reportsOn))).toEqual(machines.map(() => []));
  });

  it("are reported wherever the field table refuses them", async () => {
    expect(mutations.length).toBeGreaterThan(1500);
    const silent: string[] = [];
    for (const { what, definition } of mutations) if ((await reportsOn(definition)).length === 0) silent.push(what);
    expect(silent).toEqual([]);
  });

  it("never make a rule crash, however many changes come together", async () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const edit = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("remove", "rename", "set", "move"), json);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(machines.length - 1),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        async (machine, edits) => {
          const definition = structuredClone(machines[machine] ?? {});
          for (const [place, field, kind, value] of edits) mutate(definition, place, field, kind, value as Json);
          expect((await reportsOn(definition)).filter((report) => report.includes("/crash:"))).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Changes the n-th field of the n-th object anywhere in a value. */
function mutate(definition: JsonObject, place: number, field: number, kind: string, value: Json): void {
  const objects: JsonObject[] = [];
  const collect = (node: Json): void => {
    if (typeof node !== "object" || node === null) return;
    if (!Array.isArray(node)) objects.push(node);
    for (const inner of Object.values(node)) collect(inner);
  };
  collect(definition);
  const object = objects[place % objects.length] ?? {};
  const keys = Object.keys(object);
  const key = keys[field % Math.max(1, keys.length)];
  if (key === undefined) return;
  const old = object[key] ?? null;
  if (kind !== "set") delete object[key];
  if (kind === "set") object[key] = value;
  if (kind === "rename") object[`${key}${field % 3 === 0 ? "Path" : "x"}`] = old;
  if (kind === "move") (objects[(place + field) % objects.length] ?? {})[key] = old;
}
