import { type Summary, summarise } from './summary.ts';

/**
 * How many times as much the peer takes as we do, pair by pair: each ratio is of two runs one after the other, so
 * that a machine that slows down for a while slows both. Above 1 we are ahead.
 */
export function pairRatios(ours: readonly number[], peers: readonly number[]): Summary {
  if (ours.length !== peers.length) {
    throw new RangeError(`${ours.length} runs of ours and ${peers.length} of the peer make no pairs.`);
  }
  return summarise(ours.map((own, pair) => peers[pair] / positive(own)));
}

function positive(value: number): number {
  if (value > 0) return value;
  throw new RangeError(`A run measured ${value}; a ratio needs more than 0.`);
}
