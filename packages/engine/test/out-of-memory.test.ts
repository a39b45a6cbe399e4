import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const engine = new URL('../src/index.ts', import.meta.url).href;

test('rows that memory does not hold are refused, and the process goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdict-memory-'));
  const path = join(folder, 'large.csv');
  const rows = Array.from({ length: 1_000_000 }, (_, row) => `film number ${row},${row % 2}`);
  writeFileSync(path, `text,label\n${rows.join('\n')}\n`);
  const request = {
    files: [{ path, name: 'large.csv', text: null, label: null }],
    before: null,
    out: join(folder, 'frozen.jsonl.gz'),
  };
  const program = `
    import { runInEngine } from ${JSON.stringify(engine)};
    const options = { signal: new AbortController().signal, onEvent: () => {} };
    const refused = await runInEngine('freeze', ${JSON.stringify(request)}, options).catch((error) => error);
    console.log(refused.name, refused.message);
  `;
  const script = join(folder, 'freeze.mjs');
  writeFileSync(script, program);
  try {
    const args = ['--max-old-space-size=48', script];
    const said = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(said).toMatch(/^Refusal The rows take more memory than Node gives/);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
