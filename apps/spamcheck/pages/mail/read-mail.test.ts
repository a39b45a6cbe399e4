import { describe, expect, it, test } from 'vitest';
import { bytesOfText } from './byte-text.ts';
import { decodeWords } from './headers.ts';
import { htmlToText } from './html-to-text.ts';
import { messageOfMail, readMail } from './read-mail.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll('\n', '\r\n'));

describe('an e-mail file', () => {
  it('gives subject, sender and text of a plain message', () => {
    const mail = readMail(
      utf8(
        'From: Ada <ada@example.org>\nSubject: Lunch\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nAt noon?\nA.\n',
      ),
    );
    expect(mail).toEqual({
      subject: 'Lunch',
      from: 'Ada <ada@example.org>',
      date: 'Mon, 1 Jan 2024 10:00:00 +0000',
      text: 'At noon?\nA.',
      attachments: [],
    });
    expect(mail && messageOfMail(mail)).toBe('Lunch\n\nAt noon?\nA.');
  });

  it('unfolds and decodes headers', () => {
    const mail = readMail(
      utf8(
        'From: =?utf-8?Q?J=C3=BCrgen?=\n =?utf-8?B?IE3DvGxsZXI=?= <j@example.org>\nSubject: =?iso-8859-1?Q?Gr=FC=DFe_aus?= K\u00f6ln\n\nHi',
      ),
    );
    expect([mail?.from, mail?.subject]).toEqual(['Jürgen Müller <j@example.org>', 'Grüße aus Köln']);
  });

  it('decodes base64 and quoted-printable in the charset that is named', () => {
    const base64 = readMail(
      utf8(
        'From: a\nTo: b\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\nV2luIGEg\n8J+PhiBub3c=\n',
      ),
    );
    expect(base64?.text).toBe('Win a 🏆 now');
    const printable = readMail(
      utf8(
        'From: a\nTo: b\nContent-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\nOnly =80 5 =\ntoday=2E\n',
      ),
    );
    expect(printable?.text).toBe('Only € 5 today.');
  });

  it('reads bytes of an unnamed or unknown charset as UTF-8, else as Windows wrote them', () => {
    expect(readMail(utf8('From: a\nTo: b\n\ncafé'))?.text).toBe('café');
    expect(
      readMail(bytesOfText('From: a\nTo: b\nContent-Type: text/plain; charset=x-unheard-of\n\ncaf\xe9 \x80'))
        ?.text,
    ).toBe('café €');
  });

  it('prefers plain text to HTML where it says something, and names what is attached', () => {
    const parts = (plain: string) =>
      `From: a\nSubject: s\nContent-Type: multipart/mixed; boundary=out\n\nfor old readers\n--out\nContent-Type: multipart/alternative; boundary="in;ner"\n\n--in;ner\nContent-Type: text/plain\n\n${plain}\n--in;ner\nContent-Type: text/html\n\n<p>Click <b>here</b> &amp; win</p>\n--in;ner--\n--out\nContent-Type: application/pdf; name="bill.pdf"\nContent-Disposition: attachment; filename="bill.pdf"\n\nJVBERi0=\n--out--\nafter`;
    const long = 'The minutes of yesterday’s meeting are attached, please read them.';
    expect(readMail(utf8(parts(long)))).toMatchObject({ text: long, attachments: ['bill.pdf'] });
    expect(readMail(utf8(parts(' ')))).toMatchObject({ text: 'Click here & win' });
  });

  it('reads a message inside a message', () => {
    const mail = readMail(
      utf8('From: a\nSubject: Fwd\nContent-Type: message/rfc822\n\nFrom: b\nSubject: Prize\n\nYou won'),
    );
    expect(mail?.text).toBe('Prize\n\nYou won');
  });

  test.each([
    ['nothing', ''],
    ['prose', 'Dear all, the meeting: is at noon.\n\nBest'],
    ['a table', 'label,text\nspam,Win now'],
    ['one header alone', 'Subject: hello\n\nhello'],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ])('is not what %s is', (_, text) => {
    expect(readMail(bytesOfText(text))).toBeNull();
  });

  const head = 'From: a\nTo: b\n';
  test.each([
    [
      'parts that hold themselves',
      `${head}Content-Type: multipart/mixed; boundary=x\n\n${'--x\nContent-Type: multipart/mixed; boundary=x\n\n'.repeat(2000)}`,
    ],
    ['a boundary that never comes', `${head}Content-Type: multipart/mixed; boundary=zzz\n\nhello`],
    ['no boundary', `${head}Content-Type: multipart/mixed\n\nhello`],
    ['a hundred thousand headers', `${head}${'X-A: b\n'.repeat(100_000)}\nhello`],
    ['a million dashes', `${head}Content-Type: multipart/mixed; boundary=-\n\n${'-'.repeat(1_000_000)}`],
    ['a million folded lines', `${head}Subject: s${'\n '.repeat(1_000_000)}\n\nhello`],
    [
      'a quote that never ends',
      `${head}Content-Type: text/plain; charset="${'\\"'.repeat(200_000)}\n\nhello`,
    ],
    ['broken base64', `${head}Content-Transfer-Encoding: base64\n\n%%%a=b=c=${'='.repeat(100_000)}`],
    ['broken encoded words', `${head}Subject: ${'=?utf-8?B?'.repeat(20_000)}\n\nhello`],
    [
      'a hundred thousand equals signs',
      `${head}Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(200_000)}`,
    ],
    ['every byte there is', `${head}\n${String.fromCharCode(...Array.from({ length: 256 }, (_, at) => at))}`],
  ])('is read in no time with %s', (_, text) => {
    const before = performance.now();
    const mail = readMail(bytesOfText(text));
    expect(mail).not.toBeNull();
    expect(mail?.text).not.toContain('\0');
    // A tenth of it, as a rule; a quadratic walk would take minutes.
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('encoded words', () => {
  test.each([
    ['plain', 'plain'],
    ['=?utf-8?q?a_b?=', 'a b'],
    ['=?utf-8?B?w6Q=?= =?utf-8?B?w7Y=?=', 'äö'],
    ['=?utf-8*de?Q?gr=C3=BCn?=', 'grün'],
    ['=?nonsense?Q?caf=C3=A9?=', 'café'],
    ['=?utf-8?B?broken', '=?utf-8?B?broken'],
  ])('%s', (value, text) => {
    expect(decodeWords(value)).toBe(text);
  });
});

describe('HTML as text', () => {
  test.each([
    ['<p>One</p><p>Two<br>Three</p>', 'One\n\nTwo\nThree'],
    ['<style>p{color:red}</style><script>alert(1)</script>Hello', 'Hello'],
    ['a<!-- <b>not</b> -->b', 'ab'],
    ['<a href="https://example.org/?a>b">Click</a> now', 'Click now'],
    ['3 < 4 and 5 > 4', '3 < 4 and 5 > 4'],
    ['&lt;b&gt; &amp; &#8364; &#x1F600; &nbsp;x &unknown; &#0;', '<b> & € 😀 x &unknown; �'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['<img src="x" alt="never closed', ''],
    ['<b title="never closed>bold</b> text', 'bold text'],
    ['<scr<script>ipt>alert(1)</script>', 'ipt>alert(1)'],
    ['<script>no end', ''],
    ['<P>İİİİİİ</P><STYLE>p{}</STYLE><B>Fırsat</B>', 'İİİİİİ\nFırsat'],
  ])('%s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test.each([
    ['open tags', '<'.repeat(200_000)],
    ['divs without an end', '<div>'.repeat(100_000)],
    ['quotes without an end', '<a b="'.repeat(20_000)],
    ['comments without an end', '<!--'.repeat(100_000)],
    ['ampersands', '&'.repeat(200_000)],
    ['blanks', `a${' '.repeat(300_000)}b`],
    ['scripts without an end', '<script>'.repeat(100_000)],
  ])('takes no time over %s', (_, html) => {
    const before = performance.now();
    htmlToText(html);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
