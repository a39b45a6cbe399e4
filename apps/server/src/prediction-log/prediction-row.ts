import { hash } from 'node:crypto';
import { msOfPredictionId, type PredictionRow } from '@verdict/ledger';
import type { Answer, Question } from '../asking/question.ts';

/** How much of a text the log keeps: all, its SHA-256, or nothing. */
export type TextPolicy = 'full' | 'hashed' | 'without-text';

/** With its text as it came: what is kept of that is decided behind the answer, by `withPolicy`. */
export function predictionRow(answer: Answer, question: Question): PredictionRow {
  const { id, prediction, served, part, tookMs } = answer;
  return {
    id,
    atMs: msOfPredictionId(id),
    model: served.name,
    version: served.version,
    part,
    surface: question.surface,
    label: prediction.label,
    confidence: prediction.confidence,
    unsure: prediction.unsure,
    scores: prediction.scores,
    text: question.text,
    textSha256: null,
    characters: question.text.length,
    tookUs: Math.round(tookMs * 1000),
    actor: question.actor,
    requestId: question.requestId,
  };
}

export function withPolicy(row: PredictionRow, policy: TextPolicy): PredictionRow {
  if (policy === 'full' || row.text === null) return row;
  return { ...row, text: null, textSha256: policy === 'hashed' ? hash('sha256', row.text) : null };
}

/** As measured on the heap, 30 where there are few; models of a thousand classes have a thousand with every row. */
const scoreBytes = 70;

/** What the scores of a row that waits take in memory. */
export function bytesOfScores(scores: Readonly<Record<string, number>> | null): number {
  return scores === null ? 0 : scoreBytes * Object.keys(scores).length;
}
