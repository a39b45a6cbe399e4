import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText, shown } from '../names.ts';
import { assertEntries, assertWhole } from '../runs/check-entry.ts';
import { assertExperimentName } from '../runs/create-experiment.ts';
import { insertTagsOf, upsertExperiment } from './experiments.store.ts';
import { importLimits } from './import-limits.ts';
import type { ExperimentToImport, Imported } from './imported.ts';
import { refusing } from './refusing.ts';

export interface ImportedExperiments extends Imported {
  /** Where their runs go. */
  readonly experiments: readonly { readonly name: string; readonly id: string }[];
}

/**
 * Experiments are known by their names: ids of file stores have 18 digits, more than a number in JSON can tell apart, and
 * those of two databases are the same.
 */
export async function importExperiments(
  ledger: Ledger,
  by: Actor,
  wanted: readonly ExperimentToImport[],
): Promise<ImportedExperiments> {
  const { passes, kept, refuse, refused } = refusing();
  const experiments: { name: string; id: string }[] = [];
  let added = 0;
  for (const asked of wanted) {
    const subject = `experiment ${shown(asked.name)}`;
    if (!passes(subject, () => assertExperiment(asked))) continue;
    const tags = kept(
      asked.tags,
      (key) => `tag ${shown(key)} of the ${subject}`,
      (key, value) => assertEntries('tag', [[key, value]], importLimits.valueLength),
    );
    await ledger.transaction(async (inside) => {
      const row = await upsertExperiment(inside.sql, asked);
      if (row.deleted_ms !== null && asked.deletedMs === null) {
        refuse(subject, 'It has been deleted on record; restore it there, and import again.');
        return;
      }
      await insertTagsOf(inside.sql, 'experiment', row.id, tags);
      experiments.push({ name: asked.name, id: String(row.id) });
      if (!row.added) return;
      added++;
      await recordEvent(inside, by, {
        action: 'experiment.imported',
        subjectKind: 'experiment',
        subject: String(row.id),
        after: { name: asked.name },
      });
    });
  }
  return { added, there: experiments.length - added, refused, experiments };
}

function assertExperiment({
  name,
  artifactLocation,
  createdMs,
  updatedMs,
  deletedMs,
}: ExperimentToImport): void {
  assertExperimentName(name);
  if (artifactLocation !== null) {
    assertText('artifact location', artifactLocation, importLimits.locationLength);
  }
  assertWhole('The time of its creation', createdMs);
  assertWhole('The time of its last change', updatedMs);
  assertWhole('The time of its deletion', deletedMs ?? 0);
}
