import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, verifyNothing, verifyPassword } from './password-hash.ts';

test('a hash says how it was made, and is another each time', async () => {
  const [one, two] = await Promise.all([
    hashPassword('four unlikely words'),
    hashPassword('four unlikely words'),
  ]);
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword('four unlikely words', one)).toBe(true);
  expect(await verifyPassword('four unlikely word', one)).toBe(false);
  expect(await verifyPassword('', one)).toBe(false);
});

test('a hash with other costs is still understood', async () => {
  const salt = Buffer.from('sixteen bytes!!!');
  const hash = scryptSync('old password', salt, 32, { N: 1024, r: 8, p: 1 });
  const text = `$scrypt$ln=10,r=8,p=1$${salt.toString('base64').replace(/=+$/, '')}$${hash.toString('base64').replace(/=+$/, '')}`;
  expect(await verifyPassword('old password', text)).toBe(true);
  expect(await verifyPassword('new password', text)).toBe(false);
});

test('the same letters typed otherwise are the same password', async () => {
  const hashed = await hashPassword('caf\u00e9 au lait');
  expect(await verifyPassword('cafe\u0301 au lait', hashed)).toBe(true);
});

test('what is no hash matches nothing', async () => {
  for (const text of ['', 'x', '$scrypt$ln=15,r=8,p=3$$', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA']) {
    expect(await verifyPassword('', text)).toBe(false);
  }
  expect(await verifyNothing('x')).toBe(false);
});
