import type { DataFinding } from '../datasets/dataset.ts';

/** Where a model stands, in one row: who serves, since when, and what waits behind it. */
export interface HomeModel {
  readonly name: string;
  readonly description: string;
  readonly versions: number;
  readonly champion: HomeChampion | null;
  /** The newest version that could serve; null where there is none. */
  readonly newest: { readonly version: number; readonly createdMs: number } | null;
  /** What the judge said last of the newest; null where it was not asked. */
  readonly judged: 'promote' | 'refuse' | null;
  readonly traffic: {
    readonly version: number;
    readonly mode: 'shadow' | 'canary';
    readonly state: 'running' | 'aborted';
    readonly reason: string;
    readonly updatedMs: number;
  } | null;
  /** Answers whose text is kept, whose latest feedback contradicts them, and that nobody has labelled. */
  readonly disputed: number;
}

export interface HomeChampion {
  readonly version: number;
  readonly facts: Readonly<Record<string, unknown>> | null;
  readonly sinceMs: number | null;
  readonly by: string | null;
  readonly runId: string | null;
  readonly commit: string | null;
  /** As `name@number`, where the rows are on record. */
  readonly data: string | null;
}

export interface HomeFailedJob {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
  readonly finishedMs: number;
}

export interface HomeDataset {
  readonly name: string;
  readonly version: number;
  readonly findings: readonly DataFinding[];
  readonly createdMs: number;
}

export interface HomeCounts {
  readonly datasets: number;
  readonly runs: number;
  readonly models: number;
  readonly jobsRunning: number;
  readonly jobsQueued: number;
}
