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
    parser.reset();
    const tree = parser.parse(text);
    if (tree === null) throw new Error("The parser of HCL has no language");
    try {
      return plainTree(tree.walk());
    } finally {
      tree.delete();
    }
  };
}

interface Draft {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: HclNode[];
  broken: boolean;
}

/** The tree as plain data: nodes of the library live in memory that has to be freed. */
function plainTree(cursor: TreeCursor): HclSyntax {
  const comments: Range[] = [];
  let error: HclError | undefined;
  let errorNode: Draft | undefined;
  const open: Draft[] = [];
  for (;;) {
    const { nodeType: type, startIndex: start, endIndex: end, nodeIsMissing: isMissing } = cursor;
    const node: Draft = { type, start, end, children: [], broken: isMissing || type === "ERROR" };
    // Of errors in each other the innermost says most.
    if (node.broken && (errorNode === undefined || open.includes(errorNode))) {
      errorNode = node;
      error = { range: [start, end], missing: isMissing ? type : undefined };
    }
    if (type === "comment") comments.push([start, end]);
    else open.at(-1)?.children.push(node);
    open.push(node);
    if (cursor.gotoFirstChild()) continue;
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
