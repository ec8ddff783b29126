// Control characters, line and paragraph separators, and the marks that turn the direction of text: each could break a
// line of a report or forge another one. Half a surrogate pair has no UTF-8, and XML has neither it nor U+FFFE and U+FFFF.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Surrogate}]/gu;

/** A text that is safe to print on one line: what could move the cursor or hide text is written as an escape. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    if (character === "\t") return "\\t";
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** What to call a character in a message: 'x', "blank", "control character". */
export function characterName(character: string): string {
  if (/\s/.test(character)) return "blank";
  return /\p{Cc}/u.test(character) ? "control character" : `'${character}'`;
}

/** A path that is safe to print at the start of a line, where a service that reads output could take it for a command. */
export function printablePath(path: string): string {
  const text = printable(path);
  return /^(?:::|##\[)/.test(text) ? `./${text}` : text;
}
