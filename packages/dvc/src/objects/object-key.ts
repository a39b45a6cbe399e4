/**
 * How an output's files are named. `md5` is DVC 3: the hash of the bytes. `md5-dos2unix` is DVC 2: text is
 * hashed with CRLF as LF, so two different files may share a name; it is read and kept, never chosen anew.
 */
export type HashName = 'md5' | 'md5-dos2unix';

/** Names one object: a file's content, or with `.dir` at its end a folder's list. */
export interface ObjectName {
  readonly oid: string;
  readonly hashName: HashName;
}

const oidPattern = /^[0-9a-f]{32}(\.dir)?$/;

/** Whatever else stands for a hash in a file from elsewhere may be a path that climbs. */
export function isOid(text: string): boolean {
  return oidPattern.test(text);
}

export function isListOid(oid: string): boolean {
  return oid.endsWith('.dir');
}

/** Below a cache or a remote; DVC 2's objects lie at its top. */
export function objectKey({ oid, hashName }: ObjectName): string {
  const place = `${oid.slice(0, 2)}/${oid.slice(2)}`;
  return hashName === 'md5' ? `files/md5/${place}` : place;
}
