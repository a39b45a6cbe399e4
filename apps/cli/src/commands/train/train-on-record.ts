import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, recordTraining, type TrainReport, type TrainRequest } from '@verdict/engine';
import { assertWritable, findRecipe, modelName } from '@verdict/engine/models';
import { assertFile } from '../../record/add-file.ts';
import type { RecordConnection } from '../../record/connect-record.ts';
import { localCopy } from '../../record/fetch-model.ts';
import { dataArgument, datasetName, saysLittle } from '../../record/reference.ts';
import { inTemporaryFolder } from '../../record/temporary-folder.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { progressOf } from '../../terminal/progress.ts';
import { type Say, speaker } from '../../terminal/say.ts';
import { type RowsToTrainOn, rowsToTrainOn } from './rows-to-train-on.ts';
import { runTraining } from './run-training.ts';
import { sayReport } from './say-training.ts';
import type { TrainingAsked } from './train-to-file.ts';

export interface RecordedTrainingAsked extends TrainingAsked {
  readonly dataset: string | null;
  readonly experiment: string | null;
}

/** Trains here, and puts rows, run and model on record. */
export async function trainOnRecord(asked: RecordedTrainingAsked, around: Around): Promise<void> {
  await refuseEarly(asked);
  await withRecord(around, (record) =>
    inTemporaryFolder(record.home, (folder) => trainIn(folder, record, asked, around)),
  );
}

/** What is wrong in the command line itself is said before a workspace is made for it. */
async function refuseEarly({
  data,
  dataset,
  test,
  name,
  recipe,
  sweep,
  out,
}: RecordedTrainingAsked): Promise<void> {
  for (const each of [data, test]) {
    const argument = each === null ? null : dataArgument(each);
    if (argument?.kind === 'file') await assertFile(argument.path);
  }
  modelName(name, data);
  datasetName(dataset, data);
  if (sweep === null) await findRecipe(recipe);
  if (out !== null) await assertWritable(out);
}

async function trainIn(
  folder: string,
  record: RecordConnection,
  asked: RecordedTrainingAsked,
  around: Around,
): Promise<void> {
  const { signal } = around;
  const say = speaker(around);
  const startMs = Date.now();
  const [data, test] = await keepRows(record, asked, folder, signal);
  if (data.added && asked.dataset === null && saysLittle(data.dataset))
    say.note(
      `The rows are ${data.dataset}@${data.number} on record, after their file; --dataset names them.`,
    );
  const name = asked.name ?? (asked.dataset === null ? null : asked.dataset) ?? data.dataset;
  const request: TrainRequest = {
    ...requestOf(asked),
    data: data.path,
    text: data.text,
    label: data.label,
    test: test?.path ?? null,
    name,
    called: { data: data.called, ...(test && { test: test.called }) },
    out: asked.out ?? join(folder, `${name}.verdict`),
    report: join(folder, 'report'),
  };
  const report = await runTraining(request, say, signal);
  assertSameRows(report, data);
  const recorded = await recordOrKeep(record, { report, request, asked, name, startMs, data, test, signal });
  const { version, runId } = recorded;
  const path = asked.out ?? (await keepCopy(record, report.model.path, name, version));
  const trained = { ...report, model: { ...report.model, version, path } };
  if (around.json) {
    const { folder: _, ...files } = report.report ?? { folder: '' };
    say.json({ ...trained, report: report.report && files, run_id: runId });
    return;
  }
  sayEnd(say, trained, { name, version, runId, data });
}

/** The command's own options stay out of what the engine is asked for. */
function requestOf({ dataset: _, experiment: __, ...request }: RecordedTrainingAsked): TrainingAsked {
  return request;
}

async function keepRows(
  record: RecordConnection,
  { data, test, dataset, text, label }: RecordedTrainingAsked,
  folder: string,
  signal: AbortSignal,
): Promise<[data: RowsToTrainOn, test: RowsToTrainOn | null]> {
  const progress = progressOf({ keep: 'keeping the rows' });
  try {
    progress.update('keep', null);
    const rows = await rowsToTrainOn(record, { data, dataset, text, label }, folder, signal);
    if (test === null) return [rows, null];
    const testRows = await rowsToTrainOn(record, { data: test, dataset: null, text, label }, folder, signal);
    return [rows, testRows];
  } finally {
    progress.end();
  }
}

/** A file that is written to while it is read would be recorded as something that it was not. */
function assertSameRows(
  { data: seen }: TrainReport,
  { rowsSha256, called, dataset, number }: RowsToTrainOn,
): void {
  if (seen.version === rowsSha256) return;
  throw new Refusal(
    `${called} changed after it became ${dataset}@${number}; run this again, or train on --data ${dataset}@${number}.`,
  );
}

interface ToRecord {
  readonly report: TrainReport;
  readonly request: TrainRequest;
  readonly asked: RecordedTrainingAsked;
  readonly name: string;
  readonly startMs: number;
  readonly data: RowsToTrainOn;
  readonly test: RowsToTrainOn | null;
  readonly signal: AbortSignal;
}

async function recordOrKeep(
  record: RecordConnection,
  { report, request, asked, name, startMs, data, test, signal }: ToRecord,
): Promise<{ version: number; runId: string }> {
  const runId = randomUUID().replaceAll('-', '');
  const progress = progressOf({ record: 'recording' });
  try {
    progress.update('record', null);
    const { version } = await recordTraining(record.lasting, {
      report,
      request,
      reportFolder: request.report,
      modelPath: report.model.path,
      name,
      runId,
      experiment: asked.experiment,
      startMs,
      data,
      test,
      signal,
    });
    return { version: version.version, runId };
  } catch (error) {
    if (signal.aborted) throw error;
    const kept =
      asked.out ?? (await keepUnrecorded(record, report.model.path, `${name}-${runId.slice(0, 8)}`));
    const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    throw new Refusal(
      `The model is trained and kept as ${kept}, and not on record (${why}); register it with verdict models add ${kept} --name ${name}.`,
      { cause: error },
    );
  } finally {
    progress.end();
  }
}

async function keepCopy(
  { home }: RecordConnection,
  from: string,
  name: string,
  version: number,
): Promise<string> {
  const path = localCopy(home, name, version);
  await mkdir(join(home, 'models'), { recursive: true });
  await rename(from, path);
  return path;
}

async function keepUnrecorded({ home }: RecordConnection, from: string, name: string): Promise<string> {
  const path = join(home, 'models', `${name}.verdict`);
  await mkdir(join(home, 'models'), { recursive: true });
  await copyFile(from, path);
  return path;
}

interface Ended {
  readonly name: string;
  readonly version: number;
  readonly runId: string;
  readonly data: RowsToTrainOn;
}

function sayEnd(say: Say, report: TrainReport, { name, version, runId, data }: Ended): void {
  const kept = data.added ? 'now on record' : 'on record';
  sayReport(say, report, {
    called: `${name}@${version}`,
    notes: [
      say.paint('dim', `run ${runId}  data ${data.dataset}@${data.number}, ${kept}`),
      say.paint('dim', report.model.path),
    ],
    next:
      version === 1
        ? `verdict predict ${name}@${version} "a text to judge", or verdict models promote ${name}@${version}`
        : `verdict models judge ${name}@${version}`,
  });
}
