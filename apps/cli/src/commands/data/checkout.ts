import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { assertWritable } from '@verdict/engine/models';
import { type Cell, writeFileAtomically, writeRows } from '@verdict/files';
import { fetchRows } from '../../record/fetch-rows.ts';
import { frozenRows } from '../../record/frozen-rows.ts';
import { recordArgument } from '../../record/reference.ts';
import { inTemporaryFolder } from '../../record/temporary-folder.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { rowCount } from '../../terminal/numbers.ts';
import { speaker } from '../../terminal/say.ts';

export async function checkoutData(
  asked: { readonly version: string; readonly out: string | null },
  around: Around,
): Promise<void> {
  const reference = recordArgument(asked.version, 'dataset');
  if (asked.out !== null) await assertWritable(asked.out);
  const { version, out } = await withRecord(around, (record) =>
    inTemporaryFolder(record.home, async (folder) => {
      const { version, path } = await fetchRows(record, reference, folder, around.signal);
      const out = asked.out ?? `${version.dataset}-${version.number}.csv`;
      await write(path, out, around);
      return { version, out };
    }),
  );
  const say = speaker(around);
  const { dataset, number, rows, rows_sha256 } = version;
  if (around.json) say.json({ path: out, dataset, number, rows, rows_sha256 });
  else say.line(`${say.paint(['bold', 'green'], out)}  ${rowCount(rows)} of ${dataset}@${number}`);
}

/** The bytes as they are kept, or their rows in a format that other programs read. */
async function write(frozen: string, out: string, { signal }: Around): Promise<void> {
  if (extname(out) === '.gz') {
    await writeFileAtomically(out, createReadStream(frozen), { signal });
    return;
  }
  await writeRows(out, ['text', 'label'], cells(frozen, signal), { signal });
}

async function* cells(frozen: string, signal: AbortSignal): AsyncGenerator<readonly Cell[]> {
  for await (const { text, label } of frozenRows(frozen, signal)) yield [text, label];
}
