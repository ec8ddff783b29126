/** A name in an expression of Terraform; `at` counts in its text. */
export interface TemplateName {
  readonly name: string;
  readonly at: number;
}

/**
 * The values that an expression of Terraform's template language reads, without the functions it calls, the attributes
 * it takes of them and its own words.
 *
 * @returns `undefined` where the expression may define names of its own: with `for`, or an object.
 * https://developer.hashicorp.com/terraform/language/expressions
 */
export function templateNames(expression: string): readonly TemplateName[] | undefined {
  const found: TemplateName[] = [];
  TOKENS.lastIndex = 0;
  let before = "";
  for (const match of expression.matchAll(TOKENS)) {
    const [token] = match;
    if (token === "for" || token === "{" || token === "=>") return undefined;
    // A text in quotes may hold placeholders of its own: nobody writes them where a plain text does.
    if (/^["']/.test(token) && token.includes("${")) return undefined;
    const isName = /^[A-Za-z_]/.test(token) && before !== "." && !WORDS.has(token);
    const isCall = /^\s*\(/.test(expression.slice(match.index + token.length));
    if (isName && !isCall) found.push({ name: token, at: match.index });
    before = token;
  }
  return found;
}

// In single quotes where the reader has put them in the place of others.
const TOKENS = /"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z_][\w-]*|\d[\w.]*|=>|\S/g;
const WORDS: ReadonlySet<string> = new Set(["true", "false", "null", "if", "in"]);

/** The names that `%{ for … in … }` defines in a text. */
export function loopNames(text: string): readonly string[] {
  return [...text.matchAll(LOOP)].flatMap(([, first = "", second]) => (second ? [first, second] : [first]));
}

const LOOP = /%\{~?\s*for\s+([A-Za-z_][\w-]*)(?:\s*,\s*([A-Za-z_][\w-]*))?\s+in\b/g;
