/** What was found by reading, case by case. */
export const expected: {
  /** Why a case does not fare as its label says, by set and name. */
  readonly departures: Readonly<Record<string, string>>;
  /** The rules that refuse a definition for what is wrong with it, by name in the set `invalid`. */
  readonly reasons: Readonly<Record<string, readonly string[]>>;
} = { departures: {}, reasons: {} };
