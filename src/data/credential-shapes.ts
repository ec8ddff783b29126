/*
 * What credentials look like that say themselves what they are.
 * As of 2026-11-26. Sources stand with each; those of headers and keys are RFC 6750, 7468, 7515 and 7617.
 */

/** A credential that is told by its text alone. */
export interface CredentialShape {
  /** What it is, as a message says it. */
  readonly what: string;
  /** Group 1 is the part that may be shown; with the flag `g`. A null character stands where only deployment knows. */
  readonly pattern: RegExp;
}

export const credentialShapes: readonly CredentialShape[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  { what: "an access key of AWS", pattern: /(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g },
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  { what: "a token of GitHub", pattern: /\b(gh[pousr]_|github_pat_)[A-Za-z0-9_]{22,}/g },
  // https://docs.slack.dev/authentication/tokens
  { what: "a token of Slack", pattern: /\b(xox[abeprs]-|xapp-)[A-Za-z0-9-]{10,}/g },
  // https://docs.stripe.com/keys
  { what: "a live key of Stripe", pattern: /\b([sr]k_live_)[A-Za-z0-9]{16,}/g },
  // https://docs.cloud.google.com/docs/authentication/api-keys
  { what: "an API key of Google", pattern: /(?<![\w-])(AIza)[\w-]{35}(?![\w-])/g },
  { what: "a private key", pattern: /(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----)/g },
  { what: "a signed token", pattern: /(?<![\w-])(eyJ)[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g },
  { what: "a bearer token", pattern: /\b(Bearer )(?=[\w.~+/-]*\d)[\w.~+/-]{16,}=*/g },
  { what: "a name and password in Base64", pattern: /^(Basic )[A-Za-z0-9+/]{8,}={0,2}$/g },
  { what: "a password in a URL", pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"{}\0]+:)[^\s/@'"{}\0]{3,}@/g },
];

/** What every text holds that has one of the shapes: most texts have none, and this is asked first. */
export const credentialMark =
  /AKIA|ASIA|gh[pousr]_|github_pat_|xox[abeprs]-|xapp-|k_live_|AIza|PRIVATE KEY|eyJ|Bearer |Basic |:\/\//;

/** The last words of names of fields that hold a credential, in small letters. */
export const credentialNames: ReadonlySet<string> = new Set([
  "access key",
  "access token",
  "api key",
  "apikey",
  "auth token",
  "authorization",
  "client secret",
  "passphrase",
  "passwd",
  "password",
  "private key",
  "pwd",
  "secret",
  "secret key",
  "secret string",
  "secret value",
  "signing key",
  "subscription key",
  "token",
]);

/** Words before `token` in the names of what is no credential: marks of a page, of a request, of a place in a text. */
export const plainTokens: ReadonlySet<string> = new Set([
  "client",
  "continuation",
  "cursor",
  "dedup",
  "deduplication",
  "device",
  "end",
  "idempotency",
  "idempotent",
  "lock",
  "next",
  "page",
  "pagination",
  "push",
  "request",
  "resume",
  "scroll",
  "start",
  "starting",
  "stop",
  "sync",
  "task",
  "update",
]);
