import { Ajv } from "ajv";
import type { Rule } from "../linter/rule.ts";
import type { Validator } from "./mistakes.ts";
import { optionsSchema } from "./schema.ts";

/**
 * A validator of a rule's options; in a module of its own, so that Ajv loads only for the options of plugins.
 *
 * Throws what Ajv says of a schema that is none.
 */
export function compileOptions({ meta }: Rule): Validator {
  return new Ajv({ strict: false, logger: false }).compile(optionsSchema(meta));
}
