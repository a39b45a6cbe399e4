import { accuracyFoldsSuite } from './accuracy-folds.ts';
import { accuracyImdbSuite } from './accuracy-imdb.ts';
import { growthSuite } from './growth.ts';
import { shippedSuite } from './shipped.ts';
import { speedSuites } from './speed.ts';
import type { Suite } from './suite.ts';

/** In the order in which they run when all are asked for. */
export const suites: readonly Suite[] = [
  ...speedSuites,
  growthSuite,
  accuracyImdbSuite,
  accuracyFoldsSuite,
  shippedSuite,
];
