/** A text as a string of JSONata: in single quotes, which JSON and YAML need not escape, if it is simple enough. */
export function jsonataString(text: string): string {
  return /['\\\u0000-\u001f]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}
