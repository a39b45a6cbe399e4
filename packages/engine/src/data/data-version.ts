import { rowsHash } from '@verdict/files';

/** The version of labelled data: the hash of its rows. */
export function dataVersion(texts: readonly string[], labels: readonly string[]): string {
  const hash = rowsHash();
  for (let row = 0; row < texts.length; row++) hash.add(texts[row], labels[row]);
  return hash.digest();
}
