import { expect, test } from 'vitest';
import { createSigner } from './sign-value.ts';

const secret = 'a secret of thirty-two characters';

test('a signed value comes back, and any other text does not', () => {
  const signer = createSigner(secret, 'visitor');
  const signed = signer.sign({ id: 'x', name: 'Zoë 🥔' });
  expect(signer.read(signed)).toEqual({ id: 'x', name: 'Zoë 🥔' });
  const [payload, mac] = signed.split('.');
  const other = Buffer.from(JSON.stringify({ id: 'y', name: null })).toString('base64url');
  for (const forged of [
    undefined,
    '',
    '.',
    payload,
    `${payload}.`,
    `${other}.${mac}`,
    `${signed}.${mac}`,
    `${payload}.${mac.slice(0, -2)}`,
    'x'.repeat(5000),
  ]) {
    expect(signer.read(forged)).toBeNull();
  }
});

test('what was signed for one purpose, or with another secret, is none', () => {
  const signed = createSigner(secret, 'visitor').sign({ endsMs: 1 });
  expect(createSigner(secret, 'moderator').read(signed)).toBeNull();
  expect(createSigner(`${secret}!`, 'visitor').read(signed)).toBeNull();
});
