import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type JudgeOutcome, parsePolicy } from '@verdict/engine';
import {
  champion as championAlias,
  findDatasetVersionByRows,
  getDatasetVersion,
  getModel,
  getRun,
  getVersion,
  type JudgementToRecord,
  type Ledger,
  type ModelVersion,
  parseDatasetReference,
} from '@verdict/ledger';
import { type EngineQueue, refusedWork } from './engine-queue.ts';
import { ServerError } from './errors.ts';
import { heldOutRows, type RowsOnRecord, trainingRows } from './rows-to-judge-on.ts';
import { withTempPath, writeStream } from './temp-file.ts';

export interface JudgeContext {
  readonly ledger: Ledger;
  readonly engine: EngineQueue;
  readonly tempFolder: string;
  readonly signal: AbortSignal;
}

export interface VersionsToJudge {
  readonly model: string;
  readonly candidate: number;
  /** Without it the champion. */
  readonly against: number | null;
  /** A dataset version; without it the rows that the candidate's training held out. */
  readonly on: string | null;
}

/** What the judge says of a candidate; nothing of it is on record yet. */
export async function judgeVersions(
  context: JudgeContext,
  asked: VersionsToJudge,
): Promise<JudgementToRecord> {
  const { ledger, engine, tempFolder, signal } = context;
  const { aliases, policy } = await getModel(ledger, asked.model);
  const candidate = await getVersion(ledger, asked.model, asked.candidate);
  const other = asked.against ?? aliases[championAlias] ?? null;
  const named =
    other === null || other === candidate.version ? null : await getVersion(ledger, asked.model, other);
  // The alias of a version in another form is only a label: nothing serves that could be compared with.
  const champion = asked.against === null && named?.format === 'other' ? null : named;
  const rows = await rowsFor(ledger, candidate, asked.on);

  return withTempPath(tempFolder, async (folder) => {
    await mkdir(folder);
    const names = new Map<string, string>();
    const spool = spoolInto(ledger, folder, names, signal);
    const rowsFile = async (of: RowsOnRecord) => {
      const { blobSha256 } = await getDatasetVersion(ledger, of.dataset, of.number);
      return { path: await spool(blobSha256, `${of.dataset}@${of.number}`), part: of.part };
    };
    const contestant = async (version: ModelVersion) => {
      const seen = await seenRows(ledger, version);
      return {
        model: await spool(servable(version), `${version.model}@${version.version}`),
        trainedOn: seen && (await rowsFile(seen)),
      };
    };
    const task = {
      candidate: await contestant(candidate),
      champion: champion && (await contestant(champion)),
      rows: await rowsFile(rows),
      policy: parsePolicy(policy ?? {}),
      threads: null,
    };
    const outcome: JudgeOutcome = await engine
      .run((run) => run('judge', task, { signal, onEvent: () => {} }))
      .catch((error: unknown) => {
        signal.throwIfAborted();
        throw refusedWork(error, 'NOT_JUDGEABLE', names);
      });
    return {
      candidate: candidate.version,
      champion: champion?.version ?? null,
      verdict: outcome.verdict,
      reasons: outcome.reasons,
      numbers: { ...outcome.numbers },
      policy: { ...outcome.policy },
      rows: outcome.rows,
      rowsSha256: outcome.rowsSha256,
    };
  });
}

async function rowsFor(
  ledger: Ledger,
  { runId, model, version }: ModelVersion,
  on: string | null,
): Promise<RowsOnRecord> {
  if (on !== null) {
    const { name, number } = parseDatasetReference(on);
    const { dataset, number: exact } = await getDatasetVersion(ledger, name, number);
    return { dataset, number: exact, part: 'all' };
  }
  const heldOut = runId === null ? null : heldOutRows(await getRun(ledger, runId));
  if (heldOut) return heldOut;
  throw new ServerError(
    'JUDGE_NEEDS_ROWS',
    `No rows are known that the training of ${model}@${version} held out; name a dataset version in “on”.`,
  );
}

/** By its run; of a version without one, whatever dataset has the rows that its file names. */
async function seenRows(ledger: Ledger, { runId, facts }: ModelVersion): Promise<RowsOnRecord | null> {
  const ofRun = runId === null ? null : trainingRows(await getRun(ledger, runId));
  if (ofRun) return ofRun;
  const data = facts?.data;
  const found = typeof data === 'string' ? await findDatasetVersionByRows(ledger, data) : null;
  return found && { dataset: found.dataset, number: found.number, part: 'all' };
}

function servable({ model, version, format, sha256 }: ModelVersion): string {
  if (format === 'verdict' && sha256 !== null) return sha256;
  throw new ServerError(
    'NOT_JUDGEABLE',
    `${model}@${version} is no .verdict file, which alone can be asked; train one with Verdict.`,
  );
}

/** Copies of blobs for the engine, which reads files; each blob once. */
function spoolInto(ledger: Ledger, folder: string, names: Map<string, string>, signal: AbortSignal) {
  const spooled = new Map<string, Promise<string>>();
  return (sha256: string, name: string): Promise<string> => {
    const path = join(folder, sha256);
    names.set(path, name);
    const copy = async (): Promise<string> => {
      await writeStream(path, await ledger.blobs.get(sha256, { signal }), signal);
      return path;
    };
    const known = spooled.get(sha256) ?? copy();
    spooled.set(sha256, known);
    return known;
  };
}
