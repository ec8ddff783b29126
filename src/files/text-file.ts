import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";

/** How the text of a file is written as bytes. */
export type Encoding = "utf8" | "utf8-bom" | "utf16le-bom" | "utf16be-bom";

export interface TextFile {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

const CHUNK = Buffer.allocUnsafe(256 * 1024);

/**
 * Reads a text in UTF-8, or in UTF-16 if its byte order mark says so; `undefined` if `isWanted`, asked before most
 * files are decoded, says no. What is not valid in the encoding becomes U+FFFD. Throws what the system says.
 */
export function readTextFile(
  path: string,
  isWanted: (includes: (word: string) => boolean) => boolean,
): TextFile | undefined {
  const bytes = readBytes(path);
  const encoding = encodingOf(bytes);
  if (encoding.startsWith("utf8") && !isWanted((word) => bytes.includes(word))) return undefined;
  const text = decode(bytes, encoding);
  return encoding.startsWith("utf8") || isWanted((word) => text.includes(word)) ? { text, encoding } : undefined;
}

/** The text that bytes hold. */
export function decodeText(bytes: Buffer): TextFile {
  const encoding = encodingOf(bytes);
  return { text: decode(bytes, encoding), encoding };
}

/** The bytes of a text, with the byte order mark of its encoding. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf8") return Buffer.from(text);
  if (encoding === "utf8-bom") return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return encoding === "utf16be-bom" ? bytes.swap16() : bytes;
}

/**
 * Writes a changed text back as it was encoded.
 *
 * Answers false, and writes nothing, if the file no longer holds the text that was read, or holds bytes that this text
 * does not stand for: writing would destroy them. Throws what the system says.
 */
export function replaceTextFile(path: string, { text, encoding }: TextFile, changed: string): boolean {
  if (!readFileSync(path).equals(encodeText(text, encoding))) return false;
  writeFileSync(path, encodeText(changed, encoding));
  return true;
}

/** All bytes of a file; they are only good until the next call, as small files share one buffer. */
function readBytes(path: string): Buffer {
  // A third of the time of readFileSync(), which asks for the size first and allocates for each file.
  const descriptor = openSync(path, "r");
  try {
    const length = readSync(descriptor, CHUNK, 0, CHUNK.length, 0);
    return length < CHUNK.length ? CHUNK.subarray(0, length) : readFileSync(path);
  } finally {
    closeSync(descriptor);
  }
}

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf8-bom";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf16le-bom";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf16be-bom";
  return "utf8";
}

function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding === "utf8") return bytes.toString("utf8");
  if (encoding === "utf8-bom") return bytes.toString("utf8", 3);
  if (encoding === "utf16le-bom") return bytes.toString("utf16le", 2);
  const whole = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return Buffer.from(whole).swap16().toString("utf16le");
}
