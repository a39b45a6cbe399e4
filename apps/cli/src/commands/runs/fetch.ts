import { basename } from 'node:path';
import { assertWritable } from '@verdict/engine/models';
import { fetchArtifact } from '../../record/fetch-artifact.ts';
import { findRun } from '../../record/find-run.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { fileSize } from '../../terminal/numbers.ts';
import { speaker } from '../../terminal/say.ts';

export interface FetchAsked {
  readonly run: string;
  readonly path: string;
  readonly out: string | null;
}

export async function fetchFromRun(asked: FetchAsked, around: Around): Promise<void> {
  const { path } = asked;
  const out = asked.out ?? basename(path);
  await assertWritable(out);
  const { run, artifact } = await withRecord(around, async ({ client }) => {
    const run = await findRun(client, asked.run);
    return { run, artifact: await fetchArtifact(client, { run, path, out, signal: around.signal }) };
  });
  const say = speaker(around);
  const { bytes, sha256 } = artifact;
  if (around.json) say.json({ path: out, run: run.id, artifact: path, bytes, sha256 });
  else say.line(`${say.paint(['bold', 'green'], out)}  ${fileSize(bytes)}, ${path} of ${run.id}`);
}
