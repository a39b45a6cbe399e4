import { Refusal } from '@verdict/engine';
import { type Around, withRecord } from '../record/with-record.ts';
import { gcLines } from '../report/gc-lines.ts';
import { progressOf } from '../terminal/progress.ts';
import { speaker } from '../terminal/say.ts';
import { parseSpan } from '../terminal/times.ts';

interface GcOptions {
  readonly dryRun: boolean;
  readonly deletedFor: string | null;
  readonly olderThan: string | null;
}

export async function runGc({ dryRun, deletedFor, olderThan }: GcOptions, around: Around): Promise<void> {
  const deletedForMs = spanOf('--deleted-for', deletedFor);
  const olderThanMs = spanOf('--older-than', olderThan);
  const found = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ gc: 'looking through' });
    try {
      progress.update('gc', null);
      return await client.gc({
        dry_run: dryRun,
        ...(deletedForMs !== null && { deleted_for_ms: deletedForMs }),
        ...(olderThanMs !== null && { older_than_ms: olderThanMs }),
      });
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  if (around.json) say.json(found);
  else for (const line of gcLines(found)) say.line(line);
}

function spanOf(option: string, text: string | null): number | null {
  const span = text === null ? null : parseSpan(text);
  if (text === null || span !== null) return span;
  throw new Refusal(`${option} is ${JSON.stringify(text)}; give a span, as 1d, 12h or 2w.`);
}
