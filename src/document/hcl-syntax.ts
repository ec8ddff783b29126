import type { Range } from "./nodes.ts";

/**
 * A node of the syntax tree of HCL, as the grammar of tree-sitter names it; tokens are nodes too, their own text being
 * their type. Offsets count in the file.
 */
export interface HclNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly HclNode[];
  /** Whether the text is broken in it. */
  readonly broken: boolean;
}

/** What a parser makes of a text. */
export interface HclSyntax {
  readonly root: HclNode;
  readonly comments: readonly Range[];
  /** The first broken place. */
  readonly error: HclError | undefined;
}

/** A place that the grammar does not allow. */
export interface HclError {
  readonly range: Range;
  /** The token that is missing there, if that is all. */
  readonly missing: string | undefined;
}

/** Parses HCL; never throws. */
export type ParseHcl = (text: string) => HclSyntax;

const WRAPPERS = new Set(["expression", "literal_value", "template_expr", "collection_value", "operation"]);

/** An expression without what the grammar and its author wrap around it: nodes with one child, parentheses. */
export function unwrapped(node: HclNode): HclNode {
  let inner = node;
  for (;;) {
    const [first, second, third] = inner.children;
    if (first === undefined) return inner;
    if (inner.children.length === 1 && WRAPPERS.has(inner.type)) inner = first;
    else if (first.type === "(" && second !== undefined && third?.type === ")" && inner.type === "expression") {
      if (inner.children.length > 3) return inner;
      inner = second;
    } else return inner;
  }
}

/** The children of a type. */
export function childrenOf(node: HclNode, type: string): HclNode[] {
  return node.children.filter((child) => child.type === type);
}

/** The first child of a type. */
export function childOf(node: HclNode, type: string): HclNode | undefined {
  return node.children.find((child) => child.type === type);
}

/** Whether a node is a text: a quoted one or a heredoc. */
export function isTemplate({ type }: Pick<HclNode, "type">): boolean {
  return type === "string_lit" || type === "quoted_template" || type === "heredoc_template";
}

/** A call of a function; `undefined` for any other expression, and for arguments that are spread. */
export function callOf(node: HclNode, text: string): { name: string; args: readonly HclNode[] } | undefined {
  const inner = unwrapped(node);
  const name = childOf(inner, "identifier");
  if (inner.type !== "function_call" || name === undefined) return undefined;
  const list = childOf(inner, "function_arguments");
  if (list !== undefined && childOf(list, "ellipsis") !== undefined) return undefined;
  return {
    name: text.slice(name.start, name.end),
    args: list === undefined ? [] : childrenOf(list, "expression").map(unwrapped),
  };
}

/** What stands for an index among the names of a reference. */
export const INDEX = "[]";

/** The names of a reference such as `data.template_file.flow[0].rendered`; `undefined` for other expressions. */
export function referenceOf(node: HclNode, text: string): string[] | undefined {
  const inner = unwrapped(node);
  const [first, ...rest] = inner.type === "variable_expr" ? [inner] : inner.children;
  if (first?.type !== "variable_expr") return undefined;
  if (inner.type !== "expression" && inner.type !== "variable_expr") return undefined;
  const names = [text.slice(first.start, first.end)];
  for (const step of rest) {
    const name = childOf(step, "identifier");
    if (step.type === "get_attr" && name !== undefined) names.push(text.slice(name.start, name.end));
    else if (step.type === "index") names.push(INDEX);
    else return undefined;
  }
  return names;
}
