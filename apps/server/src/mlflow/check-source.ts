import { posix } from 'node:path';
import { LedgerError } from '@verdict/ledger';
import { proxyPathOf } from './artifact-uris.ts';
import { parseModelUri, uriParts } from './model-uri.ts';

/** Whose files a version is registered from, as the client says. */
export interface SourceOwner {
  readonly kind: 'run_id' | 'model_id';
  /** Empty where nothing was said. */
  readonly id: string;
  /** Where that run or logged model keeps its artifacts; null where there is no such one. */
  readonly root: string | null;
}

/**
 * MLflow's rules of where the files of a version may be: of this server's own only those of the run or logged model
 * that is named with them, nothing on the server's disk, and no path that climbs. Refused in its words.
 */
export function checkSource(source: string, owner: SourceOwner): void {
  const { scheme, host, path } = uriParts(source);
  if (scheme === '' || scheme === 'file') throw localSource(source, owner.kind);
  assertNoClimbing(source, path);
  if (scheme === 'runs' || scheme === 'models') {
    if (host !== '') throw notOf(source, scheme === 'runs' ? 'run_id' : 'model_id');
  }
  if (scheme === 'runs') {
    const runId = path.replace(/^\/+/, '').split('/')[0];
    if (owner.kind === 'run_id' && owner.id !== '' && owner.id === runId) return;
    throw notOf(source, owner.kind);
  }
  if (scheme === 'models') {
    const parsed = parseModelUri(source);
    if (parsed === null) throw notOf(source, 'model_id');
    if (parsed.kind !== 'logged') return;
    if (owner.kind === 'model_id' && owner.id !== '' && owner.id === parsed.id) return;
    throw notOf(source, 'model_id');
  }
  if (proxyPathOf(source) !== null && !(owner.root !== null && isWithin(source, owner.root))) {
    throw notOf(source, owner.kind);
  }
}

function isWithin(source: string, root: string): boolean {
  const [inner, outer] = [source, root].map((uri) => (proxyPathOf(uri) ?? uri).split('/').filter(Boolean));
  return outer.length > 0 && outer.every((part, at) => unescaped(inner[at] ?? '') === unescaped(part));
}

function assertNoClimbing(source: string, path: string): void {
  const [whole, inPath] = [unescaped(source.replaceAll('+', ' ')), unescaped(path.replaceAll('+', ' '))];
  const plain = inPath.replace(/\/+/g, '/').replace(/\/$/, '');
  const climbs = whole.includes('\0') || whole.split('/').includes('..');
  if (!climbs && plain.startsWith('/') && posix.normalize(plain) === plain) return;
  throw invalid(
    `Invalid model version source: '${shown(source)}'. If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references present. Please provide an absolute path.`,
  );
}

/** As often as it was escaped. */
function unescaped(text: string): string {
  for (let before = text; ; before = text) {
    try {
      text = decodeURIComponent(before);
    } catch {
      return before;
    }
    if (text === before) return text;
  }
}

function localSource(source: string, kind: SourceOwner['kind']): LedgerError {
  const of = kind === 'run_id' ? 'run specified by the run_id' : 'run specified by the model_id';
  return invalid(
    `Invalid model version source: '${shown(source)}'. To use a local path as a model version source, the ${kind} request parameter has to be specified and the local path has to be contained within the artifact directory of the ${of}.`,
  );
}

export function notOf(source: string, kind: SourceOwner['kind']): LedgerError {
  return invalid(
    `Invalid model version source: '${shown(source)}'. The ${kind} request parameter must identify the resource that contains the source.`,
  );
}

function invalid(message: string): LedgerError {
  return new LedgerError('VALUE_INVALID', message);
}

function shown(source: string): string {
  return source.length > 500 ? `${source.slice(0, 500)}…` : source;
}
