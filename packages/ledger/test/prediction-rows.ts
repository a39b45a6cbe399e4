import type { PredictionRow } from '../src/index.ts';
import { firstPredictionIdAt } from '../src/index.ts';

/** An id of that millisecond; `count` tells those of one millisecond apart. */
export function predictionIdAt(ms: number, count = 0): string {
  const time = firstPredictionIdAt(ms).slice(0, 13);
  return `${time}-7${count.toString(16).padStart(3, '0')}-8000-000000000000`;
}

export function predictionRow(ms: number, changes: Partial<PredictionRow> = {}, count = 0): PredictionRow {
  return {
    id: predictionIdAt(ms, count),
    atMs: ms,
    model: 'films',
    version: 1,
    part: 'champion',
    surface: 'predict',
    label: 'positive',
    confidence: 0.9,
    unsure: false,
    scores: { negative: 0.1, positive: 0.9 },
    text: 'A good film.',
    textSha256: null,
    characters: 12,
    tookUs: 40,
    actor: 'local:tester',
    requestId: 'req-1',
    ...changes,
  };
}
