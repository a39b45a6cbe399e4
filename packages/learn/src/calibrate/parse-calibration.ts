import { LearnError } from '../errors.ts';
import type { Calibration, IsotonicSteps } from './calibration.ts';

/** A calibration as it stood in a model file, checked once so that `applyCalibration` may trust it. */
export function parseCalibration(value: unknown, outputs: number): Calibration {
  const source = record(value);
  switch (source.kind) {
    case 'none':
      return { kind: 'none' };
    case 'temperature': {
      const { scale } = source;
      if (!isFiniteNumber(scale) || scale <= 0) throw invalid('its scale is not a number above 0');
      return { kind: 'temperature', scale };
    }
    case 'sigmoid': {
      const slopes = numbers(source.slopes, 'slopes', outputs);
      if (slopes.some((slope) => slope < 0)) throw invalid('a slope is below 0');
      return { kind: 'sigmoid', slopes, offsets: numbers(source.offsets, 'offsets', outputs) };
    }
    case 'isotonic': {
      const { steps } = source;
      if (!Array.isArray(steps) || steps.length !== outputs) {
        throw invalid(`it has not one curve for each of ${outputs} outputs`);
      }
      return { kind: 'isotonic', steps: steps.map(parseSteps) };
    }
    default:
      throw invalid(`its kind is ${JSON.stringify(source.kind)}`);
  }
}

function parseSteps(value: unknown): IsotonicSteps {
  const source = record(value);
  const margins = numbers(source.margins, 'margins');
  const probabilities = numbers(source.probabilities, 'probabilities', margins.length);
  if (margins.length === 0) throw invalid('a curve has no steps');
  for (let i = 0; i < margins.length; i++) {
    if (!(probabilities[i] > 0 && probabilities[i] < 1)) throw invalid('a probability is not inside (0, 1)');
    if (i === 0) continue;
    if (margins[i] <= margins[i - 1]) throw invalid('margins do not rise');
    if (probabilities[i] < probabilities[i - 1]) throw invalid('probabilities fall');
  }
  return { margins, probabilities };
}

function numbers(value: unknown, name: string, length?: number): readonly number[] {
  if (!Array.isArray(value) || !value.every(isFiniteNumber))
    throw invalid(`its ${name} are not finite numbers`);
  if (length !== undefined && value.length !== length) {
    throw invalid(`it has ${value.length} ${name} where ${length} are needed`);
  }
  return value;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw invalid('it is no object');
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function invalid(why: string): LearnError {
  return new LearnError('MODEL_INVALID', `The calibration cannot be used: ${why}; train the model again.`);
}
