import { LedgerError } from '@verdict/ledger';

/** As often as MLflow unescapes a path to see what may be hidden in it. */
const mostDecodings = 10;

/**
 * A path of a file or a folder as a client said it, once unescaped; a folder may end in a slash. Whatever would lead out
 * of where artifacts lie, escaped however often, is refused in MLflow's words. The record has rules of its own beyond.
 */
export function artifactPathOf(said: string): string {
  let read = said;
  for (let times = 0; ; times++) {
    if (climbs(read)) throw new LedgerError('ARTIFACT_PATH_INVALID', 'Invalid path');
    const decoded = unescapeAscii(read);
    if (decoded === read) return said.replace(/\/$/, '');
    if (times === mostDecodings) throw new LedgerError('ARTIFACT_PATH_INVALID', 'Invalid path');
    read = decoded;
  }
}

function climbs(path: string): boolean {
  return (
    /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path) ||
    /^[\\/]/.test(path) ||
    /^[A-Za-z]:[\\/]/.test(path) ||
    /^file:/i.test(path) ||
    // A client that escapes nothing means the beginning alone.
    path.includes('#')
  );
}

/** Everything that can climb is ASCII; what is no escape stays. */
function unescapeAscii(path: string): string {
  return path.replace(/%([0-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
