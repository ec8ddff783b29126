/*
 * Limits of names and the characters they must not hold, as of November 2026. AWS refused 81 and 41 characters and took
 * 80 and 40 when it was asked; the characters are those of its documentation.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */

export const maxStateName = 80;
export const maxMachineName = 80;
export const maxLabel = 40;

/** A character that no label of a distributed Map holds. */
export const notInLabel: RegExp = /[\s\p{Cc}?*<>{}[\]:;,\\|^~$#%&`"]/u;

/** A character that no name of a state machine holds. */
export const notInMachineName: RegExp = /[\s\p{Cc}?*<>{}[\]"#%\\^|~`$&,;:/]/u;

/**
 * The length that a limit is compared with. Nobody says what AWS counts, so of UTF-16 units and characters it is the
 * smaller one, characters.
 */
export function lengthOf(name: string): number {
  let length = 0;
  for (const _ of name) length++;
  return length;
}
