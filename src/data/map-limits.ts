/*
 * How much of a Map runs at once.
 * Sources: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 * and https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
 */

/** Iterations of an inline Map, about. */
export const maxIterationsAtOnce = 40;

/** Child executions of a distributed Map. */
export const maxChildrenAtOnce = 10_000;
