import { didYouMean, hintAt } from "../util/did-you-mean.ts";
import { levels, type Schema } from "./schema.ts";

/** What a validator compiled by Ajv says; https://ajv.js.org/api.html#error-objects */
export interface ValidationError {
  /** JSON pointer to the value. */
  readonly instancePath: string;
  /** Pointer to the keyword in the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A function that Ajv compiled. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly ValidationError[] | null | undefined;
}

export type KeyPath = readonly (string | number)[];

/** What is wrong with a value that a user wrote. */
export interface Mistake {
  /** Where: keys and indices from the root of what was checked. */
  readonly path: KeyPath;
  /** Whether the last key of the path is wrong, not its value. */
  readonly isKey: boolean;
  /** One sentence, perhaps with a hint behind it. */
  readonly message: string;
}

/** What is wrong with a configuration; `undefined` if nothing is. */
export function mistakeInConfig(validate: Validator, schema: Schema, config: unknown): Mistake | undefined {
  const error = firstError(validate, config);
  if (error === undefined) return undefined;
  const path = pathOf(error.instancePath, config);
  const at = path.lastIndexOf("rules");
  const id = path[at + 1];
  if (at !== -1 && typeof id === "string") return mistakeInEntry(error, path, at + 1, config);
  const shownPath = path.reduce<string>(
    (shown, key) => (typeof key === "number" ? `${shown}[${key}]` : shown === "" ? key : `${shown}.${key}`),
    "",
  );
  const found = schemaAt(schema, error.schemaPath);
  if (error.keyword === "additionalProperties") {
    const key = String(error.params.additionalProperty);
    const hint = didYouMean(key, Object.keys(objectOf(found.properties)));
    const where = shownPath === "" ? "" : ` in '${shownPath}'`;
    return { path: [...path, key], isKey: true, message: `Unknown key '${key}'${where}.${hint}` };
  }
  if (error.keyword === "required") {
    return { path, isKey: false, message: `'${shownPath}' lacks '${String(error.params.missingProperty)}'.` };
  }
  const value = valueAt(config, path);
  const expected = allowedBy(resolved(schema, found), schema);
  const hint = typeof value === "string" ? didYouMean(value, wordsOf(found)) : "";
  const subject = shownPath === "" ? "A configuration" : `'${shownPath}'`;
  return { path, isKey: false, message: `${subject} takes ${expected}, not ${shown(value)}.${hint}` };
}

/** What is wrong with the options of a rule; `undefined` if nothing is. */
export function mistakeInOptions(
  id: string,
  validate: Validator,
  schema: Schema,
  options: Readonly<Record<string, unknown>>,
): Mistake | undefined {
  const error = firstError(validate, options);
  if (error === undefined) return undefined;
  const path = pathOf(error.instancePath, options);
  const rule = `Rule '${id}'`;
  const known = Object.keys(objectOf(schema.properties));
  if (error.keyword === "additionalProperties" && path.length === 0) {
    const name = String(error.params.additionalProperty);
    const hint = didYouMean(name, known) || ` It has ${known.join(", ")}.`;
    const message =
      known.length === 0
        ? `${rule}: the rule has no options, so none is called '${name}'.`
        : `${rule}: unknown option '${name}'.${hint}`;
    return { path: [name], isKey: true, message };
  }
  const found = schemaAt(schema, error.schemaPath);
  const value = valueAt(options, path);
  const hint = typeof value === "string" ? didYouMean(value, wordsOf(found)) : "";
  const message = WORDED.has(error.keyword)
    ? `option '${path.join(".")}' takes ${allowedBy(resolved(schema, found), schema)}, not ${shown(value)}.${hint}`
    : `option '${path.join(".")}' ${error.message ?? `breaks '${error.keyword}'`}.`;
  return { path, isKey: false, message: `${rule}: ${message}` };
}

const WORDED = new Set(["type", "enum", "const", "minimum", "maximum", "anyOf", "minLength", "minItems"]);

/** A value as messages show it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `'${value}'`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A value of code that JSON does not have: a bigint, an object inside itself.
    return typeof value === "bigint" ? `${value}n` : "what cannot be written as JSON";
  }
}

/** Of several errors the one that is meant: where alternatives failed, that of the one that went furthest. */
function firstError(validate: Validator, value: unknown): ValidationError | undefined {
  if (validate(value)) return undefined;
  const errors = validate.errors ?? [];
  const last = errors.at(-1);
  if (last?.keyword !== "anyOf") return last;
  const depth = (error: ValidationError): number => error.instancePath.length;
  const inside = errors.slice(0, -1).filter((error) => error.keyword !== "anyOf");
  const deepest = Math.max(...inside.map(depth));
  if (deepest > depth(last)) return inside.find((error) => depth(error) === deepest);
  // A list of the wrong length is a list all the same.
  return inside.find(({ keyword }) => keyword !== "type" && keyword !== "enum") ?? last;
}

/** A mistake in the level or the shape of `rules: { id: entry }`; `at` is the index of the id in the path. */
function mistakeInEntry(error: ValidationError, path: KeyPath, at: number, config: unknown): Mistake {
  const rule = `Rule '${path[at]}'`;
  const inside = path.slice(at + 1);
  const value = valueAt(config, path);
  const mistake = (message: string): Mistake => ({ path, isKey: false, message: `${rule}: ${message}` });
  if (inside[0] === 1) return mistake(`options are an object, not ${shown(value)}.`);
  if (error.keyword === "maxItems" || error.keyword === "minItems") {
    return mistake("a level and one object of options are all it takes.");
  }
  if (isObject(value)) return mistake(`options stand behind a level: ["warn", ${JSON.stringify(value)}].`);
  const meant = typeof value === "number" ? levels[value] : levels.find((level) => String(value).startsWith(level));
  const hint = hintAt(meant) || didYouMean(String(value), levels);
  return mistake(`the level is one of ${levels.join(", ")}, not ${shown(value)}.${hint}`);
}

function pathOf(pointer: string, value: unknown): KeyPath {
  let at = value;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(at) ? Number(key) : key;
      at = valueAt(at, [step]);
      return step;
    });
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((at, key) => objectOf(at)[key], value);
}

/** The part of a schema that holds a keyword. */
function schemaAt(schema: Schema, pointer: string): Schema {
  const keys = pathOf(pointer, undefined).slice(0, -1);
  return objectOf(keys.reduce<unknown>((at, key) => objectOf(resolved(schema, objectOf(at)))[key], schema));
}

function resolved(root: Schema, part: Schema): Schema {
  const name = typeof part.$ref === "string" ? part.$ref.replace("#/definitions/", "") : undefined;
  return name === undefined ? part : objectOf(objectOf(root.definitions)[name]);
}

/** What a schema allows, in words. */
function allowedBy(schema: Schema, root: Schema): string {
  const { anyOf, enum: values, type, minimum, maximum, title } = schema;
  if (Array.isArray(anyOf)) {
    return anyOf.map((each) => allowedBy(resolved(root, objectOf(each)), root)).join(" or ");
  }
  if (Array.isArray(values)) {
    const words = values.map(shown);
    return words.length > 2 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : words.join(" or ");
  }
  if (type === "integer" || type === "number") {
    const noun = type === "integer" ? "a whole number" : "a number";
    if (typeof minimum === "number" && typeof maximum === "number") return `${noun} from ${minimum} to ${maximum}`;
    if (typeof minimum === "number") return `${noun} from ${minimum} on`;
    return typeof maximum === "number" ? `${noun} up to ${maximum}` : noun;
  }
  if (type === "boolean") return "true or false";
  if (type === "array") {
    const items = resolved(root, objectOf(schema.items));
    return `${typeof schema.minItems === "number" ? "a filled list" : "a list"}${items.type === "string" ? " of strings" : items.type === "object" ? " of objects" : ""}`;
  }
  if (type === "string") {
    if (typeof schema.pattern === "string") {
      return typeof title === "string" ? title : `a string that matches ${schema.pattern}`;
    }
    return typeof schema.minLength === "number" ? "a string with text in it" : "a string";
  }
  return "an object";
}

function wordsOf({ enum: values }: Schema): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {}; // just checked
}
