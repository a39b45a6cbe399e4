import { Refusal } from '@verdict/engine';
import { type Around, withRecord } from '../record/with-record.ts';
import { count, fileSize } from '../terminal/numbers.ts';
import { progressOf } from '../terminal/progress.ts';
import { speaker } from '../terminal/say.ts';
import { parseSpan } from '../terminal/times.ts';

export async function runGc(
  { dryRun, olderThan }: { readonly dryRun: boolean; readonly olderThan: string | null },
  around: Around,
): Promise<void> {
  const age = olderThan === null ? null : parseSpan(olderThan);
  if (olderThan !== null && age === null)
    throw new Refusal(`--older-than is ${JSON.stringify(olderThan)}; give a span, as 1d, 12h or 2w.`);
  const found = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ gc: 'looking through' });
    try {
      progress.update('gc', null);
      return await client.gc({ dry_run: dryRun, ...(age !== null && { older_than_ms: age }) });
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  if (around.json) {
    say.json(found);
    return;
  }
  const { blobs, bytes } = found;
  const what = `${count(blobs)} ${blobs === 1 ? 'blob' : 'blobs'}, ${fileSize(bytes)}`;
  if (blobs === 0) say.line('Nothing to remove: everything that is kept is on record, or too new to say.');
  else say.line(dryRun ? `Would remove ${what}.` : `Removed ${what}.`);
}
