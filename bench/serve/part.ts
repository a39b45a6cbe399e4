import type { Databases } from './databases.ts';
import type { ServeBenchOptions } from './options.ts';
import type { Prepared } from './prepare.ts';

export interface PartInput {
  readonly options: ServeBenchOptions;
  readonly prepared: Prepared;
  readonly databases: Databases;
  /** For workspaces and logs. */
  readonly folder: string;
  readonly python: string;
  readonly say: (line: string) => void;
}

export interface PartResult {
  readonly heading: string;
  readonly body: string;
  readonly results: unknown;
  /** What must not be: failed requests, rows lost or doubled. */
  readonly faults: readonly string[];
}
