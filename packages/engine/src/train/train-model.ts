import { type Recipe, train } from '@verdict/learn';
import { type ThreadCrew, threadCrew } from '@verdict/learn/threads';
import { positiveClass } from '../data/class-names.ts';
import { intervalsJson, metricsJson } from '../metrics-json.ts';
import { learnOrigin } from '../models/learn-origin.ts';
import { assertWritable, modelName, nextModelPath } from '../models/model-path.ts';
import { saveModel } from '../models/save-model.ts';
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
  const recipes = await readCandidates(request);
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
  const { rows, classes, version, rowCount } = await readTrainingData(crew, request, context);
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
  const trained = await train({
    ...rows.train,
    classes,
    positive: positiveOf(chosen.recipe),
    recipe: chosen.recipe,
    seed,
    crew,
    origin: { data: version, node: process.version, learn: await learn },
    onProgress: progress,
    now: context.now,
  });

  const fitted = context.now();
  const judged = await judgeModel(trained.model, rows.test, crew, request.sizeBytes, progress);
  const evaluated = context.now();

  progress('write', 0);
  const path = request.out ?? (await nextModelPath('.', name));
  const saved = await context.whileWriting(() => saveModel(path, judged.model, context.signal));
  const { outOfFold } = trained;
  const { evaluation, model } = judged;
  const inSeconds = (from: number, to: number): number => (to - from) / 1000;
  return {
    model: { name, ...saved },
    recipe: chosen.recipe.name,
    data: { version, rows: rowCount },
    rows: { train: rows.train.texts.length, test: rows.test?.texts.count ?? 0 },
    metrics: {
      ...(evaluation && metricsJson(evaluation.metrics, classes)),
      ...(evaluation && { intervals: intervalsJson(evaluation.intervals) }),
      out_of_fold: outOfFold && metricsJson(outOfFold.metrics, classes),
    },
    shrunk: model.facts.shrunk,
    sweep: chosen.sweep,
    converged: model.facts.fit.converged,
    seconds: {
      read: inSeconds(began, read),
      sweep: inSeconds(read, swept),
      features: trained.seconds.features,
      fit: trained.seconds.fit + trained.seconds.finish,
      evaluate: inSeconds(fitted, evaluated),
      write: inSeconds(evaluated, context.now()),
      total: inSeconds(0, context.now()),
    },
  };
}

/** A stage that reports its end is followed by the next one at once, before that has anything to report. */
function progressTo({ report }: EngineContext<TrainEvent>): (stage: Stage, fraction: number) => void {
  return (stage, fraction) => {
    report({ kind: 'progress', stage, fraction });
    if (stage === 'features' && fraction >= 1) report({ kind: 'progress', stage: 'fit', fraction: 0 });
  };
}
