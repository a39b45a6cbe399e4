import type { ModelSet } from './model.ts';

/**
 * One signed byte a number, companded by the square:  value = sign(q) (|q| / 127)² · most.
 * Weights of n-grams crowd around zero with a long tail; squares give the crowd fine steps (1/16,129 of the
 * largest) and the tail coarse ones, where a straight scale would round most of the vocabulary to nothing.
 */
export function companded(values: Float32Array, most: number): Int8Array {
  return Int8Array.from(values, (value) =>
    most === 0 ? 0 : Math.sign(value) * Math.round(127 * Math.sqrt(Math.min(1, Math.abs(value) / most))),
  );
}

export function expanded(codes: Int8Array, most: number): Float32Array {
  return Float32Array.from(codes, (q) => Math.sign(q) * (q / 127) ** 2 * most);
}

export function largestOf(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** The set as it will be when it is read back from bytes; doing it twice changes nothing. */
export function quantised(set: ModelSet): ModelSet {
  const round = (values: Float32Array): Float32Array => {
    const most = largestOf(values);
    return expanded(companded(values, most), most);
  };
  return { ...set, scales: round(set.scales), weights: round(set.weights), precision: 'int8' };
}
