/**
 * Makes the shipped models from the public data sets, or with --check makes them again elsewhere and compares
 * the bytes. The data is not part of the repository: give its folder with --data.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

interface Shipped {
  readonly file: string;
  readonly data: string;
  readonly options: readonly string[];
}

const shipped: readonly Shipped[] = [
  {
    file: 'sentiment-en-1.verdict',
    data: 'imdb/train.csv.gz',
    options: ['--recipe', 'nb-views', '--holdout', '0', '--size', '6MB'],
  },
  {
    file: 'spam-en-1.verdict',
    data: 'sms/train.tsv',
    options: ['--recipe', 'word-char', '--holdout', '0', '--size', '6MB'],
  },
];

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: resolve(import.meta.dirname, '../../shared/data') },
    check: { type: 'boolean', default: false },
  },
});

if (!existsSync(values.data)) {
  console.error(`There is no folder ${values.data}; give the one with imdb/ and sms/ as --data FOLDER.`);
  process.exit(1);
}
const launcher = resolve(import.meta.dirname, '../apps/cli/bin/verdict.js');
const folder = values.check ? mkdtempSync(join(tmpdir(), 'verdict-models-')) : import.meta.dirname;
let different = 0;
for (const { file, data, options } of shipped) {
  const out = join(folder, file);
  const command = ['train', '--data', join(values.data, data), ...options, '--seed', '42', '--out', out];
  const { status } = spawnSync(process.execPath, [launcher, ...command], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  if (!values.check) continue;
  const same = readFileSync(out).equals(readFileSync(join(import.meta.dirname, file)));
  console.log(
    same ? `${file}: the same bytes` : `${file}: the bytes differ; run \`npm run models\` and commit it`,
  );
  if (!same) different++;
}
if (values.check) rmSync(folder, { recursive: true });
process.exit(different > 0 ? 1 : 0);
