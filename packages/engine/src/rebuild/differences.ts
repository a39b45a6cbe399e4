import type { Expected } from './rebuild-request.ts';

export interface Rebuilt {
  readonly sha256: string;
  readonly data: string;
  readonly node: string;
  readonly learn: string;
}

/** What was not as it was when the recorded file was made, a sentence each; the likeliest cause first. */
export function differencesOf(made: Rebuilt, expected: Expected): readonly string[] {
  const differences: string[] = [];
  if (expected.data !== null && expected.data !== made.data) {
    differences.push(
      `The rows are others: the model was fitted on data of version ${short(expected.data)}, and these are ${short(made.data)}. Take the dataset version that the run names.`,
    );
  }
  if (expected.learn !== null && expected.learn !== made.learn) {
    differences.push(
      `The learning code is another: ${short(expected.learn)} then, ${short(made.learn)} now. Check out the commit that the run names.`,
    );
  }
  if (expected.node !== null && expected.node !== made.node) {
    differences.push(
      `Node is another: ${expected.node} then, ${made.node} now. Its arithmetic may differ in last digits, and the file names it; install that version.`,
    );
  }
  if (differences.length === 0 && made.sha256 !== expected.sha256) {
    differences.push(
      'Data, learning code and Node are the same, so recipe, seed, holdout, positive class or size are not those of the run; compare its parameters.',
    );
  }
  return differences;
}

/** As much of a hash as tells versions apart at a glance. */
function short(hash: string): string {
  return hash.slice(0, 12);
}
