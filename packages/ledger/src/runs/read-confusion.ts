import type { Ledger } from '../ledger.ts';
import { selectArtifact } from './artifact.store.ts';
import { runLimits } from './limits.ts';
import { type Confusion, parseConfusion } from './parse-confusion.ts';
import { runRow } from './read-runs.ts';

/** Where a training leaves its table of what was called what. */
const path = 'report/confusion.csv';

/** Null where the run has none, or one that is no such table or larger than anybody looks at. */
export async function readConfusion(
  ledger: Ledger,
  runId: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Confusion | null> {
  const run = await runRow(ledger, runId);
  const artifact = await selectArtifact(ledger.sql, run.no, path);
  if (!artifact || artifact.bytes > runLimits.confusionBytes) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of await ledger.blobs.get(artifact.sha256, options)) chunks.push(Buffer.from(chunk));
  return parseConfusion(Buffer.concat(chunks).toString());
}
