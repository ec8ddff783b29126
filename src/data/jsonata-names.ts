/*
 * Names that JSONata expressions can use without a definition of their own.
 *
 * Source: the functions of JSONata 2.0.6 (https://docs.jsonata.org/2.0.0/overview) and those that Step Functions adds
 * (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html), as of 2026-11-22.
 */
const NAMES = `
string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace
base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval
number abs floor ceil round power sqrt formatNumber formatBase formatInteger parseInteger sum max min average
boolean not exists count append sort reverse shuffle distinct zip keys lookup spread merge sift each error assert type
now millis fromMillis toMillis map filter single reduce clone
partition range hash random uuid parse`;

/** The functions that expressions of Step Functions know, without `$`; `eval` is one of JSONata's that AWS takes away. */
export const jsonataFunctionNames: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));
