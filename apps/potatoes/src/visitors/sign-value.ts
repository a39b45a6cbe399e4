import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signer {
  readonly sign: (value: unknown) => string;
  /** Null where it is not one that was signed here for this purpose. */
  readonly read: (signed: string | undefined) => unknown;
}

/** Longer ones were not made here. */
const longestSigned = 1000;

/** Values that a browser keeps and cannot change: HMAC-SHA-256 over the purpose and the value, compared in constant time. */
export function createSigner(secret: string, purpose: string): Signer {
  const macOf = (payload: string): Buffer =>
    createHmac('sha256', secret).update(`${purpose}\n${payload}`).digest();
  return {
    sign: (value) => {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${payload}.${macOf(payload).toString('base64url')}`;
    },
    read: (signed) => {
      if (signed === undefined || signed.length > longestSigned) return null;
      const [payload, mac, ...more] = signed.split('.');
      if (mac === undefined || more.length > 0) return null;
      const given = Buffer.from(mac, 'base64url');
      const right = macOf(payload);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    },
  };
}
