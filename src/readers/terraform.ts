import grammar from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm";
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import engine from "web-tree-sitter/web-tree-sitter.wasm";
import type { HclError, HclNode, HclSyntax, ParseHcl } from "../document/hcl-syntax.ts";
import type { Range } from "../document/nodes.ts";
import type { Readers } from "../hosts/host.ts";
import { readTerraform } from "../hosts/terraform.ts";

/** Reads Terraform; a module of its own, so that the grammar loads only for it. */
export async function loadTerraform(): Promise<NonNullable<Readers["terraform"]>> {
  const parse = await loadHcl();
  return (file, around) => readTerraform(file, around, parse);
}

/** The parser of HCL, once its grammar is loaded. */
export async function loadHcl(): Promise<ParseHcl> {
  await Parser.init({ wasmBinary: engine, locateFile: (name: string) => name });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return (text) => {
    if (unclosedHeredocs(text) > MOST_UNCLOSED) return { root: NOTHING, comments: [], error: BROKEN };
    const tree = parser.parse(readable(text));
    if (tree === null) throw new Error("The parser of HCL has no language");
    try {
      return plainTree(tree.walk(), tree.rootNode.hasError);
    } finally {
      tree.delete();
    }
  };
}

/** The text as the grammar can read it, each character in its place: it knows no exponent of a number without a point. */
function readable(text: string): string {
  return text.replace(/(?<![\w.])\d+[eE][-+]?(?=\d)/g, (number) => number.replace(/\D/g, "0"));
}

const NOTHING: HclNode = { type: "config_file", start: 0, end: 0, children: [], broken: true };
const BROKEN: HclError = { range: [0, 0], missing: undefined };

// Heredocs inside each other take the grammar the square of their number; nobody writes so many.
const MOST_UNCLOSED = 50;

function unclosedHeredocs(text: string): number {
  let count = 0;
  let lines: ReadonlySet<string> | undefined;
  for (const [, marker] of text.matchAll(/<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/gu)) {
    lines ??= new Set(text.split("\n").map((line) => line.trim()));
    if (marker !== undefined && !lines.has(marker)) count++;
  }
  return count;
}

/** Nodes whose insides say no more than their text does. */
const LEAVES = new Set(["string_lit", "object_start", "object_end", "tuple_start", "tuple_end", "variable_expr"]);

interface Draft {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: HclNode[];
  broken: boolean;
}

/** The tree as plain data: nodes of the library live in memory that has to be freed. */
function plainTree(cursor: TreeCursor, hasError: boolean): HclSyntax {
  const comments: Range[] = [];
  let error: HclError | undefined;
  let errorNode: Draft | undefined;
  const open: Draft[] = [];
  for (;;) {
    const { nodeType: type, startIndex: start, endIndex: end } = cursor;
    const isMissing = hasError && cursor.nodeIsMissing;
    const node: Draft = { type, start, end, children: [], broken: isMissing || type === "ERROR" };
    // Of errors in each other the innermost says most.
    if (node.broken && (errorNode === undefined || open.includes(errorNode))) {
      errorNode = node;
      error = { range: [start, end], missing: isMissing ? type : undefined };
    }
    if (type === "comment") comments.push([start, end]);
    else open.at(-1)?.children.push(node);
    open.push(node);
    // Each step costs a call into the engine.
    if ((hasError || !LEAVES.has(type)) && cursor.gotoFirstChild()) continue;
    // Iterative: expressions nest as deep as a file says.
    for (;;) {
      const done = open.pop() as Draft; // each step down has pushed one
      const parent = open.at(-1);
      if (parent === undefined) {
        cursor.delete();
        return { root: done, comments, error };
      }
      if (done.broken) parent.broken = true;
      if (cursor.gotoNextSibling()) break;
      cursor.gotoParent();
    }
  }
}
