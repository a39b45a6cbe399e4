import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 3: one of the settings that OWASP names as equal. It takes 32 MiB
 * (128 N r bytes) and some 0.3 s of a core. N = 2^17 with p = 1 is as dear to an attacker, and four sign-ins at once
 * would take half a gigabyte of a small server.
 */
const usual: Cost = { ln: 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;

/** Exponent of N, block size, parallelisation. */
interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** As in the PHC string format: `$scrypt$ln=15,r=8,p=3$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, usual, hashBytes);
  return `$scrypt$ln=${usual.ln},r=${usual.r},p=${usual.p}$${base64(salt)}$${base64(hash)}`;
}

export async function verifyPassword(password: string, hashed: string): Promise<boolean> {
  const parts = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
    hashed,
  );
  if (!parts) return false;
  const [, ln, r, p, salt, hash] = parts;
  const expected = Buffer.from(hash, 'base64');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64'), cost, expected.length);
  return timingSafeEqual(given, expected);
}

/** Costs what a check costs, so that the time of an answer does not tell whether there is such an account. */
export async function verifyNothing(password: string): Promise<false> {
  await derive(password, Buffer.alloc(saltBytes), usual, hashBytes);
  return false;
}

function derive(password: string, salt: Buffer, { ln, r, p }: Cost, bytes: number): Promise<Buffer> {
  const N = 2 ** ln;
  // The same word typed on another keyboard may come in other code points.
  const typed = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, bytes, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
