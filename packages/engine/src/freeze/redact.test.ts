import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redaction } from './redact.ts';

describe('redaction', () => {
  it.each([
    ['Write to ada.l+film@mail.example.org, please', 'Write to EMAILADDRESS, please'],
    ['жду на почта@пример.рф', 'жду на EMAILADDRESS'],
    ['Call +44 20 7946 0958 now', 'Call PHONENUMBER now'],
    ['ring (030) 901820-22 or 08001234567!', 'ring PHONENUMBER or PHONENUMBER!'],
    ['card 4111 1111 1111 1111 was charged', 'card CARDNUMBER was charged'],
    ['pay GB82 WEST 1234 5698 7654 32 today', 'pay BANKACCOUNT today'],
    ['seen from 192.168.10.254 twice', 'seen from IPADDRESS twice'],
  ])('replaces in %j', (text, expected) => {
    expect(redaction().redact(text)).toBe(expected);
  });

  it.each([
    'It ran from 1999 to 2001 and cost 12,500,000 dollars',
    'rated 9.5/10 @ home',
    'version 1.2.3.4.5 and 300.1.1.1',
    'DE00 ABCD EFGH IJKL is no account',
    'an @ alone, a+b, 50% off',
  ])('leaves %j as it is', (text) => {
    const { redact, summary } = redaction();
    expect([redact(text), summary()]).toEqual([text, null]);
  });

  it('says how much of what it replaced', () => {
    const { redact, summary } = redaction();
    for (const text of ['a@b.example and c@d.example', 'nothing here', '+44 20 7946 0958']) redact(text);
    expect(summary()).toBe('2 texts had personal data replaced: 2 e-mail addresses, 1 phone number.');
  });

  it('finds nothing more in what it has redacted', () => {
    const piece = fc.constantFrom(
      'a@b.example',
      '+44 20 7946 0958',
      '4111111111111111',
      ' ',
      '.',
      '-',
      'x',
      '7',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redaction().redact(pieces.join(' '));
        expect(redaction().redact(once)).toBe(once);
      }),
    );
  });

  it.each(['1', '1 ', 'a.', 'a@', '(1', 'GB82 ', '1.'])('takes time linear in a text of many %j', (piece) => {
    const text = piece.repeat(200_000);
    const started = performance.now();
    redaction().redact(text);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
