/**
 * The end of the interpolation or directive that opens at an offset: behind its own closing brace, past nested braces,
 * texts and comments; `undefined` if it does not end before `stop`.
 */
export function interpolationEnd(text: string, open: number, stop: number): number | undefined {
  // What is open: a brace of code, or the quote of a text.
  const nested: ("{" | '"')[] = ["{"];
  let at = open + 2;
  while (at < stop) {
    const character = text[at];
    if (nested.at(-1) === '"') {
      const isMark = (character === "$" || character === "%") && text[at + 1] === "{";
      const isEscape = (character === "$" || character === "%") && text[at + 1] === character && text[at + 2] === "{";
      if (character === "\\") at++;
      else if (character === '"') nested.pop();
      else if (isEscape) at += 2;
      else if (isMark) {
        nested.push("{");
        at++;
      }
      at++;
      continue;
    }
    if (character === '"' || character === "{") nested.push(character);
    else if (character === "}") {
      nested.pop();
      if (nested.length === 0) return at + 1;
    } else if (character === "#" || text.startsWith("//", at)) {
      at = endOf(text, "\n", at, stop);
      continue;
    } else if (text.startsWith("/*", at)) {
      at = endOf(text, "*/", at + 2, stop);
      continue;
    }
    at++;
  }
  return undefined;
}

function endOf(text: string, mark: string, from: number, stop: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? stop : found + mark.length;
}

/** An interpolation on one line, as an author would write it there. */
export function plainLabel(written: string): string {
  return /[\r\n]/.test(written) ? written.replaceAll(/\s*[\r\n]\s*/g, " ") : written;
}

/**
 * An interpolation as it can stand in JSON: on one line, without quotes, backslashes and inner braces, and in a JSONata
 * expression, where `${` also opens a grouping, as a plain name.
 */
export function jsonLabel(written: string, before: string): string {
  const inside = plainLabel(written).slice(2, -1);
  if (/^[A-Za-z_][\w.:-]*$/.test(inside)) return written;
  const isJsonata = before.lastIndexOf("{%") > before.lastIndexOf("%}");
  if (isJsonata) return `\${${inside.replaceAll(/[^\w.:-]+/g, "_").replace(/^(?![A-Za-z_])/, "_")}}`;
  const readable = inside
    .replaceAll('"', "'")
    .replaceAll(/[\\\0-\x1f\x7f]/g, " ")
    .replaceAll("{", "(")
    .replaceAll("}", ")");
  return `\${${readable}}`;
}

/** Whether a text has directives of Terraform, so that only its filling shows what is deployed. */
export function hasDirectives(text: string): boolean {
  return text.includes("%{") && /%\{~?\s*(?:if|for)\b/.test(text) && /%\{~?\s*end(?:if|for)\b/.test(text);
}
