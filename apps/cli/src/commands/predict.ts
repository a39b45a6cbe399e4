import { createInterface } from 'node:readline';
import { WrongUsage } from '@verdict/engine';
import { assertWritable, readModel } from '@verdict/engine/models';
import { type Cell, readRows, writeRows } from '@verdict/files';
import { createPredictor, type Prediction, type Predictor } from '@verdict/learn';
import { useModel } from '../record/use-model.ts';
import type { Around } from '../record/with-record.ts';
import { percent, rowCount } from '../terminal/numbers.ts';
import { type Progress, progressOf } from '../terminal/progress.ts';
import { type Say, speaker } from '../terminal/say.ts';
import { opening, visible } from '../terminal/visible.ts';

export interface PredictRequest {
  readonly model: string;
  readonly texts: readonly string[];
  readonly file: string | null;
  readonly text: string | null;
  readonly out: string | null;
}

interface Asked {
  readonly text: string;
  readonly prediction: Prediction;
}

export async function runPredict(request: PredictRequest, options: Around): Promise<void> {
  const { texts, file, out } = request;
  if (texts.length > 0 && file !== null) throw new WrongUsage('Give texts or --file, not both.');
  if (out !== null && file === null)
    throw new WrongUsage('--out goes with --file; without it results are printed.');
  if (texts.length === 0 && file === null && process.stdin.isTTY)
    throw new WrongUsage('There is nothing to predict; give a text, --file, or lines on standard input.');
  if (out !== null) await assertWritable(out);
  const predictor = createPredictor(
    await readModel((await useModel(request.model, options)).path, options.signal),
  );
  const say = speaker(options);
  const progress = progressOf({ predict: 'predicting' });
  try {
    const asked = askAll(predictor, request, progress, options.signal);
    if (out !== null) await writeAll(out, asked, say, options);
    else if (options.json) {
      const found: Prediction[] = [];
      for await (const { prediction } of asked) found.push(prediction);
      say.json(found.map(({ label, confidence, scores, unsure }) => ({ label, confidence, scores, unsure })));
    } else await printAll(asked, predictor, say);
  } finally {
    progress.end();
  }
}

async function* askAll(
  { predict }: Predictor,
  { texts, file, text }: PredictRequest,
  progress: Progress<'predict'>,
  signal: AbortSignal,
): AsyncGenerator<Asked> {
  if (texts.length > 0) {
    for (const one of texts) yield { text: one, prediction: predict(one) };
  } else if (file !== null) {
    yield* askFile(file, { text, predict, progress, signal });
  } else {
    for await (const line of createInterface({
      input: process.stdin,
      crlfDelay: Number.POSITIVE_INFINITY,
      signal,
    }))
      yield { text: line, prediction: predict(line) };
    signal.throwIfAborted();
  }
}

interface FileToAsk {
  readonly text: string | null;
  readonly predict: Predictor['predict'];
  readonly progress: Progress<'predict'>;
  readonly signal: AbortSignal;
}

/** Rows are asked as they come and handed on between two reads, so that a file of any size passes through. */
async function* askFile(path: string, { text, predict, progress, signal }: FileToAsk): AsyncGenerator<Asked> {
  const leave = new AbortController();
  let waiting: Asked[] = [];
  let wake = (): void => {};
  let ended = false;
  const reading = readRows(
    path,
    {
      labelled: false,
      ...(text !== null && { text }),
      signal: AbortSignal.any([signal, leave.signal]),
      onProgress: (done, total) => progress.update('predict', total === 0 ? 0 : done / total),
    },
    (row) => {
      waiting.push({ text: row, prediction: predict(row) });
      wake();
    },
  ).finally(() => {
    ended = true;
    wake();
  });
  // Its failure is thrown where the reading is awaited.
  reading.catch(() => {});
  try {
    while (!ended || waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      yield* batch;
      if (!ended && waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    }
    await reading;
  } finally {
    leave.abort();
  }
}

async function writeAll(
  out: string,
  asked: AsyncIterable<Asked>,
  say: Say,
  options: { readonly json: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const labels = new Map<string, number>();
  let rows = 0;
  let unsure = 0;
  async function* cells(): AsyncGenerator<readonly Cell[]> {
    for await (const { text, prediction } of asked) {
      rows++;
      if (prediction.unsure) unsure++;
      labels.set(prediction.label, (labels.get(prediction.label) ?? 0) + 1);
      yield [text, prediction.label, prediction.confidence];
    }
  }
  await writeRows(out, ['text', 'label', 'confidence'], cells(), { signal: options.signal });
  if (options.json) {
    say.json({ path: out, rows, labels: Object.fromEntries(labels), unsure });
    return;
  }
  const shares = [...labels].map(([label, own]) => `${visible(label)} ${percent(own / rows, 1)}`);
  say.line(`${say.paint(['bold', 'green'], out)}  ${rowCount(rows)}: ${shares.join(', ')}`);
}

async function printAll(asked: AsyncIterable<Asked>, { model }: Predictor, say: Say): Promise<void> {
  const width = Math.max(...model.classes.map((name) => visible(name).length));
  for await (const { text, prediction } of asked) {
    const { label, confidence, unsure } = prediction;
    const doubt = unsure ? say.paint('yellow', ' unsure') : '       ';
    const answer = say.paint('bold', visible(label).padEnd(width));
    say.line(`${answer}  ${percent(confidence).padStart(8)}${doubt}  ${say.paint('dim', opening(text, 60))}`);
  }
}
