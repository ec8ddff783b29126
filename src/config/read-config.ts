import { readFileSync } from "node:fs";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { lineOf } from "../document/source-file.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import type { Config } from "./config.ts";
import { loadDefault } from "./load-module.ts";
import { type KeyPath, type Mistake, mistakeInConfig } from "./mistakes.ts";
import { configSchema } from "./schema.ts";

/** A configuration file that was read; its rules and their options are not checked yet. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
  /** An error at a place in the file. */
  mistake(mistake: Mistake): UsageError;
}

/** Reads a configuration file. Throws a `UsageError` that names file and line where it cannot be used. */
export async function readConfigFile(path: string, shown: string): Promise<ConfigFile> {
  const source = { path, shown };
  const { value, lineAt } = /\.jsonc?$/.test(path) ? readShallowJson(source) : await readModule(source);
  const errorAt = ({ path: keys, isKey, message }: Mistake): UsageError => {
    const line = lineAt(keys, isKey);
    return new UsageError(`${shown}${line === undefined ? "" : `:${line}`}: ${message}`);
  };
  const { validateConfig } = await import("./validators.generated.js");
  const mistake = mistakeInConfig(validateConfig, configSchema(), value);
  if (mistake !== undefined) throw errorAt(mistake);
  // The validator says so.
  return { path, config: value as Config, mistake: errorAt };
}

/** The file, and how messages show it. */
interface Source {
  readonly path: string;
  readonly shown: string;
}

interface Contents {
  readonly value: unknown;
  /** The 1-based line of a value, or of its key; `undefined` where it cannot be told. */
  lineAt(path: KeyPath, isKey: boolean): number | undefined;
}

function readShallowJson(source: Source): Contents {
  try {
    return readJson(source);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${source.shown}:1: it is nested too deeply.`);
    throw error;
  }
}

function readJson({ path, shown }: Source): Contents {
  const text = readText(path, shown);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const fail = (offset: number, message: string): never => {
    throw new UsageError(`${shown}:${lineOf(text, offset)}: ${message}`);
  };
  const [error] = errors;
  if (error !== undefined) {
    const what = printParseErrorCode(error.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
      .toLowerCase();
    return fail(error.offset, `it cannot be read as JSON: ${what}.`);
  }
  if (root === undefined) return fail(0, "the file is empty: an empty configuration is '{}'.");
  const twice = duplicateKey(root);
  if (twice !== undefined) fail(twice.offset, `'${String(twice.value)}' stands twice in this object.`);
  return {
    value: getNodeValue(root),
    lineAt(keys, isKey) {
      const node = findNodeAtLocation(root, [...keys]);
      const key = node?.parent?.type === "property" ? node.parent.children?.[0] : undefined;
      const found = isKey ? key : node;
      return lineOf(text, found?.offset ?? root.offset);
    },
  };
}

/** The second of two equal keys: readers of JSON drop the first without a word. */
function duplicateKey(node: Node): Node | undefined {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = child.type === "property" ? child.children?.[0] : undefined;
    if (key !== undefined && seen.has(key.value)) return key;
    seen.add(key?.value);
    const inner = duplicateKey(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

async function readModule({ path, shown }: Source): Promise<Contents> {
  const text = readText(path, shown);
  const loaded = await loadDefault(path);
  if ("failure" in loaded) {
    const { line, failure } = loaded;
    throw new UsageError(`${shown}${line === undefined ? "" : `:${line}`}: it cannot be loaded: ${failure}.`);
  }
  const { value } = loaded;
  if (value === undefined) throw new UsageError(`${shown}: it has no default export: write 'export default { … }'.`);
  return {
    value,
    // Where a word stands only once, it is the one that is meant.
    lineAt(keys) {
      const word = keys.findLast((key) => typeof key === "string");
      if (word === undefined) return undefined;
      const places = text.split(String(word));
      return places.length === 2 ? lineOf(text, places[0]?.length ?? 0) : undefined;
    },
  };
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw new UsageError(`${shown}: it cannot be read: ${reasonOf(error)}.`);
  }
}
