/** A piece of text that is put together: text as it stands, or a value that an execution fills in. */
export type Piece<V> = string | { readonly value: V };

/** What JSON text with values in it says. */
export type Glued<V> =
  | { readonly kind: "constant"; readonly value: string | number | boolean | null }
  /** Nothing but a value; in quotes it becomes a string, whatever it is. */
  | { readonly kind: "value"; readonly value: V; readonly quoted: boolean }
  /** A string with values in it. */
  | { readonly kind: "text"; readonly parts: readonly Piece<V>[] }
  | { readonly kind: "array"; readonly items: readonly Glued<V>[] }
  | { readonly kind: "object"; readonly members: readonly GluedMember<V>[] };

export interface GluedMember<V> {
  readonly key: readonly Piece<V>[];
  readonly value: Glued<V>;
}

/**
 * Reads glued JSON; `undefined` if it is no object and no list whatever the values are, or holds no value. A value that
 * brings structure along, such as the second half of an object, makes it unreadable.
 */
export function readGlued<V>(pieces: readonly Piece<V>[]): Glued<V> | undefined {
  const values = pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.value]));
  const first = pieces.find((piece) => typeof piece !== "string" || piece.trim() !== "");
  if (values.length === 0 || typeof first !== "string" || !/^\s*[[{]/.test(first)) return undefined;
  if (pieces.some((piece) => typeof piece === "string" && /[\uE000\uE001]/.test(piece))) return undefined;
  const tree = parsed(marked(pieces));
  return typeof tree === "object" && tree !== null ? gluedOf(tree, values) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The text with a mark in the place of each value; private characters, which no JSON needs, stand around its number. */
function marked(pieces: readonly Piece<unknown>[]): string {
  let text = "";
  let isQuoted = false;
  let count = 0;
  for (const piece of pieces) {
    if (typeof piece === "string") {
      for (let at = 0; at < piece.length; at++) {
        if (isQuoted && piece[at] === "\\") at++;
        else if (piece[at] === '"') isQuoted = !isQuoted;
      }
      text += piece;
    } else {
      const mark = `\uE000${count++}\uE001`;
      text += isQuoted ? mark : `"${BARE}${mark}"`;
    }
  }
  return text;
}

const BARE = "\uE001";

function gluedOf<V>(tree: unknown, values: readonly V[]): Glued<V> {
  if (Array.isArray(tree)) return { kind: "array", items: tree.map((item) => gluedOf(item, values)) };
  if (typeof tree === "object" && tree !== null) {
    const members = Object.entries(tree).map(([key, value]) => ({
      key: piecesOf(key, values),
      value: gluedOf(value, values),
    }));
    return { kind: "object", members };
  }
  // What `JSON.parse` gives is one of these, if it holds nothing.
  if (typeof tree !== "string") return { kind: "constant", value: tree as number | boolean | null };
  const parts = piecesOf(tree.startsWith(BARE) ? tree.slice(BARE.length) : tree, values);
  const [only] = parts;
  if (parts.length === 1 && typeof only === "object") {
    return { kind: "value", value: only.value, quoted: !tree.startsWith(BARE) };
  }
  return parts.every((part) => typeof part === "string") ? { kind: "constant", value: tree } : { kind: "text", parts };
}

function piecesOf<V>(text: string, values: readonly V[]): Piece<V>[] {
  return text.split(/(\uE000\d+\uE001)/).flatMap((part): Piece<V>[] => {
    if (!part.startsWith("\uE000")) return part === "" ? [] : [part];
    return [{ value: values[Number(part.slice(1, -1))] as V }]; // marks are numbers of values
  });
}

/** A value in glued JSON. */
export interface GluedValue<V> {
  readonly value: V;
  /** Whether it becomes a string or a part of one. */
  readonly quoted: boolean;
}

/** The values in glued JSON, in writing order; those of keys are quoted. */
export function valuesIn<V>(glued: Glued<V>): GluedValue<V>[] {
  if (glued.kind === "value") return [glued];
  if (glued.kind === "text") return quotedIn(glued.parts);
  if (glued.kind === "array") return glued.items.flatMap(valuesIn);
  if (glued.kind === "object") return glued.members.flatMap(({ key, value }) => [...quotedIn(key), ...valuesIn(value)]);
  return [];
}

function quotedIn<V>(pieces: readonly Piece<V>[]): GluedValue<V>[] {
  return pieces.flatMap((piece) => (typeof piece === "string" ? [] : [{ value: piece.value, quoted: true }]));
}

/** The key of a member; `undefined` where values make it. */
export function keyOf<V>({ key }: GluedMember<V>): string | undefined {
  return key.every((piece) => typeof piece === "string") ? key.join("") : undefined;
}
