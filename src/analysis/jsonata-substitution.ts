import { type JsonataTree, jsonataSource } from "../asl/jsonata.ts";
import { type StatesPath, statesPaths } from "../asl/jsonata-references.ts";
import type { Json } from "../document/editor.ts";
import { isObject } from "./path-substitution.ts";

export type ReadJsonata = (source: string) => JsonataTree;

/** What stands in the place of a path: data or an expression, and where in the source it ends. */
interface Found {
  readonly json: Json;
  readonly end: number;
  /** Whether names follow that lead into it. */
  readonly isCut: boolean;
}

/**
 * Writes the output of the state before into the expressions of a state that read it as their input. `failed` is set once
 * that cannot be done; what is answered then means nothing.
 */
export class JsonataSubstitution {
  failed = false;

  constructor(
    /** `undefined` where the state before hands on its input. */
    private readonly output: Json | undefined,
    /** The variables that the state before assigns: they have no value yet. */
    private readonly assigned: ReadonlySet<string>,
    private readonly read: ReadJsonata,
  ) {}

  inJson(json: Json): Json {
    if (Array.isArray(json)) return json.map((item) => this.inJson(item));
    if (isObject(json)) {
      return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, this.inJson(value)]));
    }
    const source = typeof json === "string" ? jsonataSource(json) : undefined;
    if (source === undefined) return json;
    const written = this.inSource(source);
    if (written !== undefined) return written;
    this.failed = true;
    return json;
  }

  /** What an expression says of the input of the state before, as JSON; `undefined` where that cannot be said. */
  private inSource(source: string): Json | undefined {
    const names = [...source.matchAll(VARIABLE)].map(([, name = ""]) => name);
    // The name and the time of the state itself are others once it is part of the state before.
    if (OWN_CONTEXT.test(source) || names.some((name) => this.assigned.has(name))) return undefined;
    const mentions = names.filter((name) => name === "states").length;
    if (this.output === undefined || mentions === 0) return `{%${source}%}`;
    const tree = this.read(source);
    const paths = tree.plain || tree.root !== undefined ? statesPaths(tree) : [];
    if (paths.length !== mentions || paths.some((path) => path.names.length === 0)) return undefined;
    const inputs = paths.filter(({ names: [first] }) => first?.name === "input");
    const [only] = inputs;
    const whole = tree.plain && only !== undefined ? foundAt(only, this.output) : undefined;
    // All of the expression can become what it reads, be it text, a number or an object.
    if (whole?.end === source.trimEnd().length) return isRandom(whole.json) ? undefined : whole.json;
    let written = source;
    // From the last one on, so that the places of those before stay right.
    for (const path of inputs.reverse()) {
      const found = foundAt(path, this.output);
      const text = found && this.asSource(found);
      // What `$x := …` or a function's parameters name is not what the state before means by it.
      if (found === undefined || text === undefined || (BINDS.test(source) && OTHER_VARIABLE.test(text)))
        return undefined;
      written = written.slice(0, path.start) + text + written.slice(found.end);
    }
    return `{%${written}%}`;
  }

  private asSource({ json, isCut }: Found): string | undefined {
    const isExpression = typeof json === "string" && jsonataSource(json) !== undefined;
    if (isRandom(json) || (isCut && !isExpression && !Array.isArray(json))) return undefined;
    return this.sourceOf(json);
  }

  /** A value as JSONata; `undefined` where it cannot be said. */
  private sourceOf(json: Json): string | undefined {
    const source = typeof json === "string" ? jsonataSource(json) : undefined;
    if (source !== undefined) {
      const { plain, root } = this.read(source);
      if (plain) return source.trim();
      return root === undefined ? undefined : `(${source.trim()})`;
    }
    if (Array.isArray(json)) return holdsExpression(json) ? undefined : JSON.stringify(json);
    if (!isObject(json)) return JSON.stringify(json);
    const members = Object.entries(json).map(([key, value]) => {
      const written = this.sourceOf(value);
      return written && `${JSON.stringify(key)}: ${written}`;
    });
    return members.every((member) => member !== undefined) ? `{ ${members.join(", ")} }` : undefined;
  }
}

const VARIABLE = /\$([\p{ID_Start}_][\p{ID_Continue}]*)/gu;
const OTHER_VARIABLE = /\$(?!states\b)[\p{ID_Start}_]/u;
const OWN_CONTEXT = /\bcontext\b(?!\s*\.\s*(?:Execution|StateMachine|Task|Map)\b)/;
const RANDOM = /\$(?:random|uuid|now|millis|shuffle)\b/;
const BINDS = /:=|\bfunction\b|λ|[@#]\$/;

/** What a path leads to in an output, as far as that is written as an object. */
function foundAt({ names }: StatesPath, output: Json): Found | undefined {
  let json = output;
  let at = 0;
  for (let next = names[1]; next !== undefined && isObject(json); next = names[at + 1]) {
    if (!Object.hasOwn(json, next.name)) return undefined;
    json = json[next.name] ?? null;
    at++;
  }
  return { json, end: names[at]?.range[1] ?? 0, isCut: at + 1 < names.length };
}

/** Whether a value differs each time it is made. */
function isRandom(json: Json): boolean {
  return RANDOM.test(JSON.stringify(json));
}

/** Whether a list holds an expression: one that gives a list would be taken apart in it. */
function holdsExpression(json: Json): boolean {
  if (typeof json === "string") return jsonataSource(json) !== undefined;
  if (Array.isArray(json)) return json.some(holdsExpression);
  return isObject(json) && Object.values(json).some(holdsExpression);
}
