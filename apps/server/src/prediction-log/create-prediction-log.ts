import type { PredictionRow } from '@verdict/ledger';
import type { AnswerListener } from '../asking/question.ts';
import { bytesOfScores, predictionRow, type TextPolicy, withPolicy } from './prediction-row.ts';
import type { PredictionSink } from './prediction-sink.ts';
import { createRowBuffer, type RowBuffer } from './row-buffer.ts';

export interface PredictionLog extends Omit<RowBuffer<PredictionRow>, 'add'> {
  readonly listener: AnswerListener;
}

export interface PredictionLogInput {
  readonly sink: PredictionSink;
  readonly text: TextPolicy;
  readonly bufferBytes: number;
  readonly onTrouble?: (error: unknown) => void;
  readonly onRecovered?: () => void;
}

/** What a row that waits takes besides its text and its scores, as measured on the heap: itself and its ids. */
const rowBytes = 750;

const batch = {
  // To put the columns of these together holds up answers for a millisecond; fewer would cost more a row.
  batchRows: 250,
  // Likewise where texts are long.
  batchBytes: 2 ** 20,
  // What was said shows up in the record after about this long.
  delayMs: 200,
};

/** Remembers every answer behind it, in bounded memory. */
export function createPredictionLog({ sink, text, bufferBytes, ...told }: PredictionLogInput): PredictionLog {
  const { add, ...rest } = createRowBuffer<PredictionRow>({
    write: (rows) => sink.write(text === 'full' ? rows : rows.map((row) => withPolicy(row, text))),
    // A letter beyond Latin takes two bytes; to find out which text has one would cost more than it tells.
    bytesOf: ({ characters, scores }) => rowBytes + characters + bytesOfScores(scores),
    limits: { maxRows: Math.ceil(bufferBytes / rowBytes), maxBytes: bufferBytes, ...batch },
    ...told,
  });
  return { ...rest, listener: (answer, question) => add(predictionRow(answer, question)) };
}
