import type { Comment, Editor, Issue, ParsedTree } from "../document/editor.ts";
import type { ValueNode } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";

export type HostId = "asl" | "sam" | "cloudformation" | "cdk" | "serverless" | "terraform" | "api";

/** What surrounds a definition and is not written in it. */
export interface HostContext {
  readonly host: HostId;
  /** The machine's name where the host gives one. */
  readonly name?: string;
  /**
   * `undefined` where nothing says it: what holds for EXPRESS only stays silent, cost takes AWS's default, STANDARD.
   */
  readonly type: "STANDARD" | "EXPRESS" | undefined;
  /** The names that the host fills in for `${Name}`; absent where no host says. */
  readonly substitutions?: readonly string[];
  /** Whether a program wrote the text: problems are reported, nothing is fixed. */
  readonly generated: boolean;
}

/** A state machine as it stands in a file. */
export interface Definition {
  readonly file: SourceFile;
  readonly context: HostContext;
  readonly root: ValueNode;
  readonly edit: Editor;
  /** What reading found; rules report it. */
  readonly issues: readonly Issue[];
  comments(): readonly Comment[];
}

/** Parses a JSONata expression; throws an object with a `code` if the text is none. */
export type ParseExpression = (source: string) => { ast(): unknown };

/** What the pure layers need from lazily loaded packages. */
export interface Readers {
  readonly yaml?: (text: string) => ParsedTree;
  readonly jsonata?: ParseExpression;
}

/** How sure the caller is that a file holds a definition. */
export type Claim =
  /** Found in a folder: only a file that says so by its name or content is one. */
  | "found"
  /** Named by the user: half of the evidence is enough, what is missing is then the finding. */
  | "named"
  /** Declared by a configuration: it is one, whatever it looks like. */
  | "declared";
