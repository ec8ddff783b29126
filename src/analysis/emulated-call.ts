import { jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { Task } from "../asl/model.ts";
import { evaluatedName, evaluationOf } from "../asl/template.ts";
import {
  type EmulatedFunction,
  type EmulatedType,
  emulatedFunctions,
  hashAlgorithms,
} from "../data/emulated-functions.ts";
import { type MemberNode, type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { lastName } from "./conditions.ts";
import { textArgument } from "./membership.ts";

/** A call of a Lambda function that does what an intrinsic function does. */
export interface EmulatedCall {
  /** The function as the definition names it. */
  readonly function: string;
  /** Where its name stands. */
  readonly named: ValueNode;
  /** What does the same, in the language of the state, with what is known of its arguments. */
  readonly instead: string;
}

/** What an intrinsic function does in the place of a Lambda function, if the function's name and its payload both say so. */
export function emulatedCall(task: Task): EmulatedCall | undefined {
  const called = calledFunction(task);
  const words = called && wordsOf(called.function);
  if (called === undefined || words === undefined || words === "") return undefined;
  for (const emulated of emulatedFunctions) {
    if (!emulated.names.test(words)) continue;
    const args = argumentsOf(emulated, called.payload, task);
    if (args === undefined) continue;
    const instead = task.language === "JSONata" ? emulated.jsonata(args) : emulated.intrinsic(args);
    return { function: called.function, named: called.named, instead };
  }
  return undefined;
}

interface CalledFunction {
  readonly function: string;
  readonly named: ValueNode;
  /** What it is handed; `undefined` is nothing. */
  readonly payload: MemberNode | ObjectNode | undefined;
}

function calledFunction({ resource, resourceField, parameters, arguments: args, language, node }: Task) {
  const given = (language === "JSONata" ? args : parameters)?.node;
  const named = resource.kind === "integration" ? undefined : node.get("Resource");
  if (named !== undefined) {
    // Without parameters it gets all of the input.
    const name = given?.kind === "object" && !given.open && resourceField !== undefined ? nameIn(named) : undefined;
    return name === undefined || given?.kind !== "object" ? undefined : { function: name, named, payload: given };
  }
  if (resource.kind !== "integration" || resource.service !== "lambda" || resource.pattern !== "request")
    return undefined;
  return resource.sdk || given?.kind !== "object" || given.open ? undefined : invoked(given);
}

/** What `lambda:invoke` calls, if the answer is waited for. */
function invoked(given: ObjectNode): CalledFunction | undefined {
  const named = given.get("FunctionName");
  const name = named && nameIn(named);
  const others = given.members.filter(({ key }) => !PLAIN_FIELDS.has(key));
  const type = given.member("InvocationType");
  const waits = type === undefined || (type.value.kind === "scalar" && type.value.value === "RequestResponse");
  if (named === undefined || name === undefined || others.length > 0 || !waits) return undefined;
  return { function: name, named, payload: given.member("Payload") ?? given.member("Payload.$") };
}

const PLAIN_FIELDS = new Set(["FunctionName", "Payload", "Payload.$", "Qualifier", "InvocationType", "LogType"]);

/** The name of a function as far as the text shows it: that of its ARN, or of what fills it in at deployment. */
function nameIn(node: ValueNode): string | undefined {
  const text = node.kind === "scalar" ? node.value : node.kind === "dynamic" ? node.text : undefined;
  if (typeof text !== "string" || jsonataSource(text) !== undefined) return undefined;
  const [, inArn] = /^arn:.*:function:([^:]+)(?::[^:]*)?$/.exec(text) ?? [];
  const name = inArn ?? text;
  const reference = REFERENCES.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
  if (reference !== undefined) return reference;
  // A prefix such as a stage's or stack's, which only deployment knows.
  const visible = name.replace(/^\$\{[^}]*\}[-_]|[-_]\$\{[^}]*\}$/g, "");
  return /^[\w-]+(?::[\w$]+)?$/.test(visible) ? visible.replace(/:.*$/, "") : undefined;
}

/** How hosts refer to a function that they define. */
const REFERENCES = [
  /^\$\{([A-Za-z][\w-]*)(?:\.[Aa]rn)?\}(?::\S*)?$/,
  /^\$\{aws_lambda_function\.([\w-]+)(?:\[[^\]]*\])?\.\w+\}$/,
  /^\$\{module\.([\w-]+)\.\w+\}$/,
  /^!(?:GetAtt|Ref)\s+['"]?([A-Za-z]\w*)/,
  /^\{\s*"(?:Fn::GetAtt|Ref)"\s*:\s*\[?\s*"([A-Za-z]\w*)/,
];

/** The words of a name in small letters, without those that say nothing of what it does. */
function wordsOf(name: string): string {
  const words = (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
  while (NOISE.has(words[0] ?? "")) words.shift();
  while (NOISE.has(words.at(-1) ?? "")) words.pop();
  return words.join(" ");
}

const NOISE = new Set(
  "function functions func fn lambda arn handler name helper util utils dev prod test staging stage".split(" "),
);

/** The arguments of a payload that holds what a function takes and nothing else. */
function argumentsOf(
  { parameters }: EmulatedFunction,
  payload: CalledFunction["payload"],
  { language }: Task,
): string[] | undefined {
  const isJsonata = language === "JSONata";
  const given = givenIn(payload, isJsonata);
  if (given === undefined) return undefined;
  const left = new Set(given);
  const args = parameters.map(({ keys, type, otherwise }) => {
    const found = [...left].find(({ key }) => keys.test(key.replace(/[-_]/g, "").toLowerCase()));
    if (found === undefined) return otherwise;
    left.delete(found);
    return argumentText(found, type, isJsonata);
  });
  return left.size > 0 || args.includes(undefined) ? undefined : args.filter((arg) => arg !== undefined);
}

/** A value of a payload. */
interface Given {
  /** Without `.$`. */
  readonly key: string;
  readonly value: ValueNode;
  /** What is evaluated there: a path, an intrinsic call, the inside of `{% %}`. */
  readonly expression: string | undefined;
}

/** What a payload holds; of one that is a path as a whole, the path under its last name. */
function givenIn(payload: CalledFunction["payload"], isJsonata: boolean): readonly Given[] | undefined {
  if (payload === undefined) return [];
  const node = "value" in payload ? payload.value : payload;
  if (node.kind === "object") {
    return node.open ? undefined : node.members.map((member) => givenAs(member, isJsonata));
  }
  const { expression = "", value } = "value" in payload ? givenAs(payload, isJsonata) : {};
  const key = WHOLE_PATH.test(expression) ? /\w+$/.exec(expression)?.[0] : undefined;
  return key === undefined || value === undefined ? undefined : [{ key, value, expression }];
}

/** A path or variable, but neither all of an input nor of a result. */
const WHOLE_PATH = /^\$(?!states\.\w+$)[\w$]*(?:\.\w+)*$/;

function givenAs({ key, value }: MemberNode, isJsonata: boolean): Given {
  const text = stringOf(value);
  if (isJsonata) return { key, value, expression: text === undefined ? undefined : jsonataSource(text)?.trim() };
  const name = evaluatedName(key);
  const isEvaluated = name !== undefined && text !== undefined && evaluationOf(text) !== undefined;
  return { key: name ?? key, value, expression: isEvaluated ? text : undefined };
}

/** A value as an argument; `undefined` where it shows that something else is meant. */
function argumentText({ value, expression }: Given, type: EmulatedType, isJsonata: boolean): string | undefined {
  if (expression !== undefined) return isOfOtherKind(expression, type) ? undefined : expression;
  if (value.kind === "dynamic") return "…";
  if (value.kind !== "scalar") return type === "list" || type === "value" || type === "object" ? "…" : undefined;
  const literal = value.value;
  switch (type) {
    case "integer":
      return Number.isInteger(literal) ? String(literal) : undefined;
    case "separator":
      // States.StringSplit takes each character for a separator.
      return typeof literal === "string" && (isJsonata || literal.length === 1) ? textArgument(literal) : undefined;
    case "algorithm": {
      const found = hashAlgorithms.find((each) => letters(each) === letters(String(literal)));
      return found && textArgument(found);
    }
    case "text":
      return typeof literal === "string" ? textArgument(literal) : undefined;
    case "value":
      return typeof literal === "string" ? textArgument(literal) : String(literal);
    default:
      return undefined;
  }
}

function letters(text: string): string {
  return text.replace(/\W/g, "").toLowerCase();
}

/** Whether a path leads to what is no number by its name: who increments "counterName" counts elsewhere. */
function isOfOtherKind(expression: string, type: EmulatedType): boolean {
  if (type !== "integer" || !/^\$[\w.$]*$/.test(expression)) return false;
  return /(?:name|id|key|table|date|time|day|arn|url|uri)$/i.test(lastName(parsePath(expression)) ?? "");
}
