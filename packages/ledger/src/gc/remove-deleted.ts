import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { dropLooseFiles } from '../loose-files/loose-files.store.ts';
import {
  type Doomed,
  type DoomedPage,
  deleteExperiments,
  deleteLoggedModels,
  deleteRuns,
  selectDoomedExperiments,
  selectDoomedLoggedModels,
  selectDoomedRuns,
} from './deleted.store.ts';
import { filesOf } from './files-of.ts';

export type RemovedKind = 'run' | 'logged_model' | 'experiment';

/** What was deleted long enough ago and stays, because a model version refers to it. */
export interface KeptDeleted {
  readonly kind: RemovedKind;
  readonly id: string;
  readonly name: string;
  /** As `reviews@3`. */
  readonly by: string;
}

export interface RemovedDeleted {
  readonly runs: number;
  readonly loggedModels: number;
  readonly experiments: number;
  /** The first of them; all are counted. */
  readonly kept: readonly KeptDeleted[];
  readonly keptTotal: number;
}

/** In one transaction: the points of a hundred long runs are millions of rows. */
const pageRows = 100;
/** As many as somebody reads. */
const keptShown = 100;

interface Verbs {
  readonly select: (db: Ledger['sql'], page: DoomedPage) => Promise<Doomed[]>;
  readonly remove: (db: Ledger['sql'], nos: readonly number[]) => Promise<void>;
}

const kinds: readonly (readonly [RemovedKind, Verbs])[] = [
  ['run', { select: selectDoomedRuns, remove: deleteRuns }],
  ['logged_model', { select: selectDoomedLoggedModels, remove: deleteLoggedModels }],
  // Last: one goes when nothing is left in it.
  ['experiment', { select: selectDoomedExperiments, remove: deleteExperiments }],
];

/**
 * Removes for good what was deleted before `deletedBeforeMs`, with what was logged to it and its files; their bytes are
 * garbage from then on. Restoring it comes before, or finds nothing.
 */
export async function removeDeleted(
  ledger: Ledger,
  by: Actor,
  {
    deletedBeforeMs,
    signal,
  }: { readonly deletedBeforeMs: number; readonly signal?: AbortSignal | undefined },
): Promise<RemovedDeleted> {
  const removed: Record<RemovedKind, number> = { run: 0, logged_model: 0, experiment: 0 };
  const kept: KeptDeleted[] = [];
  let keptTotal = 0;
  for (const [kind, { select, remove }] of kinds) {
    for (let after = -1, more = true; more; ) {
      signal?.throwIfAborted();
      const page = await ledger.transaction(async (inside) => {
        const doomed = await select(inside.sql, { deletedBeforeMs, after, count: pageRows });
        const gone = doomed.filter(({ keptBy }) => keptBy === null);
        for (const each of gone) await removeOne(inside, by, kind, each);
        await remove(
          inside.sql,
          gone.map(({ no }) => no),
        );
        return doomed;
      });
      for (const { id, name, keptBy } of page) {
        if (keptBy === null) removed[kind]++;
        else if (keptTotal++ < keptShown) kept.push({ kind, id, name, by: keptBy });
      }
      after = page.at(-1)?.no ?? after;
      more = page.length === pageRows;
    }
  }
  return {
    runs: removed.run,
    loggedModels: removed.logged_model,
    experiments: removed.experiment,
    kept,
    keptTotal,
  };
}

async function removeOne(inside: Ledger, by: Actor, kind: RemovedKind, doomed: Doomed): Promise<void> {
  const folder = filesOf(kind, doomed);
  const files = folder === null ? 0 : await dropLooseFiles(inside.sql, folder);
  await recordEvent(inside, by, {
    action: `${kind}.removed`,
    subjectKind: kind,
    subject: doomed.id,
    before: { name: doomed.name, experiment: String(doomed.experiment.id) },
    ...(files > 0 && { detail: { files } }),
  });
}
