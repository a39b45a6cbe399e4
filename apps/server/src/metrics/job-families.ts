import type { JobCount } from '@verdict/ledger';
import { gauge, type MetricFamily, type MetricSource } from './family.ts';

/** A scrape is given up after ten seconds as a rule, and everything but the jobs can be said without the database. */
const patienceMs = 2000;

/** Where the database does not answer, the family is left out: nobody knows is not zero. */
export function jobSource(count: () => Promise<readonly JobCount[]>): MetricSource {
  // One question at a time, however often and impatiently it is asked.
  let asked: Promise<readonly JobCount[] | null> | null = null;
  return async () => {
    asked ??= count()
      .catch(() => null)
      .finally(() => {
        asked = null;
      });
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, patienceMs, null);
    });
    const counts = await Promise.race([asked, tooLong]);
    clearTimeout(timer);
    return counts === null ? [] : [jobFamily(counts)];
  };
}

export function jobFamily(counts: readonly JobCount[]): MetricFamily {
  return gauge(
    'verdict_jobs',
    'Jobs on record by kind and state; every process says the same.',
    counts.map(({ kind, state, jobs }) => ({ labels: { kind, state }, value: jobs })),
    'max',
  );
}
