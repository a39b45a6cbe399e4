/** What is being done, to be shown: `done` of `total` files. */
export interface Progress {
  readonly step: 'hash' | 'cache' | 'link' | 'compare' | 'upload' | 'download' | 'read';
  readonly done: number;
  readonly total: number;
}

export interface VerbOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface TargetOptions extends VerbOptions {
  /**
   * `.dvc` files, tracked data, files inside tracked folders, folders, stages; absolute or from the
   * repository's root. Everything where none is named.
   */
  readonly targets?: readonly string[] | undefined;
}

export interface RemoteOptions extends TargetOptions {
  readonly jobs?: number | undefined;
  /** Only data whose `.dvc` file names this very remote: see `remotesNamed`. */
  readonly onlyItsOwn?: boolean | undefined;
}
