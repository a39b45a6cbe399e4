import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const idLetters = 'abcdefghijklmnopqrstuvwxyz234567';
const idLength = 12;
const secretBytes = 32;

export interface KeySecret {
  readonly id: string;
  /** SHA-256 of the secret part, in hex. */
  readonly sha256: string;
}

/** `vk_`, 12 characters by which the key is found, and 256 random bits: `vk_k3mz7q2hx5tw_2pY…`. */
export function createKeySecret(): KeySecret & { readonly secret: string } {
  // 32 letters: every byte's low five bits are one, without a bias.
  const id = Array.from(randomBytes(idLength), (byte) => idLetters[byte & 31]).join('');
  const random = randomBytes(secretBytes).toString('base64url');
  return { id, secret: `vk_${id}_${random}`, sha256: hashed(random) };
}

/** Null where it is no key of ours at all. */
export function parseKeySecret(secret: string): KeySecret | null {
  const parts = /^vk_([a-z2-7]{12})_([A-Za-z0-9_-]{43})$/.exec(secret);
  return parts ? { id: parts[1], sha256: hashed(parts[2]) } : null;
}

export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashed(random: string): string {
  return createHash('sha256').update(random).digest('hex');
}
