import { readFileSync } from 'node:fs';
import { dbErrorCodes } from '@verdict/db';
import { filesErrorCodes } from '@verdict/files';
import { learnErrorCodes } from '@verdict/learn';
import { ledgerErrorCodes, ledgerErrors } from '@verdict/ledger';
import { serveErrorCodes, serveErrors } from '@verdict/serve';
import { ledgerErrorKinds, serveErrorKinds, serverErrorCodes, serverErrors } from '@verdict/server';
import { describe, expect, test } from 'vitest';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const overHttp = serverErrorCodes.filter((code) => serverErrors[code].status !== null);
const atStart = serverErrorCodes.filter((code) => serverErrors[code].status === null);

/** The rows of the table under a heading, as cells. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('docs/errors.md', () => {
  test.each([
    ['Server', overHttp, 5],
    ['Serving', serveErrorCodes, 5],
    ['Start of the server', atStart, 4],
    ['Learning', learnErrorCodes, 3],
    ['Files', filesErrorCodes, 3],
    ['Ledger', ledgerErrorCodes, 5],
    ['Database', dbErrorCodes, 3],
  ])('lists under %s what the code has, in its order, and nothing else', (heading, codes, columns) => {
    const rows = tableUnder(heading);
    expect(rows.map(([code]) => code.replaceAll('`', ''))).toEqual([...codes]);
    for (const cells of rows) {
      expect(cells).toHaveLength(columns);
      for (const cell of cells) expect(cell).not.toBe('');
    }
  });

  test('gives each code the status and the retry that the server gives', () => {
    for (const [code, status, retry] of tableUnder('Server')) {
      const kind = serverErrors[code.replaceAll('`', '') as keyof typeof serverErrors];
      expect([code, status, retry]).toEqual([code, String(kind.status), kind.canRetry ? 'yes' : 'no']);
    }
  });

  test('gives each code of the ledger the status and the retry that it has over HTTP', () => {
    for (const [cell, status, retry] of tableUnder('Ledger')) {
      const code = cell.replaceAll('`', '') as keyof typeof ledgerErrors;
      const canRetry = ledgerErrors[code].canRetry ? 'yes' : 'no';
      expect([code, status, retry]).toEqual([code, String(ledgerErrorKinds[code].status), canRetry]);
    }
  });

  test('gives each code of serving the status and the retry that it has over HTTP', () => {
    for (const [cell, status, retry] of tableUnder('Serving')) {
      const code = cell.replaceAll('`', '') as keyof typeof serveErrors;
      const canRetry = serveErrors[code].canRetry ? 'yes' : 'no';
      expect([code, status, retry]).toEqual([code, String(serveErrorKinds[code].status), canRetry]);
    }
  });

  test('no code means two things', () => {
    const codes: readonly string[] = [
      ...serverErrorCodes,
      ...serveErrorCodes,
      ...learnErrorCodes,
      ...filesErrorCodes,
      ...ledgerErrorCodes,
      ...dbErrorCodes,
    ];
    // A full disk is one thing, whoever meets it.
    const all = codes.filter((code) => code !== 'DISK_FULL');
    expect(new Set(all).size).toBe(all.length);
  });
});
