/*
 * The fields of JSONPath states that take a path, and what they do not take.
 * As of 2026-11-22. Sources: https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html,
 * https://states-language.net/spec.html#path, and answers of ValidateStateMachineDefinition recorded in September 2026.
 */

export interface PathField {
  /**
   * Whether it takes a Reference Path only: `refused` where AWS is known to refuse other paths, `documented` where the
   * documentation alone says so.
   */
  readonly reference?: "refused" | "documented";
  /** Whether it takes no path into the context object. */
  readonly noContext?: true;
  /** Whether it takes no variable. */
  readonly noVariable?: true;
  /** Whether it takes an intrinsic call that returns a string, too. */
  readonly takesCall?: true;
}

const documented: PathField = { reference: "documented" };
// Measured: AWS answers a path into the context object with "Value is not a Reference Path".
const mapNumber: PathField = { reference: "refused", noContext: true };
const failure: PathField = { reference: "documented", takesCall: true };

const FIELDS: ReadonlyMap<string, PathField> = new Map([
  ["InputPath", {}],
  ["OutputPath", {}],
  ["ResultPath", { reference: "refused", noContext: true, noVariable: true }],
  ["ItemsPath", { reference: "refused" }],
  ["MaxConcurrencyPath", mapNumber],
  ["ToleratedFailureCountPath", mapNumber],
  ["ToleratedFailurePercentagePath", mapNumber],
  ["MaxItemsPath", mapNumber],
  ["MaxItemsPerBatchPath", mapNumber],
  ["MaxInputBytesPerBatchPath", mapNumber],
  ["SecondsPath", documented],
  ["TimestampPath", documented],
  ["TimeoutSecondsPath", documented],
  ["HeartbeatSecondsPath", documented],
  ["ErrorPath", failure],
  ["CausePath", failure],
  ["Variable", documented],
]);
const COMPARISON = /^(?:String|Numeric|Timestamp|Boolean)[A-Za-z]+Path$/;

/** The name of a field without those of the fields around it: "MaxItemsPath" of "ItemReader.ReaderConfig.MaxItemsPath". */
export function lastName(field: string): string {
  return field.slice(field.lastIndexOf(".") + 1);
}

/**
 * What a field takes, by its name such as "ResultPath", "StringEqualsPath" or "ItemReader.ReaderConfig.MaxItemsPath";
 * `undefined` if it takes no path.
 */
export function pathField(field: string): PathField | undefined {
  const name = lastName(field);
  if (!name.endsWith("Path") && name !== "Variable") return undefined;
  return FIELDS.get(name) ?? (COMPARISON.test(name) ? documented : undefined);
}
