/*
 * Limits of AWS, as of November 2026.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */

/** Characters of a definition. */
export const maxDefinition: number = 1024 * 1024;

/** Bytes of a state's input, output or variables, as UTF-8. */
export const maxPayload: number = 256 * 1024;
