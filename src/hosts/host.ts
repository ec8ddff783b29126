import type { Comment, Editor, Issue, ParsedTree } from "../document/editor.ts";
import type { MemberNode, Range, ScalarNode, TextEdit, ValueNode } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";

export type HostId = "asl" | "sam" | "cloudformation" | "cdk" | "serverless" | "terraform" | "api";

/** What surrounds a definition and is not written in it. */
export interface HostContext {
  readonly host: HostId;
  /** What its host calls the machine: a logical id, a key, a block's labels, a construct's path. */
  readonly name?: string;
  /** The name that AWS gets for it, where the host says it literally. */
  readonly machineName?: string;
  /**
   * `undefined` where nothing says it: what holds for EXPRESS only stays silent, cost takes AWS's default, STANDARD.
   */
  readonly type: "STANDARD" | "EXPRESS" | undefined;
  /** What the host fills in for `${Name}`; absent where no host says, or where it fills in nothing by names. */
  readonly substitutions?: Substitutions;
  /** Whether executions are logged; absent where no host is there, or only deployment knows. */
  readonly logging?: "on" | "off";
  /** Whether executions are traced with X-Ray; absent where no host is there, or only deployment knows. */
  readonly tracing?: "on" | "off";
  /** Whether a program wrote the text: problems are reported, nothing is fixed. */
  readonly generated: boolean;
  /** What the host's own metadata silence. */
  readonly disabled?: readonly DisabledRule[];
  /** Where the host declares the machine, in the definition's own file; absent for a definition in another file. */
  readonly resource?: HostResource;
}

/** The names that a host fills in for `${Name}`. */
export interface Substitutions {
  /**
   * Whose names they are. In Terraform they are parts of expressions, and it fails on one that nobody gives; with
   * CloudFormation, a placeholder that nobody fills in stays as it is written.
   */
  readonly syntax: "cloudformation" | "terraform";
  readonly entries: readonly Substitution[];
  /** Whether these are all there are; false where a part of the list is known only to deployment. */
  readonly complete: boolean;
}

export interface Substitution {
  readonly name: string;
  /** Where it is declared, in the definition's own file; absent for a definition in another file. */
  readonly member?: MemberNode;
}

/** A rule that the metadata of a host silence for a definition. */
export interface DisabledRule {
  readonly id: string;
  /** The text that names it, in the definition's own file; absent for a definition in another file. */
  readonly item?: ScalarNode;
}

/** The declaration of a machine in its host. */
export interface HostResource {
  /** Its logical id, key or last label. */
  readonly nameRange: Range;
  /** Where the name that AWS gets is written literally. */
  readonly machineNameRange?: Range;
  /** Edits of the host that turn X-Ray tracing on; absent where it cannot be edited so. */
  readonly turnOnTracing?: () => TextEdit[] | undefined;
}

/** What a template names as the place of a definition: another file. */
export interface FileReference {
  /** As in `SourceFile.path`. */
  readonly path: string;
  /** The part of the other file that is meant, and how it is to be read. */
  readonly role: ReferenceRole;
  /** What the template says of the machine, without places in the template. */
  readonly context: HostContext;
}

/**
 * - `definition`: the file is a definition
 * - `serverless-…`: the file is a part of a Serverless Framework service: the section of machines, all or some of the
 *   machines, one machine, a template, or its resources; `base` is the file of the service, which paths count from
 * - `terraform-value`: an expression in a Terraform file, `local.x` or `data.template_file.x`
 */
export type ReferenceRole =
  | { readonly kind: "definition" }
  | {
      readonly kind: "serverless-section" | "serverless-machines" | "serverless-template" | "serverless-resources";
      readonly base: string;
    }
  | { readonly kind: "serverless-machine"; readonly name: string; readonly base: string }
  | { readonly kind: "terraform-value"; readonly address: string };

/** A state machine as it stands in a file. */
export interface Definition {
  readonly file: SourceFile;
  readonly context: HostContext;
  /** JSON pointer to it in its file; "" is the whole file. */
  readonly pointer: string;
  /** Dynamic where the text stands elsewhere, or only deployment knows it. */
  readonly root: ValueNode;
  readonly edit: Editor;
  /** What reading found; rules report it. */
  readonly issues: readonly Issue[];
  /** Where the text stands instead of here. */
  readonly elsewhere?: Elsewhere;
  /** All comments of the file. */
  comments(): readonly Comment[];
}

/** A text that stands in another file than the declaration of its machine. */
export interface Elsewhere {
  /** As in `SourceFile.path`; `undefined` where only deployment knows it. */
  readonly path: string | undefined;
  /** The names of the placeholders in it; `undefined` where it cannot be read. */
  readonly uses: ReadonlySet<string> | undefined;
}

/** What reading a file gives. */
export interface Reading {
  readonly definitions: readonly Definition[];
  /** What it names in other files that can be read. */
  readonly references: readonly FileReference[];
}

/** Other files than the one that is read, as far as they may be looked at. Paths are those of `SourceFile.path`. */
export interface FileSystem {
  /** The text of a file, or why it cannot be had. */
  read(path: string): SourceFile | Refusal;
  /** The names of the files in the folder of a file. */
  beside(path: string): readonly string[];
}

/**
 * Why a file cannot be had: it is not there; it is not there, and Git ignores its name, so that a build may write it; it is
 * a folder, outside of the project root, or what the system says.
 */
export type Refusal = "missing" | "unbuilt" | "folder" | "outside" | "unreadable";

/** What is known around a file. */
export interface Surroundings {
  readonly files?: FileSystem;
  /** Who refers to it. */
  readonly references?: readonly FileReference[];
}

/** Parses a JSONata expression; throws an object with a `code` if the text is none. */
export type ParseExpression = (source: string) => { ast(): unknown };

/** What the pure layers need from lazily loaded packages. */
export interface Readers {
  readonly yaml?: (text: string) => ParsedTree;
  readonly jsonata?: ParseExpression;
  /**
   * Reads templates: CloudFormation, SAM, CDK, the Serverless Framework, answers of AWS's API; `undefined` if a text is
   * none.
   */
  readonly templates?: (
    file: SourceFile,
    tree: ParsedTree,
    around: Surroundings,
    readers: Readers,
  ) => Reading | undefined;
  readonly terraform?: (file: SourceFile, around: Surroundings, readers: Readers) => Reading;
}

/** The names of the lazily loaded packages. */
export type ReaderName = keyof Readers;

/** How sure the caller is that a file holds a definition. */
export type Claim =
  /** Found in a folder: only a file that says so by its name or content is one. */
  | "found"
  /** Named by the user: half of the evidence is enough, what is missing is then the finding. */
  | "named"
  /** Declared by a configuration: it is one, whatever it looks like. */
  | "declared";

/** Where the text of a definition is broken; `undefined` if it can be read as intended. */
export function brokenPlace({ issues, root }: Definition): Issue | undefined {
  return issues.find(
    ({ kind, range }) =>
      kind === "syntax" || (kind === "host-syntax" && root.range[0] <= range[0] && range[0] <= root.range[1]),
  );
}

/** Whether a definition's text stands where its machine is declared, or is all there is of it. */
export function isText({ elsewhere }: Definition): boolean {
  return elsewhere === undefined;
}
