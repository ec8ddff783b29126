/** A mistake in arguments or configuration; its message names the mistake and the way out. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Whether an error is such a mistake; by name, as what is loaded lazily has a class of its own. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === "UsageError";
}
