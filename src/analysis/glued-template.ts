import { escaped } from "../asl/intrinsic-text.ts";
import { callsIn, type IntrinsicArgument, type IntrinsicCall } from "../asl/intrinsics.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import type { Json } from "../document/editor.ts";
import { type FormatValue, type GluedByFormat, isName, parsedBack } from "./glued-format.ts";
import { keyOf, type Piece } from "./glued-json.ts";
import type { TemplateValue } from "./template-edits.ts";

/** The value of a template that says the same as glued JSON; `undefined` where a template cannot. */
export function templateOf(glued: GluedByFormat): TemplateValue | undefined {
  switch (glued.kind) {
    case "constant":
      return { kind: "json", json: glued.value };
    case "value":
      return { kind: "expression", text: glued.quoted ? glued.value.text : unquoted(glued.value) };
    case "text":
      return isPrintable(glued.parts) ? { kind: "expression", text: formatOf(glued.parts) } : undefined;
    case "array":
      return arrayOf(glued.items.map(templateOf));
    case "object": {
      const members: [string, Json][] = [];
      for (const member of glued.members) {
        const key = keyOf(member);
        const value = templateOf(member.value);
        // A key that ends so would be evaluated in a template.
        if (key === undefined || value === undefined || key.endsWith(".$")) return undefined;
        members.push(value.kind === "json" ? [key, value.json] : [`${key}.$`, value.text]);
      }
      return { kind: "json", json: Object.fromEntries(members) };
    }
  }
}

/** In a list, only the keys of objects are evaluated; a list of other values is a call of `States.Array`. */
function arrayOf(items: readonly (TemplateValue | undefined)[]): TemplateValue | undefined {
  const known = items.filter((item) => item !== undefined);
  if (known.length < items.length) return undefined;
  const json = known.flatMap((item) => (item.kind === "json" ? [item.json] : []));
  if (json.length === items.length) return { kind: "json", json };
  const args = known.map((item) => (item.kind === "expression" ? item.text : literalOf(item.json)));
  if (!args.every((argument) => argument !== undefined)) return undefined;
  return { kind: "expression", text: `States.Array(${args.join(", ")})` };
}

function literalOf(json: Json): string | undefined {
  if (typeof json === "string") return isPrintable([json]) ? `'${escaped(json)}'` : undefined;
  return typeof json === "object" && json !== null ? undefined : String(json);
}

function formatOf(parts: readonly Piece<FormatValue>[]): string {
  const template = parts.map((part) => (typeof part === "string" ? escaped(part) : "{}")).join("");
  const values = parts.flatMap((part) => (typeof part === "string" ? [] : [`, ${part.value.text}`]));
  return `States.Format('${template}'${values.join("")})`;
}

/** Whether texts have no line ends and the like; what AWS makes of them in an argument nobody has measured. */
function isPrintable(parts: readonly Piece<unknown>[]): boolean {
  return parts.every((part) => typeof part !== "string" || !/[\u0000-\u001f]/.test(part));
}

/** What an argument is as JSON, where its text stands without quotes. */
function unquoted({ argument, text }: FormatValue): string {
  if (argument.kind === "path") return isNumberText(argument) ? `States.StringToJson(${text})` : text;
  if (argument.kind !== "call") return text;
  const [first] = argument.args;
  if (argument.name === "States.JsonToString" && first?.kind === "path") return first.path.text;
  return intrinsicFunction(argument.name)?.returns === "string" ? `States.StringToJson(${text})` : text;
}

/** Whether a path ends in `.N`: a number that DynamoDB gives as text. */
function isNumberText(argument: IntrinsicArgument): boolean {
  const last = argument.kind === "path" ? argument.path.steps.at(-1) : undefined;
  return last?.kind === "name" && last.name === "N";
}

/** Whether the template gives each value the type that it has in the glued JSON, whatever the data is. */
export function keepsTypes(glued: GluedByFormat): boolean {
  if (glued.kind === "array") return glued.items.every(keepsTypes);
  if (glued.kind === "object") return glued.members.every(({ value }) => keepsTypes(value));
  if (glued.kind !== "value") return true;
  const { argument } = glued.value;
  if (argument.kind === "path") return glued.quoted ? isName(argument.path) : isNumberText(argument);
  const returns = argument.kind === "call" ? intrinsicFunction(argument.name)?.returns : undefined;
  if (glued.quoted) return returns === "string";
  return returns === "string" || returns === "number" || returns === "boolean";
}

/**
 * The JSON that `States.StringToJson` parses back, or that `States.Array` lists, whose other items stand as they are;
 * `undefined` for any other call, and where one of these stands inside of others.
 */
export function gluedByCall(text: string, call: IntrinsicCall): GluedByFormat | undefined {
  if (call.name !== "States.Array") return parsedBack(text, call);
  const items = call.args.map((item) => itemOf(text, item));
  return items.includes(undefined) ? undefined : { kind: "array", items: items.filter((item) => item !== undefined) };
}

function itemOf(text: string, item: IntrinsicArgument): GluedByFormat | undefined {
  if (item.kind === "string" || item.kind === "number" || item.kind === "boolean")
    return { kind: "constant", value: item.value };
  if (item.kind === "null") return { kind: "constant", value: null };
  const glued = item.kind === "call" ? gluedByCall(text, item) : undefined;
  if (glued !== undefined) return glued;
  if (item.kind === "call" && [...callsIn(item)].some((inner) => parsedBack(text, inner) !== undefined))
    return undefined;
  return { kind: "value", value: { argument: item, text: text.slice(...item.range) }, quoted: true };
}
