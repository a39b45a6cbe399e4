import type { TrainRequest } from '../../src/train/train-request.ts';

export function trainRequest(
  change: Partial<TrainRequest> & Pick<TrainRequest, 'data' | 'out'>,
): TrainRequest {
  return {
    test: null,
    name: 'reviews',
    recipe: 'logreg',
    text: null,
    label: null,
    holdout: 0.2,
    seed: 42,
    sizeBytes: null,
    threads: 1,
    positive: null,
    sweep: null,
    report: null,
    ...change,
  };
}
