/** A median of this many holds still in its second digit, and takes a blink. */
const mostTexts = 200;
const rounds = 5;
/** Long texts and large forests: then fewer rounds are enough, or a part of one. */
const budgetMs = 3000;

/**
 * Median milliseconds of one text at a time, of each that is asked, on the same texts. They take turns, and each goes
 * first as often as the other, so that what else the machine does falls on all. The first round only warms.
 */
export function measureLatency(
  asked: readonly ((text: string) => unknown)[],
  texts: readonly string[],
  now: () => number = () => performance.now(),
): readonly number[] {
  const step = Math.max(1, texts.length / mostTexts);
  const sample = Array.from(
    { length: Math.ceil(texts.length / step) },
    (_, at) => texts[Math.floor(at * step)],
  );
  const turns = asked.map((ask) => ({ ask, times: [] as number[] }));
  const take = (text: string, backwards: boolean): void => {
    for (const { ask, times } of backwards ? turns.toReversed() : turns) {
      const from = now();
      ask(text);
      times.push(now() - from);
    }
  };
  const began = now();
  const isOver = (shareOfBudget: number): boolean => now() - began > budgetMs * shareOfBudget;

  for (const text of sample) {
    take(text, false);
    if (isOver(1 / 3)) break;
  }
  for (const { times } of turns) times.length = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [at, text] of sample.entries()) {
      take(text, (round + at) % 2 === 1);
      if (isOver(1)) return turns.map(({ times }) => median(times));
    }
  }
  return turns.map(({ times }) => median(times));
}

function median(times: readonly number[]): number {
  const rising = Float64Array.from(times).sort();
  const middle = rising.length >> 1;
  return rising.length % 2 === 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
}
