import { createPredictor, packTexts } from '@verdict/learn';
import { threadCrew } from '@verdict/learn/threads';
import { classNames } from '../data/class-names.ts';
import { dataVersion } from '../data/data-version.ts';
import { Refusal } from '../refusal.ts';
import type { EngineContext } from '../thread/protocol.ts';
import { askContestant, readContestant } from './contestant.ts';
import { type FrozenRows, frozenReader, pick } from './frozen-side.ts';
import { judge } from './judge.ts';
import type { ContestantAnswers } from './judge-input.ts';
import type { JudgeEvent, JudgeOutcome, JudgeTask, RowsOf } from './judge-task.ts';
import { measureLatency } from './measure-latency.ts';
import { parsePolicy } from './parse-policy.ts';
import { slicesOf } from './slices.ts';
import { unseenRows } from './unseen-rows.ts';

type Context = EngineContext<JudgeEvent>;

/** Model files and frozen rows in, a judgement out. */
export async function judgeModels(task: JudgeTask, context: Context): Promise<JudgeOutcome> {
  const policy = parsePolicy(task.policy);
  const progress = (stage: JudgeEvent['stage'], fraction: number): void =>
    context.report({ kind: 'progress', stage, fraction });

  progress('read', 0);
  const [candidate, champion] = await Promise.all([
    readContestant(task.candidate, context.signal),
    task.champion && readContestant(task.champion, context.signal),
  ]);
  const { rows, leftOut } = await rowsToJudgeOn(task, context.signal);
  const models = [candidate.model, ...(champion ? [champion.model] : [])];
  const classes = classNames([...rows.labels, ...models.flatMap((model) => model.classes)]);
  const numbers = new Map(classes.map((name, index) => [name, index]));
  const labels = Int32Array.from(rows.labels, (label) => numbers.get(label) ?? 0);

  progress('predict', 0);
  const answers = await askBoth(candidate, champion, { rows, classes, task, context, progress });

  // The crew is gone by now: nothing of ours runs beside the clock.
  progress('latency', 0);
  const predictors = models.map(createPredictor);
  const latencies = measureLatency(
    predictors.map(({ predict }) => predict),
    rows.texts,
  );

  progress('judge', 0);
  const judgement = judge({
    classes,
    labels,
    candidate: { ...answers.candidate, latencyMs: latencies[0] },
    champion: answers.champion && { ...answers.champion, latencyMs: latencies[1] },
    slices: slicesOf({
      labels,
      classes,
      lengths: Int32Array.from(rows.texts, (text) => text.length),
      sources: rows.sources,
      minRows: policy.sliceMinRows,
    }),
    rowsLeftOut: leftOut,
    policy,
  });
  return {
    ...judgement,
    rows: rows.texts.length,
    rowsSha256: dataVersion(rows.texts, rows.labels),
    policy,
  };
}

async function askBoth(
  candidate: Awaited<ReturnType<typeof readContestant>>,
  champion: Awaited<ReturnType<typeof readContestant>> | null,
  {
    rows,
    classes,
    task,
    context,
    progress,
  }: {
    readonly rows: FrozenRows;
    readonly classes: readonly string[];
    readonly task: JudgeTask;
    readonly context: Context;
    readonly progress: (stage: JudgeEvent['stage'], fraction: number) => void;
  },
): Promise<{ readonly candidate: ContestantAnswers; readonly champion: ContestantAnswers | null }> {
  const crew = threadCrew({ ...(task.threads !== null && { size: task.threads }), signal: context.signal });
  try {
    const texts = packTexts(rows.texts, crew.allocate);
    const contestants = champion ? 2 : 1;
    const ask = (one: typeof candidate, before: number): Promise<ContestantAnswers> =>
      askContestant(one, texts, {
        classes,
        crew,
        onProgress: (fraction) => progress('predict', (before + fraction) / contestants),
      });
    return { candidate: await ask(candidate, 0), champion: champion && (await ask(champion, 1)) };
  } finally {
    await crew.close();
  }
}

/** The rows that were asked for, less those with a text that a contestant was trained on. */
async function rowsToJudgeOn(
  { rows, candidate, champion }: JudgeTask,
  signal: AbortSignal,
): Promise<{ readonly rows: FrozenRows; readonly leftOut: number }> {
  const read = frozenReader(signal);
  const asked = await read(rows);
  const trainedOn = [candidate, champion].flatMap((one) => (one?.trainedOn ? one.trainedOn : []));
  const seen: (readonly string[])[] = [];
  for (const part of distinct(trainedOn)) seen.push((await read(part)).texts);
  const unseen = unseenRows(asked.texts, seen);
  if (unseen.length === 0) {
    const why =
      asked.texts.length === 0
        ? 'there are none'
        : `a contestant was trained on the text of each of the ${asked.texts.length}`;
    throw new Refusal(`No row is left to judge on: ${why}; judge on rows that neither has seen.`);
  }
  return { rows: pick(asked, unseen), leftOut: asked.texts.length - unseen.length };
}

/** Both are often trained on the same rows. */
function distinct(parts: readonly RowsOf[]): readonly RowsOf[] {
  return [...new Map(parts.map((part) => [JSON.stringify([part.path, part.part]), part])).values()];
}
