import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { DatasetVersion } from '@verdict/api';
import { type Cell, writeFileAtomically, writeRows } from '@verdict/files';
import { fetchRows } from '../../record/fetch-rows.ts';
import { frozenRows } from '../../record/frozen-rows.ts';
import { recordArgument } from '../../record/reference.ts';
import { inTemporaryFolder } from '../../record/temporary-folder.ts';
import { type Around, withRecord } from '../../record/with-record.ts';

/** Writes the rows of a version to a file, by default one in the working folder that is called as `nameOf` says. */
export function writeVersion(
  asked: { readonly version: string; readonly out: string | null },
  nameOf: (version: DatasetVersion) => string,
  around: Around,
): Promise<{ readonly version: DatasetVersion; readonly out: string }> {
  const reference = recordArgument(asked.version, 'dataset');
  return withRecord(around, (record) =>
    inTemporaryFolder(record.home, async (folder) => {
      const { version, path } = await fetchRows(record, reference, folder, around.signal);
      const out = asked.out ?? nameOf(version);
      await write(path, out, around);
      return { version, out };
    }),
  );
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
