import type { HashName } from '../objects/object-key.ts';

/** One tracked file or folder, as a `.dvc` file or a `dvc.lock` says. */
export interface Output {
  /** Where the data is, absolute. */
  readonly path: string;
  /** The path as the file says it. */
  readonly writtenPath: string;
  /** The file that says so, absolute. */
  readonly definedIn: string;
  /** In a `dvc.lock` the stage that makes the data. */
  readonly stage: string | undefined;
  /** Undefined where the data was never added, or is kept by a cloud's own versions. */
  readonly oid: string | undefined;
  readonly hashName: HashName;
  readonly sizeBytes: number | undefined;
  readonly files: number | undefined;
  readonly isExecutable: boolean;
  /** False where the data is only hashed, and lies in git. */
  readonly isCached: boolean;
  readonly isPushed: boolean;
  /** The one remote that the data belongs to. */
  readonly remote: string | undefined;
  /** Brought here from elsewhere by `dvc import` and its like; `repository`: never pushed from here. */
  readonly importedFrom: 'repository' | 'address' | undefined;
  /** Kept by a cloud's own versions, which this code does not read. */
  readonly isCloudVersioned: boolean;
}
