import jsonata from "jsonata";

/** The parser of `{% … %}` expressions; in a module of its own, so that it loads only for them. */
export const parseJsonata: typeof jsonata = jsonata;
