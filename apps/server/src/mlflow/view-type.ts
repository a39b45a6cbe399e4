import { refuse } from './refuse.ts';

const deleted = { ACTIVE_ONLY: false, DELETED_ONLY: true, ALL: 'either' } as const;

/** Which of them are listed, as the record asks it. */
export function deletedOf(view: keyof typeof deleted = 'ACTIVE_ONLY'): boolean | 'either' {
  return deleted[view];
}

/** MLflow's page, which its clients ask 50,000 of at most. */
export function pageSize(asked = 1000): number {
  if (asked >= 1 && asked <= 50_000) return asked;
  return refuse(
    `Invalid value ${asked} for parameter 'max_results' supplied. It must be ${asked < 1 ? 'a positive integer' : 'at most 50000'}`,
  );
}

/** Ids of experiments are numbers that go as text. */
export function checkExperimentId(id: string): string {
  if (/^\d+$/.test(id)) return id.replace(/^0+(?=\d)/, '');
  return refuse(`Invalid experiment ID '${id}'. Experiment ID must be a valid integer.`);
}
