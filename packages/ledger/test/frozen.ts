import { gzipSync } from 'node:zlib';
import { rowsHash } from '@verdict/files';
import type { FrozenFacts } from '../src/index.ts';

export type Row = readonly [text: string, label: string];

const spread = { min: 1, p10: 1, median: 1, p90: 1, max: 1, mean: 1 };

/** A frozen file of these rows, and what freezing would say of it. */
export function frozenOf(rows: readonly Row[]): { readonly frozen: FrozenFacts; readonly file: Buffer } {
  const hash = rowsHash();
  const counts = new Map<string, number>();
  for (const [text, label] of rows) {
    hash.add(text, label);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const lines = rows.map(([text, label]) => `${JSON.stringify({ text, label, source: 'test.csv' })}\n`);
  return {
    frozen: {
      rowsSha256: hash.digest(),
      rows: rows.length,
      classes: [...counts].map(([label, rows]) => ({ label, rows })),
      profile: { characters: spread, words: spread, distinctTexts: 1, topWords: [] },
      findings: [{ kind: 'imbalance', severity: 'warn', message: 'a NUL \0 and half \ud800 a pair' }],
      sources: [{ name: 'test.csv', format: 'csv', bytes: 1, sha256: '0'.repeat(64), rows: rows.length }],
    },
    file: gzipSync(lines.join('')),
  };
}
