import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";

// The schema is written for draft 04, from which it uses nothing that later drafts read otherwise, but for these two keys.
const { $schema: _draft, id: _id, ...rules } = schema;

/** What is wrong with a log by the schema of SARIF 2.1.0. */
export function sarifErrors(log: unknown): unknown[] {
  validate(log);
  return validate.errors ?? [];
}

const validate = new Ajv({
  strict: false,
  allErrors: true,
  // One of its patterns has a bracket too many.
  unicodeRegExp: false,
  formats: { uri: isAbsoluteUri, "uri-reference": isUriReference, "date-time": true },
}).compile(rules);

function isAbsoluteUri(text: string): boolean {
  return isUriReference(text) && URL.canParse(text);
}

// The characters of RFC 3986, and no percent sign that encodes nothing.
function isUriReference(text: string): boolean {
  return /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-F]{2})*$/i.test(text);
}
