/** `localhost`, 127.0.0.0/8 and ::1: addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(host);
}

/** As it stands in a URL: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
