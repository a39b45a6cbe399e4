import type { ArtifactInfo } from '@verdict/api/mlflow';
import type { FolderEntry } from '@verdict/ledger';

/** `folder` is put before the names; without it they stand alone. A list of nothing is left out. */
export function presentFiles(
  entries: readonly FolderEntry[],
  folder = '',
): { readonly files?: ArtifactInfo[] } {
  const files = entries.map(({ name, bytes }) => ({
    path: folder === '' ? name : `${folder}/${name}`,
    is_dir: bytes === null,
    ...(bytes !== null && { file_size: bytes }),
  }));
  return files.length === 0 ? {} : { files };
}
