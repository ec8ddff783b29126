import type { Validator } from "./mistakes.ts";

/** Checks a configuration against `configSchema()`: all but ids and options of rules. */
export const validateConfig: Validator;
/** Check the options of rules that have any, by id, against `optionsSchema()`. */
export const optionValidators: Readonly<Record<string, Validator | undefined>>;
