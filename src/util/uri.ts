/** A URL in the characters that RFC 3986 allows, without parentheses; what is percent-encoded already stays. */
export function uriOf(url: string): string {
  return wellFormed(url).replace(/%(?![\da-f]{2})|[^\w\-.~:/?#@!$&'*+,;=%]/giu, percentEncoded);
}

/** A path with `/` between its parts as a relative URI reference. */
export function uriOfPath(path: string): string {
  return wellFormed(path).split("/").map(encodeURIComponent).join("/");
}

function percentEncoded(character: string): string {
  return encodeURIComponent(character).replace("(", "%28").replace(")", "%29");
}

/** Half of a surrogate pair has no encoding in UTF-8, and `encodeURIComponent` throws on it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
