import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DvcError } from '../errors.ts';
import { fileError, isMissing } from '../files.ts';
import { hashFile } from '../hash/hash-file.ts';
import { isListOid, type ObjectName, objectKey } from '../objects/object-key.ts';
import { writeNew } from '../small-files.ts';

/** An object with exactly these rights was put there whole, by DVC or by us; others are hashed before they count. */
const wholeMode = 0o444;

/**
 * The objects on this machine. What is written appears whole, under the name that its content hashes to. Not
 * synced to the disk: after a power cut an object may be empty, as with DVC; `verify` finds it.
 */
export class Cache {
  readonly folder: string;
  readonly #folderMode: number;
  readonly #foldersMade = new Set<string>();
  #scratch: string | undefined;
  #scratchFiles = 0;

  constructor(folder: string, options: { readonly isShared: boolean }) {
    this.folder = folder;
    this.#folderMode = options.isShared ? 0o2775 : 0o777;
  }

  pathOf(name: ObjectName): string {
    return join(this.folder, objectKey(name));
  }

  /** Whether the object is here, whole. */
  async has(name: ObjectName, signal?: AbortSignal): Promise<boolean> {
    const path = this.pathOf(name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return isTrusted(stat) || (stat !== undefined && (await this.#isWhole(path, name, signal)));
  }

  /** As `has`, of objects that are as good as always trusted: without a promise, for tens of thousands. */
  hasTrusted(name: ObjectName): boolean {
    return isTrusted(statSync(this.pathOf(name), { throwIfNoEntry: false }));
  }

  async #isWhole(path: string, name: ObjectName, signal: AbortSignal | undefined): Promise<boolean> {
    if ((await hashFile(path, name.hashName, signal)) !== name.oid.slice(0, 32)) return false;
    protect(path);
    return true;
  }

  read(name: ObjectName): Uint8Array {
    try {
      return readFileSync(this.pathOf(name));
    } catch (error) {
      if (!isMissing(error)) throw fileError(this.pathOf(name), error);
      const what = isListOid(name.oid) ? 'The folder’s list' : 'The object';
      throw new DvcError('OBJECT_MISSING', `${what} ${name.oid} is not in the cache; pull it first.`, {
        cause: error,
      });
    }
  }

  putBytes(name: ObjectName, bytes: Uint8Array): void {
    const path = this.newScratch();
    try {
      writeNew(path, bytes, wholeMode);
    } catch (error) {
      rmSync(path, { force: true });
      throw fileError(path, error);
    }
    this.#place(path, name);
  }

  /** Takes a scratch file whose content is known to hash to the name. */
  accept(scratchPath: string, name: ObjectName): void {
    protect(scratchPath);
    this.#place(scratchPath, name);
  }

  #place(from: string, name: ObjectName): void {
    const path = this.pathOf(name);
    try {
      this.#makeFolder(dirname(path));
      renameSync(from, path);
    } catch (error) {
      throw fileError(path, error);
    }
  }

  /** A path on the cache's own disk that nothing stands at. */
  newScratch(): string {
    if (this.#scratch === undefined) {
      this.#scratch = join(this.folder, `tmp-${process.pid}-${crypto.randomUUID().slice(0, 8)}`);
      this.#makeFolder(this.#scratch);
    }
    this.#scratchFiles += 1;
    return join(this.#scratch, String(this.#scratchFiles));
  }

  #makeFolder(folder: string): void {
    if (this.#foldersMade.has(folder)) return;
    try {
      const made = mkdirSync(folder, { recursive: true, mode: this.#folderMode });
      // The umask takes the group's right away that a shared cache is about.
      if (made !== undefined && this.#folderMode === 0o2775) chmodSync(folder, this.#folderMode);
    } catch (error) {
      throw fileError(folder, error);
    }
    this.#foldersMade.add(folder);
  }

  /** Removes what was begun and not finished. */
  close(): void {
    if (this.#scratch !== undefined) rmSync(this.#scratch, { recursive: true, force: true });
    this.#foldersMade.delete(this.#scratch ?? '');
    this.#scratch = undefined;
  }
}

export function isTrusted(stat: Stats | undefined): boolean {
  return stat !== undefined && (stat.mode & 0o777) === wholeMode && stat.isFile();
}

/** Some file systems know no rights; the object is then hashed whenever it is needed. */
function protect(path: string): void {
  try {
    chmodSync(path, wholeMode);
  } catch {}
}
