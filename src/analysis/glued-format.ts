import { textsBetween } from "../asl/intrinsic-text.ts";
import type { IntrinsicArgument, IntrinsicCall } from "../asl/intrinsics.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import { type Glued, keyOf, type Piece, readGlued, valuesIn } from "./glued-json.ts";

/** A value that `States.Format` fills in. */
export interface FormatValue {
  readonly argument: IntrinsicArgument;
  /** As it is written. */
  readonly text: string;
}

export type GluedByFormat = Glued<FormatValue>;

/**
 * The JSON that a call of `States.Format` glues; `undefined` for any other call, and where the text is no object and no
 * list.
 *
 * @param text the text that the call was parsed from.
 */
export function gluedByFormat(text: string, call: IntrinsicArgument | undefined): GluedByFormat | undefined {
  const pieces = call?.kind === "call" ? piecesOf(text, call) : undefined;
  return pieces && readGlued(pieces);
}

function piecesOf(text: string, { name, args }: IntrinsicCall): Piece<FormatValue>[] | undefined {
  const [template, ...values] = args;
  if (name !== "States.Format" || template?.kind !== "string" || template.strayEscapes.length > 0) return undefined;
  const [first = "", ...between] = textsBetween(text, template);
  if (between.length !== values.length) return undefined;
  const pieces: Piece<FormatValue>[] = [first];
  for (const [i, value] of values.entries()) pieces.push(...filledIn(text, value), between[i] ?? "");
  return pieces;
}

function filledIn(text: string, argument: IntrinsicArgument): Piece<FormatValue>[] {
  if (argument.kind === "string" || argument.kind === "boolean") return [String(argument.value)];
  if (argument.kind === "null" || argument.kind === "number") return [text.slice(...argument.range)];
  const inner = argument.kind === "call" ? piecesOf(text, argument) : undefined;
  return inner ?? [{ value: { argument, text: text.slice(...argument.range) } }];
}

/** The JSON that a call of `States.StringToJson` parses back, if `States.Format` glues it. */
export function parsedBack(text: string, call: IntrinsicArgument): GluedByFormat | undefined {
  return call.kind === "call" && call.name === "States.StringToJson" ? gluedByFormat(text, call.args[0]) : undefined;
}

/** Whether no key is made of values. */
export function hasKnownKeys(glued: GluedByFormat): boolean {
  if (glued.kind === "array") return glued.items.every(hasKnownKeys);
  if (glued.kind !== "object") return true;
  return glued.members.every((member) => keyOf(member) !== undefined && hasKnownKeys(member.value));
}

/** The first value in quotes that may hold a quote or a backslash, which ends or spoils the string around it. */
export function breakingValue(glued: GluedByFormat): string | undefined {
  return valuesIn(glued).find(({ value, quoted }) => quoted && mayHoldQuote(value.argument))?.value.text;
}

function mayHoldQuote(argument: IntrinsicArgument): boolean {
  if (argument.kind === "path") return !isName(argument.path);
  if (argument.kind === "string") return /["\\]/.test(argument.value);
  if (argument.kind !== "call" || HARMLESS.has(argument.name)) return false;
  return argument.name === "States.JsonToString" || argument.args.some(mayHoldQuote);
}

/** Functions that return a number, a boolean, or text in letters and digits. */
const HARMLESS = new Set([
  "States.ArrayContains",
  "States.ArrayLength",
  "States.Base64Encode",
  "States.Hash",
  "States.MathAdd",
  "States.MathRandom",
  "States.UUID",
]);

/** Whether a path reads a name, a time or a token that Step Functions gives, each of them a text without quotes. */
export function isName({ root, steps }: ParsedPath): boolean {
  const [first, second] = steps.map((step) => (step.kind === "name" ? step.name : undefined));
  return root === "context" && steps.length === 2 && NAMES.has(`${first}.${second}`);
}

const NAMES = new Set([
  "Execution.Id",
  "Execution.Name",
  "Execution.RoleArn",
  "Execution.StartTime",
  "State.EnteredTime",
  "State.Name",
  "StateMachine.Id",
  "StateMachine.Name",
  "Task.Token",
]);
