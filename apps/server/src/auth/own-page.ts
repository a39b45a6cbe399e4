export interface AskedByCookie {
  readonly method: string;
  /** Known to be this server's where it is there: every request from another origin is refused before. */
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, which browsers send on https and localhost. */
  readonly fetchSite: string | undefined;
  readonly contentType: string | undefined;
}

/** A form can send three types without asking (the Fetch standard’s safelist), and neither of these. */
const unaskable = ['application/json', 'application/octet-stream'];

/**
 * A cookie goes along with whatever the browser is made to send, so what changes something must have been sent by a
 * page of ours: browsers give the Origin of everything that is not GET or HEAD, and no form makes these types.
 */
export function judgeOwnPage({
  method,
  origin,
  fetchSite,
  contentType,
}: AskedByCookie): 'own' | 'origin' | 'type' {
  if (method === 'GET' || method === 'HEAD') return 'own';
  if (origin === undefined || (fetchSite !== undefined && fetchSite !== 'same-origin')) return 'origin';
  if (contentType === undefined) return 'own';
  const type = contentType.split(';', 1)[0].trim().toLowerCase();
  return unaskable.includes(type) ? 'own' : 'type';
}
