import jsonata from "jsonata";
import type { ParseExpression } from "../hosts/host.ts";

/** The parser of `{% … %}` expressions; in a module of its own, so that it loads only for them. */
export const parseExpression: ParseExpression = (source) => jsonata(source);
