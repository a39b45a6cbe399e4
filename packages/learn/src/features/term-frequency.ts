import type { FeatureSetOptions } from './feature-set.ts';

/** What a row that holds a gram so many times says of it. */
export function termFrequency(tf: NonNullable<FeatureSetOptions['tf']>): (count: number) => number {
  switch (tf) {
    case 'binary':
      return () => 1;
    case 'count':
      return (count) => count;
    case 'sublinear':
      return (count) => (count < logarithms.length ? logarithms[count] : Math.fround(1 + Math.log(count)));
  }
}

/** 1 + ln(count), rounded as the training matrix holds it. */
const logarithms = Float32Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)));
