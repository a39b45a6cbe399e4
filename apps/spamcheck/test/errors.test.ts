import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { spamcheckErrorCodes, spamcheckErrors } from '../src/errors.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const section = page.split('\n## Spam check\n')[1]?.split('\n## ')[0] ?? '';
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/errors.md', () => {
  test('lists what Spam check has, in its order, and nothing else', () => {
    expect(rows.map(([code]) => code.replaceAll('`', ''))).toEqual([...spamcheckErrorCodes]);
  });

  test('gives each code the status and the retry that it has', () => {
    for (const [cell, status, retry, meaning, remedy] of rows) {
      const kind = spamcheckErrors[cell.replaceAll('`', '') as keyof typeof spamcheckErrors];
      expect([cell, status, retry]).toEqual([
        cell,
        kind.status === null ? 'at start' : String(kind.status),
        kind.canRetry ? 'yes' : 'no',
      ]);
      expect([meaning, remedy]).not.toContain('');
    }
  });
});
