const plainName = 'verdict_session';
/** No other host, and nobody on plain http, can set a cookie of this name (RFC 6265bis, 4.1.3.2). */
const secureName = `__Host-${plainName}`;

/** What the browser kept; null where it sent none. */
export function readSessionCookie(header: string | undefined): string | null {
  if (header === undefined) return null;
  const cookies = header.split(';').map((cookie) => cookie.trim());
  for (const name of [secureName, plainName]) {
    const found = cookies.find((cookie) => cookie.startsWith(`${name}=`));
    if (found !== undefined) return found.slice(name.length + 1);
  }
  return null;
}

/** Kept until it ends; sent to this host alone, by its own pages alone, and shown to no script. */
export function sessionCookie(token: string, seconds: number, secure: boolean): string {
  const name = secure ? secureName : plainName;
  return [
    `${name}=${token}`,
    'Path=/',
    `Max-Age=${Math.max(0, Math.floor(seconds))}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ].join('; ');
}

/** Both, since nobody knows by which way they came. */
export function noSessionCookies(secure: boolean): readonly string[] {
  const plain = `${plainName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`;
  return secure ? [plain, `${secureName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure`] : [plain];
}

/** The browser knows best: behind a proxy that speaks TLS it says so in the Origin of what it posts. */
export function cameSecurely(protocol: string, origin: string | undefined): boolean {
  return protocol === 'https' || (origin?.toLowerCase().startsWith('https://') ?? false);
}
