import type { BenchOptions } from '../options.ts';
import type { SuiteResult } from '../report.ts';

export interface SuiteContext {
  readonly options: BenchOptions;
  /** The peers' interpreter. */
  readonly python: string;
  /** Progress, for whoever waits. */
  readonly say: (line: string) => void;
}

export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly run: (context: SuiteContext) => Promise<SuiteResult>;
}
