/** How long the line break at an offset is: CRLF, LF, or a lone CR; 0 if there is none. */
export function breakLength(text: string, offset: number): number {
  if (text[offset] === "\r") return text[offset + 1] === "\n" ? 2 : 1;
  return text[offset] === "\n" ? 1 : 0;
}

export function lineStart(text: string, offset: number): number {
  let start = Math.min(offset, text.length);
  while (start > 0 && breakLength(text, start - 1) === 0) start--;
  return start;
}

/** The offset of the line break that ends a line, or the end of the text. */
export function lineStop(text: string, offset: number): number {
  let stop = Math.min(offset, text.length);
  while (stop < text.length && breakLength(text, stop) === 0) stop++;
  return stop;
}

/** Whether the line is over before an offset, as after a block scalar. */
export function endsLine(text: string, offset: number): boolean {
  return offset > 0 && breakLength(text, offset - 1) > 0;
}

/** The offset behind the last visible character before an offset. */
export function textEnd(text: string, offset: number): number {
  let end = Math.min(offset, text.length);
  while (end > 0 && text.charAt(end - 1).trim() === "") end--;
  return end;
}

export function isBlankOrComment(text: string): boolean {
  return /^[ \t]*(?:[ \t]#.*)?$/.test(text);
}
