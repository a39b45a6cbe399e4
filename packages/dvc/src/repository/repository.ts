import type { DvcConfig } from '../config/config.ts';

/** An opened DVC repository: where things are, and what its configuration says. */
export interface Repository {
  /** The folder that holds `.dvc`, absolute, links resolved. */
  readonly root: string;
  readonly dvcFolder: string;
  /** Objects below it as `files/md5/ab/cdef…`; those of DVC 2 as `ab/cdef…`. */
  readonly cacheFolder: string;
  /** The root of the git repository around it; undefined without one. */
  readonly gitRoot: string | undefined;
  readonly config: DvcConfig;
}
