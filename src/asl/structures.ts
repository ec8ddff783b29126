import {
  type FieldFacts,
  type StructureFacts,
  type StructureKind,
  stateTypes,
  stateTypesWith,
  structureFacts,
} from "../data/fields.ts";
import type { MemberNode, ObjectNode, Range } from "../document/nodes.ts";
import { placeholderParts } from "../document/placeholders.ts";
import { nearest } from "../util/did-you-mean.ts";
import type { QueryLanguage, Scope, State, Stray, Structure } from "./model.ts";

let anyState: StructureFacts | undefined;

/** A state whose type cannot be told: what all states have is certain, what else it takes is not. */
function anyStateFacts(): StructureFacts {
  const { fields } = structureFacts("Fail");
  anyState ??= {
    fields: new Map([...fields].filter(([key]) => stateTypesWith(key).length === stateTypes.length)),
    required: ["Type"],
    groups: [],
    more: true,
  };
  return anyState;
}

/** Visits the object of a scope itself and those below it that hold no states. */
export function visitScopeStructures(scope: Scope, visit: (structure: Structure) => void): void {
  const { owner, node } = scope;
  const kind = owner === undefined ? "machine" : owner.type === "Map" ? "processor" : "branch";
  const member = kind === "processor" ? owner?.node.members.find(({ value }) => value === node) : undefined;
  const language = owner === undefined ? scope.machine.language : owner.language;
  visitStructure(new StructureView(kind, structureFacts(kind), node, language, owner, member), visit);
}

/** Visits the object of a state and those below it that hold no states: retriers, catchers, rules, a reader. */
export function visitStateStructures(state: State, visit: (structure: Structure) => void): void {
  if (state.node.kind !== "object") return;
  const kind = state.type === "Unknown" ? "state" : state.type;
  const facts = kind === "state" ? anyStateFacts() : structureFacts(kind);
  visitStructure(new StructureView(kind, facts, state.node, state.language, state, state.member), visit);
}

function visitStructure(structure: StructureView, visit: (structure: Structure) => void): void {
  visit(structure);
  const { facts, node, state, language } = structure;
  for (const member of node.members) {
    const { value } = member;
    if (value.kind !== "object" && value.kind !== "array") continue;
    const { holds, type } = facts.fields.get(member.key) ?? {};
    // Scopes are visited as scopes, and a second field of one name is read by nobody.
    if (holds === undefined || holds === "branch" || holds === "processor" || node.get(member.key) !== value) continue;
    const inner = structureFacts(holds);
    if (value.kind === "object") {
      // An object where a list belongs is a mistake of its own.
      if (type === "structures") continue;
      visitStructure(new StructureView(holds, inner, value, language, state, member), visit);
    } else if (type === "structures") {
      for (const item of value.items) {
        if (item.kind !== "object") continue;
        visitStructure(new StructureView(holds, inner, item, language, state, undefined), visit);
      }
    }
  }
}

/** What messages call an object that has no key of its own. */
const names: Readonly<Partial<Record<StructureKind | "state", string>>> = {
  machine: "The machine",
  branch: "A branch",
  processor: "The item processor",
  retrier: "A retrier",
  catcher: "A catcher",
  choiceRule: "A rule",
};

/** A view, as states are: most objects are in order and never named. */
class StructureView implements Structure {
  private found: readonly Stray[] | undefined = undefined;

  constructor(
    readonly kind: StructureKind | "state",
    readonly facts: StructureFacts,
    readonly node: ObjectNode,
    readonly language: QueryLanguage | undefined,
    readonly state: State | undefined,
    private readonly member: MemberNode | undefined,
  ) {}

  get label(): string {
    const { kind, state, node, member } = this;
    if (state?.node === node) return `State '${state.name}'`;
    const name = names[kind] ?? `'${member?.key}'`;
    return state === undefined ? name : `${name} of '${state.name}'`;
  }

  get labelRange(): Range {
    return (this.member ?? this.node.members[0])?.keyRange ?? this.node.range;
  }

  get strays(): readonly Stray[] {
    this.found ??= straysOf(this);
    return this.found;
  }
}

const NONE: readonly Stray[] = [];

function straysOf({ node, facts, language }: Structure): readonly Stray[] {
  let found: Stray[] | undefined;
  let lacking: readonly string[] | undefined;
  for (const member of node.members) {
    // A placeholder may stand for a field that the object has.
    if (facts.fields.has(member.key) || placeholderParts(member.key) !== undefined) continue;
    lacking ??= lackingFields(node, facts, language);
    const meant = meantBy(member.key, lacking);
    // Of objects with further fields only those are certain that were meant for one of these.
    if (facts.more && meant === undefined) continue;
    found ??= [];
    found.push({ member, meant });
  }
  return found ?? NONE;
}

/** The fields that an object has not, and could have. */
function lackingFields(
  node: ObjectNode,
  { fields }: StructureFacts,
  language: QueryLanguage | undefined,
): readonly string[] {
  const lacking = [...fields].filter(
    ([name, facts]) => fitsLanguage(facts, language) && node.member(name) === undefined,
  );
  return lacking.map(([name]) => name);
}

/** The field that a misspelt key is meant for. A field of other objects is no misspelling. */
function meantBy(key: string, lacking: readonly string[]): string | undefined {
  return homesOf(key).length > 0 ? undefined : (nearest(key, lacking) ?? startedBy(key, lacking));
}

/** The one field that begins with a key: `BackoffRate` for `Backoff`. */
function startedBy(key: string, names: readonly string[]): string | undefined {
  if (key.length < MOST_LIKELY) return undefined;
  const [only, another] = names.filter((name) => name.toLowerCase().startsWith(key.toLowerCase()));
  return another === undefined ? only : undefined;
}

const MOST_LIKELY = 5;

/** The kinds of objects that take a field. */
export function homesOf(key: string): StructureKind[] {
  return allKinds.filter((kind) => structureFacts(kind).fields.has(key));
}

const allKinds: readonly StructureKind[] = [
  "machine",
  "processor",
  "processorConfig",
  ...stateTypes,
  "retrier",
  "catcher",
  "choiceRule",
  "itemReader",
  "readerConfig",
  "itemBatcher",
  "resultWriter",
  "writerConfig",
];

/** Whether a misspelt key explains why a field is missing. */
export function isMisspelt(structure: Structure, field: string): boolean {
  return structure.strays.some(({ meant }) => meant === field);
}

/** Whether a field belongs to the language of the object; yes where one of the two is not known. */
export function fitsLanguage({ only }: FieldFacts, language: QueryLanguage | undefined): boolean {
  return only === undefined || language === undefined || only === language;
}
