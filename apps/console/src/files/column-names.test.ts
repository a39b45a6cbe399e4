import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLabelledRows } from '@verdict/files';
import { describe, expect, test } from 'vitest';
import { guessColumns } from './column-names.ts';

const headers = [
  'review,sentiment',
  'Review_Text,Class Label',
  'id,text,label',
  'words,label',
  'text,verdict',
  'a,b',
  'text,message,label',
  'text,label,category',
  'sms,v1,v2',
];

describe('the columns that are guessed', () => {
  test.each(headers)('are those that the server takes: %s', async (header) => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-columns-'));
    try {
      const names = header.split(',');
      const path = join(folder, 'rows.csv');
      const row = names.map((name) => `of ${name}`).join(',');
      await writeFile(path, `${header}\n${row}\n${row}\n`);
      const taken = await readLabelledRows(path).then(
        ({ texts, labels }) => [texts[0], labels?.[0]],
        () => null,
      );
      const { text, label } = guessColumns(names);
      expect(text !== null && label !== null ? [`of ${text}`, `of ${label}`] : null).toEqual(taken);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
