import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { LinkType } from '../config/config.ts';
import { DvcError } from '../errors.ts';
import { fileError } from '../files.ts';
import { copyNew, smallBytes } from '../small-files.ts';

/** What file systems answer where they cannot link so, or not from here to there, or not so often. */
const impossible = new Set([
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EINVAL',
  'EMLINK',
  'EPERM',
  'ENOTTY',
  'EACCES',
]);

/** Brings objects of the cache into the working folder, by the first type of link that works here. */
export class Linker {
  readonly #scratch: string;
  readonly #rights: number;
  #types: readonly LinkType[];

  /** `scratch` is a path beside which nothing else is written, on the working folder's disk. */
  constructor(types: readonly LinkType[], scratch: string, umask: number) {
    this.#types = types;
    this.#scratch = scratch;
    this.#rights = 0o666 & ~umask;
  }

  /** The data appears whole at the path, whose folder exists; what stood there is replaced. */
  link(cachePath: string, path: string, isExecutable: boolean): void {
    this.#make(cachePath, path);
    if (isExecutable) chmodSync(path, statSync(path).mode | 0o100);
  }

  #make(cachePath: string, path: string): void {
    for (const type of this.#types) {
      try {
        this.#place(type, cachePath, path);
        return;
      } catch (error) {
        rmSync(this.#scratch, { force: true });
        const { code = '' } = error as NodeJS.ErrnoException;
        if (!impossible.has(code)) throw fileError(path, error);
        if (type === 'reflink') this.#types = this.#types.filter((other) => other !== 'reflink');
      }
    }
    throw new DvcError(
      'LINK_IMPOSSIBLE',
      `${path} cannot be made from the cache by any of the types in cache.type; add \`copy\` to them.`,
    );
  }

  #place(type: LinkType, cachePath: string, path: string): void {
    const scratch = this.#scratch;
    const { size } = statSync(cachePath);
    if (type === 'copy') {
      copyNew(cachePath, scratch, 0o666);
      if (size > smallBytes) chmodSync(scratch, this.#rights);
    } else if (type === 'reflink') {
      copyFileSync(cachePath, scratch, constants.COPYFILE_FICLONE_FORCE);
      chmodSync(scratch, this.#rights);
    } else if (type === 'symlink') symlinkSync(cachePath, scratch);
    // File systems limit the links of one file, and empty files are the ones there are thousands of.
    else if (size === 0) writeFileSync(scratch, '');
    else linkSync(cachePath, scratch);
    renameSync(scratch, path);
  }
}
