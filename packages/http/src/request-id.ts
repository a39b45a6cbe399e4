export const requestIdHeader = 'x-request-id';

/** As long as a W3C trace id with its dashes, twice over; safe in a header, a log line and a file name. */
const acceptable = /^[A-Za-z0-9._-]{1,128}$/;

/** The caller's own id where it is one, so that both sides' logs meet; anything else is replaced, never repeated. */
export function requestIdOf(given: string | string[] | undefined, makeId: () => string): string {
  return typeof given === 'string' && acceptable.test(given) ? given : makeId();
}
