/** A mistake in arguments or configuration; its message names the mistake and the way out. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
