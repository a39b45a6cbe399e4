import type { TextPredictor } from '../predictor.ts';
import { createBatchLine } from './batch-line.ts';
import { createInstantLine } from './instant-line.ts';
import type { Line, LineOptions } from './line.ts';

export function createLine(predictor: TextPredictor, options: LineOptions = {}): Line {
  return predictor.kind === 'instant'
    ? createInstantLine(predictor, options)
    : createBatchLine(predictor, options);
}
