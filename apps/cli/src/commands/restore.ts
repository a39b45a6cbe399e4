import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { WrongUsage } from '@verdict/engine';
import { readConfig, restoreWorkspace } from '@verdict/server';
import { assertFile } from '../record/add-file.ts';
import type { Around } from '../record/with-record.ts';
import { count, fileSize } from '../terminal/numbers.ts';
import { progressOf } from '../terminal/progress.ts';
import { speaker } from '../terminal/say.ts';
import { moment, withIsoTimes } from '../terminal/times.ts';

/** Only where the workspace itself is: a server that has it open would not know what became of its tables. */
export async function runRestore(file: string, around: Around): Promise<void> {
  const { env, signal, json } = around;
  if (env.VERDICT_URL)
    throw new WrongUsage('A restore is done where the workspace is; unset VERDICT_URL and set VERDICT_HOME.');
  await assertFile(file, 'a file that verdict backup wrote');
  const config = readConfig(env);
  const progress = progressOf({ restore: 'restoring' });
  progress.update('restore', null);
  const restored = await restoreWorkspace(config, createReadStream(file), { signal }).finally(progress.end);
  const say = speaker(around);
  const home = config.databaseUrl === null ? resolve(config.home) : 'the database';
  if (json) {
    const { createdMs, ...counts } = restored;
    say.json({ home, ...(withIsoTimes({ created_ms: createdMs }) as object), ...counts });
    return;
  }
  const { rows, tables, blobs, bytes, createdMs } = restored;
  say.line(
    `${say.paint(['bold', 'green'], home)}  ${count(rows)} rows in ${tables} tables, ${count(blobs)} blobs of ${fileSize(bytes)}`,
  );
  say.line(say.paint('dim', `  as it was on ${moment(createdMs)}`));
}
