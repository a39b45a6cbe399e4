/** `sha256/ab/cdef…`: 256 folders keep each of them short, and the order of the paths is that of the hashes. */
export function blobAddress(sha256: string): string {
  return `sha256/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
}

/** The hash that a path ends in; null where it is no address. */
export function hashOfAddress(path: string): string | null {
  const found = /(?:^|\/)sha256\/([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(path);
  return found && found[1] + found[2];
}

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
