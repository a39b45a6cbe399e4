/** What a request shows to say who asks. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly secret: string }
  | { readonly kind: 'password'; readonly name: string; readonly password: string }
  | { readonly kind: 'process'; readonly token: string; readonly actor: string }
  | { readonly kind: 'unreadable' };

/**
 * `Bearer KEY`, `Basic NAME:PASSWORD`, and `Basic ANYTHING:KEY` for clients that know only names and passwords. No
 * password looks like a key: 256 random bits behind `vk_` are not made up by a person.
 */
export function readAuthorization(header: string | undefined): Credentials {
  if (header === undefined) return { kind: 'none' };
  const [scheme, value = '', ...more] = header.trim().split(/ +/);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return more.length === 0 && value !== '' ? { kind: 'key', secret: value } : { kind: 'unreadable' };
    case 'basic':
      return more.length === 0 ? readBasic(value) : { kind: 'unreadable' };
    case 'process':
      return more.length === 1
        ? { kind: 'process', token: value, actor: Buffer.from(more[0], 'base64url').toString() }
        : { kind: 'unreadable' };
    default:
      return { kind: 'unreadable' };
  }
}

function readBasic(value: string): Credentials {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return { kind: 'unreadable' };
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return { kind: 'unreadable' };
  const password = text.slice(colon + 1);
  if (password.startsWith('vk_')) return { kind: 'key', secret: password };
  return { kind: 'password', name: text.slice(0, colon), password };
}
