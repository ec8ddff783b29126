import type { Field, MapState, Parallel, Retrier, Task } from "../asl/model.ts";
import { maxStandardSeconds } from "../data/prices.ts";

/** `MaxAttempts` where it is not written. https://states-language.net/#retrying-after-error */
const DEFAULT_ATTEMPTS = 3;

/**
 * How often a state is attempted at most: each retrier keeps its own count. `undefined` where only deployment knows.
 */
export function attemptsOf({ retry, handlersOpen }: Task | Parallel | MapState): number | undefined {
  if (handlersOpen) return undefined;
  let attempts = 1;
  for (const retrier of retry) {
    const more = moreAttempts(retrier);
    if (more === undefined) return undefined;
    attempts += Math.max(0, more);
  }
  return attempts;
}

/** How many attempts a retrier adds at most. */
export function moreAttempts({ maxAttempts }: Retrier): number | undefined {
  return valueOr(maxAttempts, DEFAULT_ATTEMPTS);
}

/** Seconds that all attempts wait for one another at most, as far as they are literal; a year where they are longer. */
export function retryDelay({ retry }: Task | Parallel | MapState): number {
  const total = retry.reduce((sum, retrier) => sum + delayOf(retrier), 0);
  return Math.min(total, maxStandardSeconds);
}

/** Seconds that the attempts of a retrier wait for one another at most; 0 where they are not literal. */
export function delayOf(retrier: Retrier): number {
  const attempts = moreAttempts(retrier);
  const first = valueOr(retrier.intervalSeconds, 1);
  const rate = valueOr(retrier.backoffRate, 2);
  const cap = valueOr(retrier.maxDelaySeconds, Number.POSITIVE_INFINITY);
  if (attempts === undefined || first === undefined || rate === undefined || cap === undefined) return 0;
  if (first <= 0 || attempts <= 0) return 0;
  if (first >= cap) return attempts * cap;
  if (rate <= 1) return attempts * first;
  const growing = Math.min(attempts, Math.ceil(Math.log(cap / first) / Math.log(rate)));
  const grown = (first * (rate ** growing - 1)) / (rate - 1);
  return growing < attempts ? grown + (attempts - growing) * cap : grown;
}

/** The value of a field, the default where it is not written, `undefined` where only deployment knows it. */
export function valueOr(field: Field<number> | undefined, otherwise: number): number | undefined {
  return field === undefined ? otherwise : field.value;
}
