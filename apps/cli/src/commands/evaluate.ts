import type { EvaluateReport, EvaluateRequest } from '@verdict/engine';
import { runInEngine } from '@verdict/engine';
import type { RecordConnection } from '../record/connect-record.ts';
import { fetchModel } from '../record/fetch-model.ts';
import { fetchRows } from '../record/fetch-rows.ts';
import { dataArgument, modelArgument } from '../record/reference.ts';
import { inTemporaryFolder } from '../record/temporary-folder.ts';
import { orNoFile } from '../record/unknown-name.ts';
import { type Around, withRecord } from '../record/with-record.ts';
import { metricsLines } from '../report/metrics-lines.ts';
import { count, duration, rowCount } from '../terminal/numbers.ts';
import { progressOf } from '../terminal/progress.ts';
import { remark, type Say, speaker } from '../terminal/say.ts';

/** How people know the two, wherever their files are. */
interface Called {
  readonly model: string;
  readonly data: string;
}

/** With a file for each, no workspace is opened. */
export async function runEvaluate(request: EvaluateRequest, around: Around): Promise<void> {
  const model = modelArgument(request.model);
  const data = dataArgument(request.data);
  if (model.kind === 'file' && data.kind === 'file') {
    await evaluateAndSay(request, request, around);
    return;
  }
  await withRecord(around, (record) =>
    inTemporaryFolder(record.home, async (folder) => {
      const asked = await onRecord(record, { request, model, data, folder }, around);
      await evaluateAndSay(asked.request, asked.called, around);
    }),
  );
}

interface Asked {
  readonly request: EvaluateRequest;
  readonly model: ReturnType<typeof modelArgument>;
  readonly data: ReturnType<typeof dataArgument>;
  readonly folder: string;
}

async function onRecord(
  record: RecordConnection,
  { request, model, data, folder }: Asked,
  { signal }: Around,
): Promise<{ request: EvaluateRequest; called: Called }> {
  let asked = request;
  let called: Called = request;
  if (model.kind === 'record') {
    const { path, version } = await orNoFile(model.name, 'model', fetchModel(record, model, signal));
    asked = { ...asked, model: path };
    called = { ...called, model: `${version.model}@${version.version}` };
  }
  if (data.kind === 'record') {
    const rows = await orNoFile(data.name, 'dataset', fetchRows(record, data, folder, signal));
    asked = { ...asked, data: rows.path, text: 'text', label: 'label' };
    called = { ...called, data: rows.called };
  }
  return { request: asked, called };
}

async function evaluateAndSay(request: EvaluateRequest, called: Called, around: Around): Promise<void> {
  const say = speaker(around);
  const progress = progressOf({ read: 'reading', evaluate: 'evaluating' });
  try {
    const report = await runInEngine('evaluate', request, {
      signal: around.signal,
      onEvent: (event) => {
        if (event.kind === 'progress') progress.update(event.stage, event.fraction);
        else if (event.kind === 'notes') remark(say.note, event.notes);
        else say.warn(event.message.replace(request.data, called.data));
      },
    });
    progress.end();
    if (around.json) say.json(report);
    else sayReport(say, report, called);
  } finally {
    progress.end();
  }
}

function sayReport(say: Say, { rows, recipe, metrics, seconds }: EvaluateReport, called: Called): void {
  say.line(`${say.paint('bold', called.model)} (${recipe}) on ${rowCount(rows)} of ${called.data}`);
  say.line();
  for (const line of metricsLines(metrics, metrics.intervals, say.paint)) say.line(line);
  say.line();
  const speed = `${count(Math.round(seconds.rows_per_second))} rows a second, reading included`;
  say.line(`${duration(seconds.total)}  ${say.paint('dim', speed)}`);
}
