/** One object there: its key below the remote's address, such as `files/md5/ab/cdef…`. */
export interface RemoteObject {
  readonly key: string;
  readonly size: number;
}

/** One file to carry: the object's key on the remote, and the path on this machine. */
export interface Transfer {
  readonly key: string;
  readonly path: string;
}

export interface TransferFailure {
  readonly transfer: Transfer;
  readonly error: Error;
}

export interface TransferOptions {
  /** How many at once; the remote knows what does it good. */
  readonly jobs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called once for each that has arrived whole. */
  readonly onDone?: ((transfer: Transfer) => void) | undefined;
}

/**
 * Where objects are kept beside the cache. An object appears whole or not at all, and is never changed. The
 * remote knows nothing of hashes: whoever fetches compares what came with the name it was asked for under.
 */
export interface Remote {
  readonly name: string;
  /** The address as people know it, without anything secret. */
  readonly url: string;
  /** Those of the keys that are there now. Never from memory: what was deleted behind our back is missed. */
  existing(
    keys: readonly string[],
    options?: { readonly jobs?: number | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<ReadonlySet<string>>;
  /** All objects whose key begins with this prefix (`files/md5/`), in no order. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<RemoteObject>;
  /** Carries what it can and reports the rest; throws only where no transfer can succeed. */
  upload(transfers: readonly Transfer[], options?: TransferOptions): Promise<readonly TransferFailure[]>;
  /**
   * Writes each object to its path, whose folder exists; replaces what stands there. Where the object is
   * missing the failure's error is a DvcError OBJECT_MISSING, and nothing is left at the path.
   */
  download(transfers: readonly Transfer[], options?: TransferOptions): Promise<readonly TransferFailure[]>;
  /** The bytes of one object, to be hashed without keeping them; OBJECT_MISSING where it is not there. */
  read(key: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}
