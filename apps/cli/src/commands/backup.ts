import { existsSync } from 'node:fs';
import { Refusal } from '@verdict/engine';
import { assertWritable } from '@verdict/engine/models';
import { download } from '../record/download.ts';
import { type Around, withRecord } from '../record/with-record.ts';
import { fileSize } from '../terminal/numbers.ts';
import { progressOf } from '../terminal/progress.ts';
import { speaker } from '../terminal/say.ts';

/** A backup that is there is never written over: it may be the last good one. */
export async function runBackup(out: string, around: Around): Promise<void> {
  await assertWritable(out);
  if (existsSync(out)) throw new Refusal(`${out} is there already; give another name with --out.`);
  const bytes = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ backup: 'backing up' });
    try {
      progress.update('backup', null);
      const reply = await client.backup();
      return await download(reply, { path: out, sha256: null, signal: around.signal, what: 'the backup' });
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  if (around.json) say.json({ path: out, bytes });
  else {
    say.line(`${say.paint(['bold', 'green'], out)}  ${fileSize(bytes)}`);
    say.line(
      `${say.paint('dim', 'to see that it is good:')} VERDICT_HOME=./elsewhere verdict restore ${out}`,
    );
  }
}
