import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: they are not guessed, and their hash gives nothing away. */
const tokenBytes = 32;

export function createSessionToken(): { readonly token: string; readonly sha256: string } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, sha256: hashOfToken(token) };
}

/** Null where it is no token of ours at all, so that nothing is asked of the database. */
export function parseSessionToken(token: string): string | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? hashOfToken(token) : null;
}

function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
