import { basename } from 'node:path';
import { type Recipe, train } from '@verdict/learn';
import { type ThreadCrew, threadCrew } from '@verdict/learn/threads';
import { positiveClass } from '../data/class-names.ts';
import { intervalsJson, metricsJson } from '../metrics-json.ts';
import { learnOrigin } from '../models/learn-origin.ts';
import { assertWritable, modelName, nextModelPath } from '../models/model-path.ts';
import { saveModel } from '../models/save-model.ts';
import { surroundingsOf } from '../record/surroundings.ts';
import type { TrainingDone } from '../report/build-report.ts';
import type { EngineContext } from '../thread/protocol.ts';
import { chooseRecipe, readCandidates } from './choose-recipe.ts';
import { judgeModel } from './judge-model.ts';
import { readTrainingData } from './read-training-data.ts';
import type { Stage, TrainEvent } from './train-events.ts';
import type { TrainReport, TrainRequest } from './train-request.ts';

/** Files in, model file out. Everything that can be refused is refused before the first fit. */
export async function trainModel(
  request: TrainRequest,
  context: EngineContext<TrainEvent>,
): Promise<TrainReport> {
  return trainRecipes(request, await readCandidates(request), context);
}

/** The same with the recipes at hand, whatever the request calls them. */
export async function trainRecipes(
  request: TrainRequest,
  recipes: readonly Recipe[],
  context: EngineContext<TrainEvent>,
): Promise<TrainReport> {
  const name = modelName(request.name, request.data);
  await assertWritable(request.out ?? `${name}-1.verdict`);
  // Its threads load their code while the file is being read.
  const crew = threadCrew({
    ...(request.threads !== null && { size: request.threads }),
    signal: context.signal,
  });
  try {
    return await trainWith(crew, { request, context, recipes, name });
  } finally {
    void crew.close();
  }
}

interface Work {
  readonly request: TrainRequest;
  readonly context: EngineContext<TrainEvent>;
  readonly recipes: readonly Recipe[];
  readonly name: string;
}

async function trainWith(crew: ThreadCrew, { request, context, recipes, name }: Work): Promise<TrainReport> {
  const { seed } = request;
  const progress = progressTo(context);
  const began = context.now();
  const learn = learnOrigin();
  const surroundings = request.report === null ? null : surroundingsOf(process.cwd());
  const data = await readTrainingData(crew, request, context);
  const { rows, classes } = data;
  const positiveOf = (recipe?: Recipe): number | null =>
    positiveClass(classes, { recipe: recipe?.positive, asked: request.positive });
  const read = context.now();

  const chosen = await chooseRecipe(
    {
      ...rows.train,
      classes,
      positive: positiveOf(),
      recipes,
      seed,
      crew,
      onProgress: ({ done, total }) => progress('sweep', done / total),
      now: context.now,
    },
    request.sweep !== null,
  );
  const swept = context.now();

  progress('features', 0);
  const origin = { data: data.version, node: process.version, learn: await learn };
  const trained = await train({
    ...rows.train,
    classes,
    positive: positiveOf(chosen.recipe),
    recipe: chosen.recipe,
    seed,
    crew,
    origin,
    onProgress: progress,
    now: context.now,
  });

  const fitted = context.now();
  const judged = await judgeModel(trained.model, rows.test, crew, request.sizeBytes, progress);
  const evaluated = context.now();

  progress('write', 0);
  const path = request.out ?? (await nextModelPath('.', name));
  const saved = await context.whileWriting(() => saveModel(path, judged.model, context.signal));
  const written = context.now();
  const { outOfFold } = trained;
  const { evaluation, model } = judged;
  const inSeconds = (from: number, to: number): number => (to - from) / 1000;
  const training: TrainReport = {
    model: { name, ...saved },
    recipe: chosen.recipe.name,
    recipe_json: chosen.recipe,
    data: { version: data.version, rows: data.rowCount, classes: data.classRows },
    test_data: data.test,
    findings: data.findings,
    seed,
    holdout: request.test === null ? request.holdout : 0,
    positive: request.positive,
    size_bytes: request.sizeBytes,
    node: origin.node,
    learn: origin.learn,
    rows: { train: rows.train.texts.length, test: rows.test?.texts.count ?? 0 },
    metrics: {
      ...(evaluation && metricsJson(evaluation.metrics, classes)),
      ...(evaluation && { intervals: intervalsJson(evaluation.intervals) }),
      out_of_fold: outOfFold && metricsJson(outOfFold.metrics, classes),
    },
    shrunk: model.facts.shrunk,
    sweep: chosen.sweep,
    converged: model.facts.fit.converged,
    report: null,
    surroundings: await surroundings,
    seconds: {
      read: inSeconds(began, read),
      sweep: inSeconds(read, swept),
      features: trained.seconds.features,
      fit: trained.seconds.fit + trained.seconds.finish,
      evaluate: inSeconds(fitted, evaluated),
      write: inSeconds(evaluated, written),
      report: 0,
      total: inSeconds(0, written),
    },
  };
  if (request.report === null) return training;
  const report = await reportTraining(
    { training, model, rows, evaluation, outOfFold },
    { ...request, report: request.report },
    context,
  );
  const done = context.now();
  return {
    ...training,
    report,
    seconds: { ...training.seconds, report: inSeconds(written, done), total: inSeconds(0, done) },
  };
}

/** Loaded where it is asked for: charts and pages are no part of a plain training. */
async function reportTraining(
  done: Pick<TrainingDone, 'training' | 'model' | 'rows' | 'evaluation' | 'outOfFold'>,
  { report: folder, data, test, called, text, label }: TrainRequest & { readonly report: string },
  context: EngineContext<TrainEvent>,
): Promise<TrainReport['report']> {
  context.report({ kind: 'progress', stage: 'report', fraction: 0 });
  const [{ buildReport }, { writeReport }] = await Promise.all([
    import('../report/build-report.ts'),
    import('../report/write-report.ts'),
  ]);
  const built = buildReport({
    ...done,
    names: {
      data: called?.data ?? basename(data),
      test: test === null ? null : (called?.test ?? basename(test)),
    },
    columns: { text, label },
    day: new Date().toISOString().slice(0, 10),
  });
  const files = await context.whileWriting(() => writeReport(folder, built, context.signal));
  return { folder, files };
}

/** A stage that reports its end is followed by the next one at once, before that has anything to report. */
function progressTo({ report }: EngineContext<TrainEvent>): (stage: Stage, fraction: number) => void {
  return (stage, fraction) => {
    report({ kind: 'progress', stage, fraction });
    if (stage === 'features' && fraction >= 1) report({ kind: 'progress', stage: 'fit', fraction: 0 });
  };
}
