import { applyEdits, type Comment, createBudget, type Issue, refusingEditor } from "../document/editor.ts";
import { hclEditor } from "../document/hcl-editor.ts";
import { hasDirectives } from "../document/hcl-interpolation.ts";
import type { HclNode, ParseHcl } from "../document/hcl-syntax.ts";
import { decodeTemplate, type Template } from "../document/hcl-template.ts";
import { buildHclTree, type HclTree, hclOrigin } from "../document/hcl-tree.ts";
import { DynamicNode, type TextEdit } from "../document/nodes.ts";
import { createSourceFile, type SourceFile } from "../document/source-file.ts";
import { withIssues } from "./embedded.ts";
import { readEmbedded } from "./embedded-json.ts";
import type {
  Definition,
  Elsewhere,
  FileReference,
  HostContext,
  HostResource,
  Reading,
  ReferenceRole,
  Surroundings,
} from "./host.ts";
import { withoutPlaces } from "./refer.ts";
import { attributeOf, type Configuration, literalText, openConfiguration } from "./terraform-blocks.ts";
import { contextOf, type Machine, machineOf, pointerOf, substitutionsOf } from "./terraform-context.ts";
import { findFile, namedFile, usesIn } from "./terraform-files.ts";
import { brokenFile } from "./terraform-issues.ts";
import { turnOnTracing } from "./terraform-tracing.ts";
import { createResolver, type Resolver, type Value, type Variables } from "./terraform-value.ts";

/** A place where the file gives a definition, so that it can be found again once the file is changed. */
interface Place {
  readonly pointer: string;
  readonly context: HostContext;
  /** The value in a file that is read anew; `undefined` if the place is gone. */
  locate(configuration: Configuration, resolve: Resolver): Value | undefined;
}

/** What a text or object gives to each definition that it is. */
type ValueReading = Pick<Definition, "root" | "issues" | "edit" | "comments">;

/** Some seconds of the parser. */
const MOST_REREAD = 2_000_000;

const UNKNOWN: Elsewhere = { path: undefined, uses: undefined };

/**
 * Finds the machines that a Terraform file declares, as resources or with the well-known module of the registry, and
 * what other files of its module take from it. Never throws; a file that Terraform cannot read gives one issue.
 */
export function readTerraform(file: SourceFile, around: Surroundings, parse: ParseHcl): Reading {
  const configuration = openConfiguration(file, parse);
  const resolve = createResolver(configuration, parse, around.files);
  const reader = createReader(configuration, resolve, parse, around);
  const found = [...reader.machines(), ...reader.values()];
  const definitions = found.flatMap((part) => part.definitions);
  const references = found.flatMap((part) => part.references);
  const told = definitions.length > 0 ? definitions : unreadable(configuration);
  const { error } = configuration.syntax;
  return { definitions: withIssues(told, error === undefined ? [] : [brokenFile(error, file.text)]), references };
}

/** A file that is too broken to show the machines in it, so that somebody tells. */
function unreadable({ syntax, file }: Configuration): readonly Definition[] {
  const { text } = file;
  if (syntax.error === undefined || !/\bresource\s+"aws_sfn_state_machine"/.test(text)) return [];
  return [
    {
      file,
      context: { host: "terraform", type: undefined, generated: false },
      pointer: "",
      root: new DynamicNode(hclOrigin(text), 0, text.length, [], "expression"),
      edit: refusingEditor,
      issues: [],
      elsewhere: UNKNOWN,
      comments: () => commentsIn(syntax, text),
    },
  ];
}

function commentsIn({ comments }: Configuration["syntax"], text: string): Comment[] {
  return comments.map((range) => ({ text: text.slice(...range), range }));
}

function createReader(
  configuration: Configuration,
  resolve: Resolver,
  parse: ParseHcl,
  { files, references: referrers = [] }: Surroundings,
) {
  const { file, syntax, blocks } = configuration;
  const { text } = file;
  const origin = hclOrigin(text);
  const isBroken = syntax.error !== undefined;
  const readings = new Map<HclNode, ValueReading>();
  const budget = createBudget(MOST_REREAD);

  function machines(): Reading[] {
    return blocks.flatMap((block) => {
      const machine = machineOf(block, text);
      const expression = attributeOf(block, "definition", text);
      if (machine === undefined || expression === undefined) return [];
      const pointer = pointerOf(machine);
      const place: Place = {
        pointer,
        context: { ...contextOf(machine, text), resource: resourceOf(machine) },
        locate(again, resolveAgain) {
          const found = machineAt(again, pointer);
          const value = found && attributeOf(found.block, "definition", again.file.text);
          return value && resolveAgain(value);
        },
      };
      return [define(place, resolve(expression), expression)];
    });
  }

  /** What other files of the module take from this one. */
  function values(): Reading[] {
    return referrers.flatMap(({ role, context }) => {
      if (role.kind !== "terraform-value") return [];
      const { address } = role;
      const value = resolve.at(address);
      if (value.kind === "sibling") {
        const further = referenceTo(value.path, { kind: "terraform-value", address: value.address }, context);
        return [{ definitions: [], references: [further] }];
      }
      const node = "node" in value ? value.node : value.kind === "file" ? value.path : undefined;
      if (node === undefined) return [];
      const [kind, ...names] = address.split(".");
      const pointer = kind === "local" ? `/locals/${names.join("/")}` : `/${kind}/${names.join("/")}/template`;
      const place: Place = { pointer, context, locate: (_again, resolveAgain) => resolveAgain.at(address) };
      return [define(place, value, node)];
    });
  }

  function resourceOf(machine: Machine): HostResource {
    const { block, isModule } = machine;
    const name = literalText(attributeOf(block, "name", text), text);
    return {
      nameRange: block.labels.at(-1)?.range ?? [block.node.start, block.node.start],
      ...(name !== undefined && { machineNameRange: name.range }),
      ...(!isModule && !isBroken && { turnOnTracing: () => provenTracing(machine) }),
    };
  }

  function provenTracing(machine: Machine): TextEdit[] | undefined {
    const edits = turnOnTracing(machine.block, text);
    const again = edits && openConfiguration(createSourceFile(file.path, applyEdits(text, edits)), parse);
    const found = again && machineAt(again, pointerOf(machine));
    if (again === undefined || found === undefined || again.syntax.error !== undefined) return undefined;
    return contextOf(found, again.file.text).tracing === "on" ? edits : undefined;
  }

  function define(place: Place, value: Value, expression: HclNode): Reading {
    // Behind the first broken place, nothing is sure to be what it seems.
    const node = "node" in value ? value.node : expression;
    if (syntax.error !== undefined && node.end > syntax.error.range[0]) return standIn(place, expression, UNKNOWN);
    switch (value.kind) {
      case "object":
        return value.node.broken ? standIn(place, expression, UNKNOWN) : only(objectDefinition(place, value.node));
      case "text":
        return textDefinition(place, value.node, value.variables, expression);
      case "file":
        return fileDefinition(place, value.path, value.variables, expression);
      case "sibling": {
        const { path, address } = value;
        const reference = referenceTo(path, { kind: "terraform-value", address }, place.context);
        return standIn(place, expression, { path, uses: undefined }, [reference]);
      }
      case "unknown":
        return standIn(place, expression, UNKNOWN);
    }
  }

  /** Machines that share a text share its tree: what is found in it for each of them is then one problem. */
  function sharedReading(node: HclNode, readNode: () => ValueReading): ValueReading {
    const known = readings.get(node) ?? readNode();
    readings.set(node, known);
    return known;
  }

  function objectDefinition(place: Place, node: HclNode): Definition {
    return { ...common(place), ...sharedReading(node, () => readObject(place, node)) };
  }

  function readObject(place: Place, node: HclNode): ValueReading {
    const tree = buildHclTree(origin, node);
    const { root, issues } = tree;
    if (isBroken) return { root, issues, edit: refusingEditor, comments };
    const reread = (changed: string): HclTree | undefined => {
      const again = valueAgain(place, changed);
      return again?.kind === "object" ? buildHclTree(hclOrigin(changed), again.node) : undefined;
    };
    return { root, issues, edit: hclEditor({ text, ...tree, budget, reread }), comments };
  }

  function textDefinition(place: Place, node: HclNode, variables: Variables | undefined, expression: HclNode): Reading {
    const template = node.broken ? undefined : decodeTemplate(text, node.start, node.end);
    if (template === undefined) return standIn(place, expression, UNKNOWN);
    const reading = sharedReading(node, () => readText(place, template));
    if (variables === undefined) return only({ ...common(place), ...reading });
    const substitutions = substitutionsOf(variables, text);
    // Names that Terraform has filled in before are none that the template lacks.
    const complete = substitutions.complete && template.holes.length === 0;
    const context = { ...place.context, substitutions: { ...substitutions, complete } };
    return only({ ...common(place), ...reading, context });
  }

  function readText(place: Place, template: Template): ValueReading {
    const { map, holes } = template;
    const reading = readEmbedded(map, {
      fileText: text,
      isLeftAlone: isBroken,
      budget,
      decodedAgain(changed) {
        const value = valueAgain(place, changed);
        const decoded = value?.kind === "text" ? decodeTemplate(changed, value.node.start, value.node.end) : undefined;
        // What was text must not become an interpolation.
        return decoded && decoded.holes.length <= holes.length ? decoded.map.text : undefined;
      },
    });
    return {
      ...reading,
      comments: () => [...comments(), ...reading.comments()].sort((a, b) => a.range[0] - b.range[0]),
    };
  }

  function fileDefinition(place: Place, name: HclNode, variables: Variables, expression: HclNode): Reading {
    const named = namedFile(name, text, file.path);
    const substitutions = substitutionsOf(variables, text);
    const filled = { ...place, context: { ...place.context, substitutions } };
    if (named === undefined) return standIn(filled, expression, UNKNOWN);
    const found = files && findFile(named, file.path, files);
    const isTemplate = variables !== "none";
    const uses = found?.text === undefined ? undefined : isTemplate ? usesIn(found.text) : new Set<string>();
    const elsewhere = { path: found?.path ?? named.path, uses };
    // Only the filling shows which parts of a text with directives are deployed.
    const isOpaque = found?.text === undefined || (isTemplate && hasDirectives(found.text));
    const references = isOpaque ? [] : [referenceTo(elsewhere.path, { kind: "definition" }, filled.context)];
    const issues = found?.issue === undefined ? [] : [found.issue];
    return standIn(filled, expression, elsewhere, references, issues);
  }

  function standIn(
    place: Place,
    { start, end }: HclNode,
    elsewhere: Elsewhere,
    references: readonly FileReference[] = [],
    issues: readonly Issue[] = [],
  ): Reading {
    const root = new DynamicNode(origin, start, end, [{ label: text.slice(start, end) }], "expression");
    return { definitions: [{ ...common(place), root, edit: refusingEditor, issues, elsewhere }], references };
  }

  function common({ context, pointer }: Place): Pick<Definition, "file" | "context" | "pointer" | "comments"> {
    return { file, context, pointer, comments };
  }

  function comments(): Comment[] {
    return commentsIn(syntax, text);
  }

  /** The value in the changed file; `undefined` if it is gone, or the file is broken. */
  function valueAgain(place: Place, changed: string): Value | undefined {
    const again = openConfiguration(createSourceFile(file.path, changed), parse);
    if (again.syntax.error !== undefined) return undefined;
    return place.locate(again, createResolver(again, parse, undefined));
  }

  return { machines, values };
}

function machineAt({ blocks, file }: Configuration, pointer: string): Machine | undefined {
  for (const block of blocks) {
    const machine = machineOf(block, file.text);
    if (machine !== undefined && pointerOf(machine) === pointer) return machine;
  }
  return undefined;
}

function only(definition: Definition): Reading {
  return { definitions: [definition], references: [] };
}

/** A reference says nothing of places in this file: they would be taken for places in the other one. */
function referenceTo(path: string, role: ReferenceRole, context: HostContext): FileReference {
  return { path, role, context: withoutPlaces(context) };
}
