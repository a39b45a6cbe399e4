import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { potatoesErrorCodes, potatoesErrors } from '../src/errors.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const section = page.split('\n## Rotten Potatoes\n')[1]?.split('\n## ')[0] ?? '';
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const folder = join(import.meta.dirname, '../src');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('errors.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('the errors of Rotten Potatoes', () => {
  test('stand in docs/errors.md as the code has them, in its order, and no others', () => {
    expect(rows.map(([code, status, retry]) => [code.replaceAll('`', ''), status, retry])).toEqual(
      potatoesErrorCodes.map((code) => {
        const { status, canRetry } = potatoesErrors[code];
        return [code, status === null ? '–' : String(status), canRetry ? 'yes' : 'no'];
      }),
    );
    for (const cells of rows) {
      expect(cells).toHaveLength(5);
      for (const cell of cells) expect(cell).not.toBe('');
    }
  });

  test.each(potatoesErrorCodes)('%s is said somewhere', (code) => expect(sources).toContain(`'${code}'`));
});
