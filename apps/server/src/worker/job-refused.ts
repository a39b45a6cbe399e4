/** What trying again cannot change. */
export class JobRefused extends Error {
  readonly canRetry = false;
}
