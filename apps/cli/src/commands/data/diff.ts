import { Refusal } from '@verdict/engine';
import { dataNumber, type Reference, recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { diffLines } from '../../report/dataset-lines.ts';
import { progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';

export async function diffData(
  asked: { readonly from: string; readonly to: string | null },
  around: Around,
): Promise<void> {
  const from = recordArgument(asked.from, 'dataset');
  const to = asked.to === null ? { name: from.name, version: null } : recordArgument(asked.to, 'dataset');
  if (from.name !== to.name) {
    throw new Refusal(
      `${from.name} and ${to.name} are two datasets; give two versions of one, as ${from.name}@1 ${from.name}@2.`,
    );
  }
  const diff = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ compare: 'comparing' });
    try {
      progress.update('compare', null);
      const newer = (await client.datasets.version(to.name, dataNumber(to))).number;
      return await client.datasets.diff(from.name, { from: olderOf(from, newer), to: newer });
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  if (around.json) say.json(diff);
  else for (const line of diffLines(diff, from.name)) say.line(line);
}

/** NAME alone means the version before the newer one. */
function olderOf(from: Reference, newer: number): number | 'latest' {
  if (from.version !== null) return dataNumber(from);
  if (newer > 1) return newer - 1;
  throw new Refusal(
    `${from.name} has one version so far, so there is nothing to compare it with; add another.`,
  );
}
