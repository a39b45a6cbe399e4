import { BenchRefusal } from '../refusal.ts';
import type { Suite } from './suite.ts';

/** Suites of these names, or whose names begin with them (`speed` is all of `speed-…`); without names, all. */
export function chooseSuites(suites: readonly Suite[], wanted: readonly string[]): readonly Suite[] {
  const answers = (suite: Suite, name: string): boolean =>
    suite.name === name || suite.name.startsWith(`${name}-`);
  const unknown = wanted.find((name) => !suites.some((suite) => answers(suite, name)));
  if (unknown !== undefined) {
    throw new BenchRefusal(
      `There is no suite "${unknown}"; there are ${suites.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (wanted.length === 0) return suites;
  return suites.filter((suite) => wanted.some((name) => answers(suite, name)));
}
