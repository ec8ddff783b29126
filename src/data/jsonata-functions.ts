/*
 * The functions of JSONata expressions in Step Functions: those of JSONata 2.0.6 but for $eval, and Step Functions' own.
 * As of 2026-11-22. Sources: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 * and https://docs.jsonata.org/2.0.0/string-functions with the pages beside it.
 */

/** How many arguments a function takes. `min` leaves out one that is the context item where it is absent. */
export interface Arity {
  readonly min: number;
  /** `Infinity` where the last argument repeats. */
  readonly max: number;
}

/** The functions by name, without `$`. */
export const jsonataFunctions: ReadonlyMap<string, Arity> = table({
  "0 to 0": "millis uuid",
  "0 to 1":
    "abs base64decode base64encode boolean ceil clone decodeUrl decodeUrlComponent encodeUrl encodeUrlComponent error floor keys length lowercase not number random spread sqrt trim uppercase",
  "0 to 2": "formatBase now round sift string toMillis",
  "0 to 3": "fromMillis",
  "1 to 1": "average count distinct exists max merge min parse reverse shuffle sum type",
  "1 to 2":
    "assert contains each formatInteger join lookup parseInteger power single sort substringAfter substringBefore",
  "1 to 3": "formatNumber match pad split substring",
  "1 to Infinity": "zip",
  "2 to 2": "append filter hash map partition",
  "2 to 3": "reduce",
  "2 to 4": "replace",
  "3 to 3": "range",
});

/** JSONata's own functions that Step Functions does not have, and what stands in for each. */
export const jsonataReplacements: ReadonlyMap<string, string> = new Map([["eval", "parse"]]);

function table(names: Readonly<Record<string, string>>): ReadonlyMap<string, Arity> {
  const entries = Object.entries(names).flatMap(([arity, list]) => {
    const [min = 0, max = 0] = arity.split(" to ").map(Number);
    return list.split(" ").map((name) => [name, { min, max }] as const);
  });
  return new Map(entries);
}
