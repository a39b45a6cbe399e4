import type { JudgeNumbers } from './judgement.ts';
import { pairedInterval } from './paired-accuracy.ts';

/** What always naming the most frequent label of these rows would get, and how much more the candidate does. */
export function majorityOf(
  labels: Int32Array,
  classes: readonly string[],
  predicted: Int32Array,
  level: number,
): JudgeNumbers['majority'] {
  const counts = new Float64Array(classes.length);
  for (const label of labels) counts[label]++;
  const most = counts.indexOf(Math.max(...counts));
  let firstOnly = 0;
  let secondOnly = 0;
  for (let row = 0; row < labels.length; row++) {
    const right = predicted[row] === labels[row];
    if (right && labels[row] !== most) firstOnly++;
    if (!right && labels[row] === most) secondOnly++;
  }
  return {
    label: classes[most],
    accuracy: counts[most] / labels.length,
    gain: pairedInterval({ firstOnly, secondOnly, rows: labels.length }, level),
  };
}
