import { createHash, type Hash, hash } from 'node:crypto';

/** In one go, for bytes that are at hand: a third of what a hasher object costs on small files. */
export function md5Of(bytes: Uint8Array): string {
  return hash('md5', bytes, 'hex');
}

export function md5Hasher(): Hash {
  return createHash('md5');
}
