import type { QueryLanguage } from "./model.ts";
import { evaluatedName } from "./template.ts";

/** The length that AWS documents. https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html */
export const MAX_VARIABLE_NAME = 80;

/** What is wrong with a name of a variable. */
export type NameFault =
  /** `states`, which is AWS's own. */
  | { readonly kind: "reserved" }
  | { readonly kind: "empty" }
  /** `order.total`: a part of the variable `whole`. */
  | { readonly kind: "part"; readonly whole: string }
  /** `.$` behind the name `bare`, in a JSONata state. */
  | { readonly kind: "suffix"; readonly bare: string }
  /** Something other than letters, digits and `_`; `bare` is the name if that is but a `$` in front. */
  | { readonly kind: "character"; readonly character: string; readonly bare: string | undefined }
  | { readonly kind: "digit" }
  | { readonly kind: "length"; readonly length: number };

/** The name that a key of `Assign` gives: `.$` is no part of it where it means that the value is a path. */
export function nameOfKey(key: string, language: QueryLanguage | undefined): string {
  return language === "JSONata" ? key : (evaluatedName(key) ?? key);
}

/** The variable that a key of `Assign` is about, also where it is more than a name: `total` of `$total.sum-1.$`. */
export function variableOfKey(key: string): string {
  return /^\$?([\p{ID_Continue}_]+)/u.exec(key)?.[1] ?? key;
}

/** The first fault of a key of `Assign`. Letters outside of ASCII are fine, as AWS documents Unicode's identifiers. */
export function nameFault(key: string, language: QueryLanguage | undefined): NameFault | undefined {
  const name = nameOfKey(key, language);
  if (name === "") return { kind: "empty" };
  const bare = /^[\p{ID_Continue}_]+/u.exec(name)?.[0];
  if (/^states(?:$|[.[])/.test(name)) return { kind: "reserved" };
  if (bare !== undefined && name.length > bare.length) {
    if (language === "JSONata" && name === `${bare}.$`) return { kind: "suffix", bare };
    if (/^[.[]/.test(name.slice(bare.length))) return { kind: "part", whole: bare };
  }
  if (bare !== name) {
    const [character = ""] = name.slice(bare?.length);
    const withoutMark = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)$/u.exec(name)?.[1];
    return { kind: "character", character, bare: withoutMark };
  }
  if (!/^[\p{ID_Start}_]/u.test(name)) return { kind: "digit" };
  return name.length > MAX_VARIABLE_NAME ? { kind: "length", length: name.length } : undefined;
}
