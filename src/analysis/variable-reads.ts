import { visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import type { Jsonata, Path, State, StateMachine } from "../asl/model.ts";
import { freeVariables, type NamedVariable, variablesOfPath } from "../asl/variable-names.ts";
import { jsonataFunctions, jsonataReplacements } from "../data/jsonata-functions.ts";
import type { Range, ScalarNode } from "../document/nodes.ts";

/** A place where a state reads a variable. */
export interface VariableRead {
  /** Without `$`. */
  readonly name: string;
  readonly state: State;
  /** The field it stands in, such as "Parameters" or "Condition". */
  readonly field: string;
  /** The string it stands in. */
  readonly node: ScalarNode;
  /** Where `$name` stands in that string. */
  readonly inner: Range;
  /** Where `$name` stands in the file. */
  readonly range: Range;
  /** Whether the state asks itself if the variable has a value: `$exists($name)`, `IsPresent`. */
  readonly isGuarded: boolean;
  /** Whether the expression around it reads as one; of others it is only clear that they name the variable. */
  readonly isCertain: boolean;
}

/**
 * Finds where the states of a machine read variables, in the order of the text. Names of JSONata's own functions count
 * where the machine assigns them, and what is called counts nowhere else.
 */
export function findReads(machine: StateMachine, isAssigned: (name: string) => boolean): VariableRead[] {
  const found: VariableRead[] = [];
  for (const scope of machine.scopes) {
    for (const state of scope.states.values()) addReadsOf(state, isAssigned, found);
  }
  return found;
}

function addReadsOf(state: State, isAssigned: (name: string) => boolean, found: VariableRead[]): void {
  const tested = new Set<string>();
  const add = (
    place: { node: ScalarNode; field: string },
    named: NamedVariable,
    offset: number,
    isCertain: boolean,
  ) => {
    const { name, range } = named;
    if (named.tested) tested.add(name);
    const inner: Range = [range[0] + offset, range[1] + offset];
    found.push(new Read(name, state, place.field, place.node, inner, isCertain, tested));
  };
  visitExpressions(state, {
    path(path) {
      // A result is never stored in a variable by its path, which is refused as such.
      if (path.field === "ResultPath" || !variableMark.test(path.text)) return;
      const isTest = asksPresence(path);
      for (const named of variablesOfPath(path.path)) {
        add(path, { ...named, tested: isTest }, 0, path.path.error === undefined);
      }
    },
    intrinsic(intrinsic) {
      if (!variableMark.test(intrinsic.text)) return;
      const { call } = intrinsic;
      for (const path of pathsIn(call)) {
        for (const named of variablesOfPath(path)) add(intrinsic, named, 0, call.error === undefined);
      }
    },
    jsonata(jsonata) {
      for (const { named, isCertain } of readsOfExpression(jsonata, isAssigned)) add(jsonata, named, 2, isCertain);
    },
  });
}

class Read implements VariableRead {
  constructor(
    readonly name: string,
    readonly state: State,
    readonly field: string,
    readonly node: ScalarNode,
    readonly inner: Range,
    readonly isCertain: boolean,
    private readonly tested: ReadonlySet<string>,
  ) {}

  get range(): Range {
    return this.node.at(this.inner);
  }
  // What is asked anywhere in a state counts for all of it: a rule of a Choice may lean on the rule before it.
  get isGuarded(): boolean {
    return this.tested.has(this.name);
  }
}

const variableMark = /\$[\p{ID_Start}_]/u;

function asksPresence({ field, node }: Path): boolean {
  return field === "Variable" && node.parent?.kind === "object" && node.parent.member("IsPresent") !== undefined;
}

// Its `lastIndex` is set before each use.
const variableName = /\$(?!states(?!\p{ID_Continue}))([\p{ID_Start}_][\p{ID_Continue}]*)/gu;

/** Those of JSONata that Step Functions takes away included: nobody means a variable by them. */
function isFunctionName(name: string): boolean {
  return jsonataFunctions.has(name) || jsonataReplacements.has(name);
}

interface Reading {
  readonly named: NamedVariable;
  readonly isCertain: boolean;
}

function readsOfExpression(jsonata: Jsonata, isAssigned: (name: string) => boolean): readonly Reading[] {
  // Most expressions name nothing but `$states` and functions; parsing takes long.
  if (!namesVariable(jsonata.source, isAssigned)) return [];
  const found = freeVariables(jsonata.tree);
  if (found === undefined) return namesIn(jsonata.source, isAssigned);
  const readings: Reading[] = [];
  for (const named of found) {
    const isFunction = isFunctionName(named.name);
    // What is called and assigned nowhere is a function that does not exist; what is both may be either.
    if (named.called && isFunction) continue;
    if (!(named.called || isFunction) || isAssigned(named.name)) readings.push({ named, isCertain: !isFunction });
  }
  return readings;
}

function namesVariable(source: string, isAssigned: (name: string) => boolean): boolean {
  variableName.lastIndex = 0;
  for (let match = variableName.exec(source); match !== null; match = variableName.exec(source)) {
    const [, name = ""] = match;
    if (!isFunctionName(name) || isAssigned(name)) return true;
  }
  return false;
}

/** What an expression that cannot be read names, whatever it means. */
function namesIn(source: string, isAssigned: (name: string) => boolean): Reading[] {
  variableName.lastIndex = 0;
  return [...source.matchAll(variableName)].flatMap(({ 0: text, 1: name = "", index }) => {
    if (isFunctionName(name) && !isAssigned(name)) return [];
    const range: Range = [index, index + text.length];
    return [{ named: { name, range, called: false, tested: false }, isCertain: false }];
  });
}
