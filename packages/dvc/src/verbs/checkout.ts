import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Cache } from '../cache/cache.ts';
import { type Data, dataAt } from '../data/data-files.ts';
import { hashData, hashOnly } from '../data/hash-data.ts';
import { saveKnownHashes } from '../data/known-hashes.ts';
import { type CheckoutPlan, planCheckout } from '../data/plan-checkout.ts';
import { linkerFor } from '../data/relink.ts';
import { DvcError, throwIfAborted } from '../errors.ts';
import { fileError } from '../files.ts';
import { withRepositoryLocked } from '../locks/lock-repository.ts';
import { isListOid } from '../objects/object-key.ts';
import { parseTree, type TreeEntry } from '../objects/tree.ts';
import { fromRoot } from '../paths.ts';
import type { Repository } from '../repository/repository.ts';
import { findOutputs } from '../targets/find-outputs.ts';
import { type Selected, selectOutputs } from '../targets/select-outputs.ts';
import { entriesWithin } from '../targets/tracked-objects.ts';
import type { TargetOptions } from './options.ts';

export interface CheckoutOptions extends TargetOptions {
  /** Overwrites and removes data whose content is not in the cache; refused with CHANGES_NOT_SAVED otherwise. */
  readonly force?: boolean | undefined;
}

export interface CheckoutReport {
  /** Tracked paths, from the repository's root, by what happened to them. */
  readonly added: readonly string[];
  readonly modified: readonly string[];
  /** Always empty now: data that no `.dvc` file names any more is left to its owner. */
  readonly deleted: readonly string[];
  readonly unchanged: readonly string[];
  /** Tracked paths whose objects are not all in the cache: left as they are. */
  readonly missing: readonly string[];
  readonly filesWritten: number;
  readonly filesRemoved: number;
}

/**
 * Makes the data in the working folder be what the `.dvc` files say, from the cache. All is compared before
 * anything is changed: where something would be lost nothing is written.
 */
export async function checkout(
  repository: Repository,
  options: CheckoutOptions = {},
): Promise<CheckoutReport> {
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  const selected = selectOutputs(findOutputs(repository), repository.root, options.targets).filter(
    ({ output }) => output.isCached && output.oid !== undefined && !output.isCloudVersioned,
  );
  const paths = selected.map(({ output }) => output.path);
  return withRepositoryLocked(repository, paths, options.signal, async () => {
    const plans: Planned[] = [];
    const missing: string[] = [];
    for (const one of selected) {
      const plan = await plannedFor(repository, cache, one, options);
      if (plan === undefined) missing.push(fromRoot(repository.root, one.output.path));
      else plans.push(plan);
    }
    if (!options.force) refuseLosses(repository, plans);
    const total = plans.reduce((sum, { plan }) => sum + plan.write.length, 0);
    let written = 0;
    for (const planned of plans)
      await apply(repository, cache, planned, options, () => {
        written += 1;
        options.onProgress?.({ step: 'link', done: written, total });
      });
    const by = (kind: Planned['kind']) =>
      plans.filter((one) => one.kind === kind).map(({ path }) => fromRoot(repository.root, path));
    return {
      added: by('added'),
      modified: by('modified'),
      deleted: [],
      unchanged: by('unchanged'),
      missing,
      filesWritten: written,
      filesRemoved: plans.reduce((sum, { plan }) => sum + plan.remove.length, 0),
    };
  });
}

interface Planned {
  readonly path: string;
  readonly kind: 'added' | 'modified' | 'unchanged';
  readonly selected: Selected;
  readonly data: Data | undefined;
  readonly isFolder: boolean;
  readonly plan: CheckoutPlan;
}

/** Undefined where the cache lacks an object. */
async function plannedFor(
  repository: Repository,
  cache: Cache,
  selected: Selected,
  options: CheckoutOptions,
): Promise<Planned | undefined> {
  const { output, within } = selected;
  const { path, hashName } = output;
  const oid = output.oid!;
  const isFolder = isListOid(oid);
  if (isFolder && !(await cache.has({ oid, hashName }, options.signal))) return undefined;
  const entries: readonly TreeEntry[] = isFolder
    ? entriesWithin(parseTree(cache.read({ oid, hashName }), oid), within, path)
    : [{ relpath: '', md5: oid }];
  const data = await dataAt(repository, path, options.signal);
  const reader = hashOnly(hashName, options.signal);
  const standing = data ? (await hashData(repository, data, hashName, reader, options)).files : [];
  const plan = planCheckout(entries, standing, within);
  for (const { md5 } of plan.write)
    if (
      !cache.hasTrusted({ oid: md5, hashName }) &&
      !(await cache.has({ oid: md5, hashName }, options.signal))
    )
      return undefined;
  const isReplaced = data !== undefined && data.isFolder !== isFolder;
  const isSame = plan.write.length === 0 && plan.remove.length === 0 && data !== undefined;
  const lost: string[] = [];
  for (const file of plan.overwritten)
    if (!(await cache.has({ oid: file.md5, hashName }, options.signal))) lost.push(file.relpath);
  return {
    path,
    kind: isSame ? 'unchanged' : data === undefined ? 'added' : 'modified',
    selected,
    data: isReplaced ? data : undefined,
    isFolder,
    plan: { ...plan, lost },
  };
}

function refuseLosses(repository: Repository, plans: readonly Planned[]): void {
  const lost = plans.flatMap(({ path, plan }) =>
    plan.lost.map((relpath) => fromRoot(repository.root, relpath === '' ? path : `${path}/${relpath}`)),
  );
  if (lost.length > 0)
    throw new DvcError(
      'CHANGES_NOT_SAVED',
      `${lost.slice(0, 3).join(', ')}${lost.length > 3 ? ` and ${lost.length - 3} more` : ''} would be lost, being in no cache; add them first, or force it.`,
    );
}

async function apply(
  repository: Repository,
  cache: Cache,
  { path, selected, data, isFolder, plan }: Planned,
  options: CheckoutOptions,
  onWritten: () => void,
): Promise<void> {
  const { output } = selected;
  const at = (relpath: string) => (relpath === '' ? path : `${path}/${relpath}`);
  try {
    if (data) rmSync(path, { recursive: true, force: true });
    for (const { relpath } of plan.remove) rmSync(at(relpath), { force: true });
    if (isFolder) mkdirSync(path, { recursive: true });
  } catch (error) {
    throw fileError(path, error);
  }
  const linker = linkerFor(repository);
  const made = new Set<string>();
  for (const { relpath, md5 } of plan.write) {
    throwIfAborted(options.signal);
    const target = at(relpath);
    makeRoom(dirname(target), path, made);
    linker.link(cache.pathOf({ oid: md5, hashName: output.hashName }), target, output.isExecutable);
    onWritten();
  }
  if (plan.write.length > 0 || plan.remove.length > 0) await remember(repository, selected, plan, options);
}

/** A file may stand where a folder is wanted: its content is in the cache, or was given up by force. */
function makeRoom(folder: string, top: string, made: Set<string>): void {
  if (made.has(folder)) return;
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw fileError(folder, error);
    for (let at = folder; at.length > top.length; at = dirname(at)) rmSync(at, { force: true });
    mkdirSync(folder, { recursive: true });
  }
  made.add(folder);
}

/** What was written is known without reading it. */
async function remember(
  repository: Repository,
  { output }: Selected,
  plan: CheckoutPlan,
  options: CheckoutOptions,
): Promise<void> {
  const data = await dataAt(repository, output.path, options.signal);
  if (data === undefined) return;
  const known = new Map([...plan.keep, ...plan.write].map(({ relpath, md5 }) => [relpath, md5]));
  const files = data.files.flatMap((file) => {
    const md5 = known.get(file.relpath);
    return md5 === undefined ? [] : [{ ...file, md5 }];
  });
  saveKnownHashes(repository, output.path, output.hashName, files, Date.now());
}
