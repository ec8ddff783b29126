import { nearestIntrinsic } from "../asl/intrinsics.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { jsonataOfPath } from "../asl/jsonpath-jsonata.ts";
import type { Payload } from "../asl/model.ts";
import { evaluatedName, evaluationOf, isDefinition, isTemplate, templateObjects } from "../asl/template.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import type { Editor } from "../document/editor.ts";
import { type MemberNode, type ObjectNode, type Range, stringOf } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require a path or an intrinsic call under each key that ends with '.$'",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html",
      "https://states-language.net/spec.html#payload-template",
    ],
    messages: {
      value: "'{{key}}' takes a path or an intrinsic call, as its name ends with '.$': {{found}} is neither.{{hint}}",
      twice: "'{{key}}' becomes '{{name}}' once its value is evaluated, a key that its object already has.",
      literal: {
        text: "'{{key}}' stays as it is written in a JSONata state: only '{% … %}' is evaluated there.",
        severity: "warn",
      },
      rename: "Rename it to '{{name}}', which sends the value as it is",
      replace: "Change the value to '{{value}}'",
      remove: "Remove '{{key}}'",
      jsonata: "Rename it to '{{name}}' with the value '{{value}}'",
    },
  },

  visit: {
    Payload(payload, { report }) {
      if (payload.language === "JSONata") {
        if (!JSONATA.has(payload.field)) return;
        for (const object of templateObjects(payload.node, isDefinition)) {
          // Names of variables are another rule's.
          if (payload.field === "Assign" && object === payload.node) continue;
          for (const member of object.members) {
            if (evaluatedName(member.key) === undefined) continue;
            const suggest = inJsonata(member, payload);
            report({ at: member.keyRange, messageId: "literal", data: { key: member.key }, suggest });
          }
        }
      } else if (payload.language === "JSONPath" && isTemplate(payload.field)) {
        for (const object of templateObjects(payload.node)) {
          let literal: ReadonlyMap<string, MemberNode> | undefined;
          for (const member of object.members) {
            const { key } = member;
            const name = evaluatedName(key);
            if (name === undefined) continue;
            if (object.members.length > 1) literal ??= new Map(object.members.map((each) => [each.key, each]));
            const twin = name.endsWith(".$") ? undefined : literal?.get(name);
            if (twin !== undefined) {
              const related = [{ message: `'${name}' is here.`, range: twin.keyRange }];
              const suggest = [remove(object, twin), remove(object, member)];
              report({ at: member.keyRange, messageId: "twice", data: { key, name }, related, suggest });
            }
            const fault = faultOf(member);
            if (fault === undefined) continue;
            const { at, found, near, call } = fault;
            const suggest = [...(call === undefined ? [] : [replace(member, call)]), ...rename(member, name, twin)];
            report({ at, messageId: "value", data: { key, found, hint: hintAt(near) }, suggest });
          }
        }
      }
    },
  },
});

/** Where JSONata states take values; the fields of the other language are another rule's. */
const JSONATA = new Set(["Arguments", "Output", "Assign", "ItemSelector", "Credentials", "ItemReader.Arguments"]);
/** Those of them in which a path that starts with `$` would have read the state's input. */
const READS_INPUT = new Set(["Arguments", "ItemSelector", "Credentials", "ItemReader.Arguments"]);

interface Fault {
  readonly at: Range;
  readonly found: string;
  /** The function that it seems to be meant as a call of. */
  readonly near?: string | undefined;
  /** The call, if the text shows it in full. */
  readonly call?: string | undefined;
}

/** What is wrong with the value of a key that ends with `.$`; `undefined` if nothing is, or if it is not known. */
function faultOf(member: MemberNode): Fault | undefined {
  const { value } = member;
  if (value.kind === "dynamic") return undefined;
  if (value.kind === "object" || value.kind === "array") {
    return { at: member.keyRange, found: value.kind === "object" ? "an object" : "a list" };
  }
  const text = stringOf(value);
  if (text === undefined) return { at: value.range, found: `the value ${value.value}` };
  if (evaluationOf(text) !== undefined) return undefined;
  const found = text.length > 60 ? "this text" : `'${text}'`;
  return { at: value.range, found, ...callOf(text) };
}

const CALL = /^([\w.]+)\s*(\([\s\S]*\))?$/;

/** What a text such as `States.UUID` or `State.Format('…')` seems to be meant as. */
function callOf(text: string): Pick<Fault, "near" | "call"> {
  const [, word, list] = CALL.exec(text) ?? [];
  if (word === undefined || (list === undefined && !word.startsWith("States."))) return {};
  const name = intrinsicFunction(word) ? word : nearestIntrinsic(word);
  if (name === undefined) return {};
  if (list !== undefined) return { near: name, call: `${name}${list}` };
  const call = `${name}()`;
  return intrinsicFunction(name)?.minArgs === 0 ? { near: call, call } : { near: `${name}(…)` };
}

function rename(member: MemberNode, name: string, twin: MemberNode | undefined) {
  if (name === "" || twin !== undefined) return [];
  return [{ messageId: "rename" as const, data: { name }, change: (edit: Editor) => edit.renameKey(member, name) }];
}

function replace(member: MemberNode, value: string) {
  const change = (edit: Editor) => edit.replaceValue(member.value, value);
  return { messageId: "replace" as const, data: { value }, change };
}

function remove(parent: ObjectNode, member: MemberNode) {
  const change = (edit: Editor) => edit.removeField(parent, member);
  return { messageId: "remove" as const, data: { key: member.key }, change };
}

function inJsonata(member: MemberNode, { field }: Payload) {
  const name = evaluatedName(member.key) ?? "";
  const text = stringOf(member.value) ?? "";
  const input = READS_INPUT.has(field) ? "$states.input" : undefined;
  const value = evaluationOf(text) === "path" ? jsonataOfPath(parsePath(text), input) : undefined;
  if (value === undefined) return rename(member, name, undefined);
  const change = (edit: Editor) => {
    const key = edit.renameKey(member, name);
    const changed = edit.replaceValue(member.value, value);
    return key && changed && [...key, ...changed];
  };
  return name === "" ? [] : [{ messageId: "jsonata" as const, data: { name, value }, change }];
}
