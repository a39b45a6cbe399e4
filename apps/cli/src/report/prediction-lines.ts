import type { AccuracyReply, ListedPrediction, PredictionOnRecord } from '@verdict/api';
import { columns, pairs } from '../terminal/columns.ts';
import { count, percent, percentRange } from '../terminal/numbers.ts';
import { ago, moment } from '../terminal/times.ts';
import { opening } from '../terminal/visible.ts';

/** Ids stay whole: those of one minute differ at their ends alone, and feedback needs them. */
const listWidth = 120;
/** In less, models would lose their versions; a narrow terminal breaks the lines instead. */
const leastListWidth = 100;

/** As wide as the terminal is, so that of the texts as much is seen as there is room for. */
export function predictionLines(
  predictions: readonly ListedPrediction[],
  nowMs: number,
  width = listWidth,
): string[] {
  return columns(
    [
      { title: 'prediction' },
      { title: 'when' },
      { title: 'model', gives: true },
      { title: 'said', gives: true },
      { title: 'sure', align: 'right' },
      { title: 'feedback', gives: true },
      { title: 'text', gives: true },
    ],
    predictions.map(({ id, at_ms, model, version, label, confidence, unsure, feedback_label, text }) => [
      id,
      ago(at_ms, nowMs),
      `${model}@${version}`,
      label,
      `${unsure ? '? ' : ''}${percent(confidence, 1)}`,
      feedback_label ?? '',
      text === null ? '' : opening(text, width),
    ]),
    Math.max(width, leastListWidth),
  );
}

export function predictionDetails(found: PredictionOnRecord): string[] {
  const { at_ms, model, version, part, surface, confidence, unsure, scores, took_us } = found;
  const scored = Object.entries(scores)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 10)
    .map(([name, score]) => `${name} ${percent(score, 1)}`);
  return pairs([
    ['when', moment(at_ms)],
    ['model', `${model}@${version}, as ${part}`],
    ['sure', `${percent(confidence, 1)}${unsure ? ', unsure' : ''}`],
    ['scores', scored.join(', ')],
    [
      'asked',
      `by ${found.actor ?? 'nobody known'} through ${surface}, ${count(found.characters)} characters`,
    ],
    ['took', `${(took_us / 1000).toFixed(2)} ms`],
    ['request', found.request_id],
    ['sha256', found.text_sha256],
    ...found.feedback.map(
      ({ label, actor, at_ms: saidMs, comment }) =>
        [
          'feedback',
          `${label}, says ${actor} at ${moment(saidMs)}${comment === null ? '' : `: ${comment}`}`,
        ] as const,
    ),
  ]);
}

export function accuracyLines({ model, versions }: AccuracyReply): string[] {
  return columns(
    [
      { title: 'version', gives: true },
      { title: 'accuracy', align: 'right' },
      { title: '95 %' },
      { title: 'right', align: 'right' },
      { title: 'of', align: 'right' },
    ],
    versions.map(({ version, labelled, correct, accuracy, low, high }) => [
      `${model}@${version}`,
      percent(accuracy),
      percentRange([low, high]),
      count(correct),
      count(labelled),
    ]),
  );
}
