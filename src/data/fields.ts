/*
 * The fields of the Amazon States Language: which object takes which, in which query language, with which values.
 * As of 2026-11-22. Sources: https://states-language.net/spec.html,
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html and the pages of the states;
 * the fields of states, their query languages and their ranges are what AWS's validation answers.
 */

/** An object whose fields the language sets; those of states are called after their type. */
export type StructureKind =
  | "machine"
  | "branch"
  | "processor"
  | "processorConfig"
  | StateType
  | "retrier"
  | "catcher"
  | "choiceRule"
  | "itemReader"
  | "readerConfig"
  | "itemBatcher"
  | "resultWriter"
  | "writerConfig";

export const stateTypes = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"] as const;

export type StateType = (typeof stateTypes)[number];

/**
 * What a value is.
 * - `stateName`: a string that names a state of the same scope
 * - `path`, `referencePath`: a string that starts with `$`, or null where `nullable`; a reference path leads to one node
 * - `timestamp`: a string as RFC 3339 has it
 * - `template`: an object whose values may be evaluated
 * - `items`: a list, or an object of a distributed Map
 * - `states`: an object of states by name
 * - `structure`, `structures`: an object, or a list of objects, with fields of their own
 * - `strings`: a list of strings
 */
export type FieldType =
  | "string"
  | "boolean"
  | "integer"
  | "number"
  | "stateName"
  | "path"
  | "referencePath"
  | "timestamp"
  | "template"
  | "items"
  | "any"
  | "states"
  | "structure"
  | "structures"
  | "strings";

export interface FieldFacts {
  readonly type: FieldType;
  /** The one query language it belongs to; both where absent. */
  readonly only?: "JSONPath" | "JSONata";
  /** Whether a JSONata state may write it as a `{% … %}` string. */
  readonly jsonata?: true;
  readonly required?: true;
  readonly nullable?: true;
  /** The only values it takes. */
  readonly values?: readonly string[];
  /** The least and the greatest number that AWS takes, where it is known to refuse others. */
  readonly min?: number;
  readonly max?: number;
  /** The least and the greatest number that make sense; AWS may save others. */
  readonly advisedMin?: number;
  readonly advisedMax?: number;
  /** How many characters it may have, as the service's API says of running executions. */
  readonly advisedLength?: number;
  /** Whether AWS refuses an empty list or object. */
  readonly nonEmpty?: true;
  /** What the objects in it are. */
  readonly holds?: StructureKind;
  /** Whether it means something in a distributed Map only. */
  readonly distributed?: true;
  /** The field that took its place. */
  readonly replacedBy?: string;
}

/** Fields of which an object takes one. */
export interface FieldGroup {
  readonly fields: readonly string[];
  /** Whether one of them has to be there. */
  readonly required: boolean;
  /** Whether AWS is known to refuse two of them. */
  readonly refused: boolean;
}

export interface StructureFacts {
  readonly fields: ReadonlyMap<string, FieldFacts>;
  /** The fields that have to be there. */
  readonly required: readonly string[];
  readonly groups: readonly FieldGroup[];
  /** Whether other fields than these belong there, which rules of their own look after. */
  readonly more: boolean;
}

/** The fields of an object of this kind. */
export function structureFacts(kind: StructureKind): StructureFacts {
  let facts = built.get(kind);
  if (facts === undefined) {
    facts = structures[kind]();
    built.set(kind, facts);
  }
  return facts;
}

// A definition has a few of these kinds, and a start of the program should not build them all.
const built = new Map<StructureKind, StructureFacts>();

type Fields = Readonly<Record<string, FieldFacts>>;

const text: FieldFacts = { type: "string" };
const stateName: FieldFacts = { type: "stateName" };
const flag: FieldFacts = { type: "boolean" };
const path: FieldFacts = { type: "path", only: "JSONPath", nullable: true };
const referencePath: FieldFacts = { type: "referencePath", only: "JSONPath" };
const template: FieldFacts = { type: "template", only: "JSONPath" };
const expression: FieldFacts = { type: "any", only: "JSONata", jsonata: true };
const args: FieldFacts = { type: "template", only: "JSONata", jsonata: true };
const language: FieldFacts = { type: "string", values: ["JSONPath", "JSONata"] };
/** 99,999,999 seconds are more than three years. */
const most = 99_999_999;
const seconds: FieldFacts = { type: "integer", jsonata: true, min: 1, max: most };

const inAll: Fields = {
  Type: { type: "string", required: true, values: stateTypes },
  Comment: text,
  QueryLanguage: language,
};
const flow: Fields = { Next: stateName, End: flag };
const paths: Fields = { InputPath: path, OutputPath: path };
const resultPath: Fields = { ResultPath: { ...referencePath, nullable: true } };
const output: Fields = { Output: expression };
const assign: Fields = { Assign: { type: "template", jsonata: true } };
const handlers: Fields = {
  Retry: { type: "structures", holds: "retrier" },
  Catch: { type: "structures", holds: "catcher" },
};
const scope: Fields = {
  Comment: text,
  StartAt: { type: "stateName", required: true },
  States: { type: "states", required: true, nonEmpty: true },
};

const nextOrEnd = oneOf("Next", "End");

// biome-ignore format: one field a line
const structures: Readonly<Record<StructureKind, () => StructureFacts>> = {
  machine: () => structure({
    ...scope,
    QueryLanguage: language,
    Version: { type: "string", values: ["1.0"] },
    TimeoutSeconds: { type: "integer", min: 0, advisedMin: 1, advisedMax: most },
  }),
  branch: () => structure(scope),
  processor: () => structure({
    ...scope,
    ProcessorConfig: { type: "structure", holds: "processorConfig" },
  }),
  processorConfig: () => structure({
    Mode: { type: "string", values: ["INLINE", "DISTRIBUTED"] },
    ExecutionType: { type: "string", values: ["STANDARD", "EXPRESS"] },
  }),

  Task: () => structure({
    ...inAll,
    Resource: { type: "string", required: true },
    Parameters: template,
    Arguments: args,
    Credentials: { type: "template" },
    TimeoutSeconds: seconds,
    TimeoutSecondsPath: referencePath,
    HeartbeatSeconds: seconds,
    HeartbeatSecondsPath: referencePath,
    ...paths, ...resultPath, ResultSelector: template, ...output, ...assign, ...handlers, ...flow,
  }, [nextOrEnd, atMostOneOf("TimeoutSeconds", "TimeoutSecondsPath"), atMostOneOf("HeartbeatSeconds", "HeartbeatSecondsPath")]),

  Pass: () => structure({
    ...inAll,
    Result: { type: "any", only: "JSONPath" },
    Parameters: template,
    ...paths, ...resultPath, ...output, ...assign, ...flow,
  }, [nextOrEnd]),

  Wait: () => structure({
    ...inAll,
    Seconds: { type: "integer", jsonata: true, min: 0, max: most },
    SecondsPath: referencePath,
    Timestamp: { type: "timestamp", jsonata: true },
    TimestampPath: referencePath,
    ...paths, ...output, ...assign, ...flow,
  }, [nextOrEnd, oneOf("Seconds", "SecondsPath", "Timestamp", "TimestampPath")]),

  Succeed: () => structure({ ...inAll, ...paths, ...output }),

  Fail: () => structure({
    ...inAll,
    Error: { type: "string", jsonata: true, advisedLength: 256 },
    ErrorPath: referencePath,
    Cause: { type: "string", jsonata: true, advisedLength: 32_768 },
    CausePath: referencePath,
  }, [atMostOneOf("Error", "ErrorPath"), atMostOneOf("Cause", "CausePath")]),

  Choice: () => structure({
    ...inAll,
    Choices: { type: "structures", required: true, nonEmpty: true, holds: "choiceRule" },
    Default: stateName,
    ...paths, ...output, ...assign,
  }),

  Parallel: () => structure({
    ...inAll,
    Branches: { type: "structures", required: true, nonEmpty: true, holds: "branch" },
    Parameters: template,
    Arguments: args,
    ...paths, ...resultPath, ResultSelector: template, ...output, ...assign, ...handlers, ...flow,
  }, [nextOrEnd]),

  Map: () => structure({
    ...inAll,
    ItemProcessor: { type: "structure", holds: "processor" },
    Iterator: { type: "structure", holds: "processor", replacedBy: "ItemProcessor" },
    ItemsPath: referencePath,
    Items: { type: "items", only: "JSONata", jsonata: true },
    ItemSelector: { type: "any", jsonata: true },
    Parameters: { ...template, replacedBy: "ItemSelector" },
    ItemReader: { type: "structure", holds: "itemReader", distributed: true },
    ItemBatcher: { type: "structure", holds: "itemBatcher", distributed: true },
    ResultWriter: { type: "structure", holds: "resultWriter", distributed: true },
    MaxConcurrency: { type: "integer", jsonata: true, min: 0 },
    MaxConcurrencyPath: referencePath,
    ToleratedFailurePercentage: { type: "number", jsonata: true, min: 0, max: 100, distributed: true },
    ToleratedFailurePercentagePath: { ...referencePath, distributed: true },
    ToleratedFailureCount: { type: "integer", jsonata: true, min: 0, distributed: true },
    ToleratedFailureCountPath: { ...referencePath, distributed: true },
    Label: { type: "string", distributed: true },
    ...paths, ...resultPath, ResultSelector: template, ...output, ...assign, ...handlers, ...flow,
  }, [
    nextOrEnd,
    oneOf("ItemProcessor", "Iterator"),
    { ...atMostOneOf("ItemSelector", "Parameters"), refused: false },
    atMostOneOf("MaxConcurrency", "MaxConcurrencyPath"),
    atMostOneOf("ToleratedFailurePercentage", "ToleratedFailurePercentagePath"),
    atMostOneOf("ToleratedFailureCount", "ToleratedFailureCountPath"),
  ]),

  retrier: () => structure({
    ErrorEquals: { type: "strings", required: true },
    IntervalSeconds: { type: "integer", min: 0, advisedMax: most },
    MaxAttempts: { type: "integer", min: 0, max: most },
    BackoffRate: { type: "number", min: 1 },
    MaxDelaySeconds: { type: "integer", min: 1, max: 31_622_400 },
    JitterStrategy: { type: "string", values: ["NONE", "FULL"] },
    Comment: text,
  }),
  catcher: () => structure({
    ErrorEquals: { type: "strings", required: true },
    Next: { ...stateName, required: true },
    ...resultPath, ...output, ...assign,
    Comment: text,
  }),
  // What a rule tests is looked after by `valid-choice-rule`: operators exclude one another and nest.
  choiceRule: () => ({
    ...structure({
      Next: { ...stateName, required: true },
      Variable: { ...referencePath },
      Condition: { type: "any", only: "JSONata", jsonata: true },
      ...output, ...assign,
      Comment: text,
    }),
    more: true,
  }),

  itemReader: () => structure({
    Resource: { type: "string", required: true },
    Parameters: template,
    Arguments: args,
    ReaderConfig: { type: "structure", holds: "readerConfig" },
  }),
  readerConfig: () => structure({
    InputType: { type: "string", values: ["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"] },
    ManifestType: { type: "string", values: ["ATHENA_DATA", "S3_INVENTORY"] },
    Transformation: { type: "string", values: ["NONE", "LOAD_AND_FLATTEN"] },
    CSVDelimiter: { type: "string", values: ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"] },
    CSVHeaderLocation: { type: "string", values: ["FIRST_ROW", "GIVEN"] },
    CSVHeaders: { type: "strings" },
    ItemsPointer: text,
    MaxItems: { type: "integer", jsonata: true, min: 0, max: 100_000_000, advisedMin: 1 },
    MaxItemsPath: referencePath,
  }, [atMostOneOf("MaxItems", "MaxItemsPath")]),
  itemBatcher: () => structure({
    BatchInput: { type: "any", jsonata: true },
    MaxItemsPerBatch: { type: "integer", jsonata: true, min: 0, advisedMin: 1 },
    MaxItemsPerBatchPath: referencePath,
    MaxInputBytesPerBatch: { type: "integer", jsonata: true, min: 0, advisedMin: 1, advisedMax: 262_144 },
    MaxInputBytesPerBatchPath: referencePath,
  }, [atMostOneOf("MaxItemsPerBatch", "MaxItemsPerBatchPath"), atMostOneOf("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath")]),
  resultWriter: () => structure({
    Resource: text,
    Parameters: template,
    Arguments: args,
    WriterConfig: { type: "structure", holds: "writerConfig" },
  }),
  writerConfig: () => structure({
    Transformation: { type: "string", values: ["NONE", "COMPACT", "FLATTEN"] },
    OutputType: { type: "string", values: ["JSON", "JSONL"] },
  }),
};

function structure(fields: Fields, groups: readonly FieldGroup[] = []): StructureFacts {
  const required = Object.keys(fields).filter((name) => fields[name]?.required);
  return { fields: new Map(Object.entries(fields)), required, groups, more: false };
}

function oneOf(...fields: readonly string[]): FieldGroup {
  return { fields, required: true, refused: true };
}

function atMostOneOf(...fields: readonly string[]): FieldGroup {
  return { fields, required: false, refused: true };
}

/** The types of states that take a field. */
export function stateTypesWith(field: string): StateType[] {
  return stateTypes.filter((type) => structureFacts(type).fields.has(field));
}
