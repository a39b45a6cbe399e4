import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../src/index.ts';
import { rules } from '../src/judge/judgement.ts';
import { promotionRate } from '../src/judge/testing/promotion-rate.ts';

const page = readFileSync(new URL('../../../docs/judge.md', import.meta.url), 'utf8');

/** Cells of the rows of the table under a heading. */
function table(heading: string): readonly (readonly string[])[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('the page docs/judge.md', () => {
  test('has every rule once, and no other', () => {
    expect(table('What it asks').map(([rule]) => rule)).toEqual(rules);
  });

  test('has every field of the policy with its default', () => {
    const told = Object.fromEntries(table('The policy').map(([field, value]) => [field, JSON.parse(value)]));
    expect(told).toEqual(defaultPolicy);
  });

  /** Of the 500 draws behind the page these are the first, so the only difference is their number. */
  const drawsOf = (rows: number): number => (rows > 2000 ? 12 : 40);
  const told = table('How often it errs').map(([rows, discordant, difference, promoted]) => ({
    line: `${promoted} where ${difference} points lie between them, on ${rows} rows of which ${discordant} % differ`,
    rows: Number(rows.replace(',', '')),
    discordant: Number(discordant) / 100,
    difference: Number(difference.replace('−', '-')) / 100,
    promoted: Number(promoted.replace(' %', '')) / 100,
  }));

  test('tells rates of both kinds of error', () => {
    expect(told.some(({ difference }) => difference === 0)).toBe(true);
    expect(told.some(({ difference }) => difference === -0.02)).toBe(true);
  });

  test.each(told)('promotes $line', ({ line: _, promoted, ...rivals }) => {
    const draws = drawsOf(rivals.rows);
    const error = Math.sqrt(Math.max(promoted * (1 - promoted), 0.01) / draws);
    expect(Math.abs(promotionRate(rivals, draws) - promoted)).toBeLessThan(3 * error);
  });
});
