import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertStorable, assertText, shown } from '../names.ts';
import { assertEntries, assertWhole } from '../runs/check-entry.ts';
import { runIdPattern } from '../runs/read-runs.ts';
import { insertTagsOf } from './experiments.store.ts';
import { selectModelPlaces } from './files.store.ts';
import { importLimits } from './import-limits.ts';
import type { Imported, ModelToImport, VersionToImport } from './imported.ts';
import { decideAlias, decideVersion, type NumberedVersion } from './imported-version.ts';
import { locationOf, type ModelPlace } from './loose-path.ts';
import {
  insertAlias,
  insertVersion,
  lockOrInsertModel,
  selectAliases,
  selectNumbers,
} from './models.store.ts';
import { type Refusing, refusing } from './refusing.ts';
import { runNumbers } from './runs.store.ts';

export interface ImportedModels extends Imported {
  /** Versions that were not there. */
  readonly versions: number;
}

/**
 * Registered models with their versions under the numbers that they have, as versions of another form: kept, listed and
 * downloaded, and never served. No alias is taken from a version that has it, and none is set that decides what serves.
 */
export async function importModels(
  ledger: Ledger,
  by: Actor,
  wanted: readonly ModelToImport[],
): Promise<ImportedModels> {
  const refusals = refusing();
  let added = 0;
  let there = 0;
  let versions = 0;
  for (const model of wanted) {
    if (!refusals.passes(`model ${shown(model.name)}`, () => assertModel(model))) continue;
    const outcome = await ledger.transaction((inside) => importModel(inside, by, model, refusals));
    if (outcome === null) continue;
    if (outcome.added) added++;
    else there++;
    versions += outcome.versions;
  }
  return { added, there, refused: refusals.refused, versions };
}

async function importModel(
  inside: Ledger,
  by: Actor,
  model: ModelToImport,
  refusals: Refusing,
): Promise<{ readonly added: boolean; readonly versions: number } | null> {
  const subject = `model ${shown(model.name)}`;
  const row = await lockOrInsertModel(inside.sql, model);
  if (row.deleted_ms !== null) {
    refusals.refuse(subject, 'It has been deleted on record; register it there again, then import again.');
    return null;
  }
  const tagsOf = (of: string, tags: ModelToImport['tags']) =>
    refusals.kept(
      tags,
      (key) => `tag ${shown(key)} of the ${of}`,
      (key, value) => assertEntries('tag', [[key, value]], importLimits.versionTagLength),
    );
  await insertTagsOf(inside.sql, 'model', row.id, tagsOf(subject, model.tags));

  const numbers = await selectNumbers(inside.sql, row.id);
  const runs = await runNumbers(inside.sql, [
    ...new Set(model.versions.flatMap(({ runId }) => (runId !== null && isRunId(runId) ? [runId] : []))),
  ]);
  const logged = model.versions.flatMap(({ loggedModelId }) => (loggedModelId ? [loggedModelId] : []));
  const places = new Map((await selectModelPlaces(inside.sql, logged)).map((place) => [place.id, place]));
  const ours = new Map<number, NumberedVersion>();
  let versions = 0;
  for (const version of model.versions) {
    const which = `version ${version.number} of the ${subject}`;
    const there = numbers.get(version.number) ?? null;
    const decided = decideVersion(version, there);
    if (decided.kind === 'there' && there !== null) ours.set(version.number, there);
    if (decided.kind === 'refuse') refusals.refuse(which, decided.reason);
    if (decided.kind !== 'insert') continue;
    if (!refusals.passes(which, () => assertVersion(version))) continue;
    const runNo = version.runId === null ? null : (runs.get(version.runId) ?? null);
    const storageLocation = storageOf(version, places);
    const id = await insertVersion(inside.sql, { modelId: row.id, runNo, storageLocation, version, by });
    const { createdMs, deletedMs } = version;
    ours.set(version.number, { id, format: 'other', createdMs, deletedMs });
    await insertTagsOf(inside.sql, 'version', id, tagsOf(which, version.tags));
    versions++;
  }

  const aliases = await selectAliases(inside.sql, row.id);
  const serves = [...numbers.values()].some(({ format }) => format === 'verdict');
  for (const [alias, number] of Object.entries(model.aliases)) {
    const target = ours.get(number) ?? null;
    const decided = decideAlias({ alias, target, current: aliases.get(alias) ?? null, serves });
    const which = `alias ${shown(alias)} of the ${subject}`;
    if (decided.kind === 'refuse') refusals.refuse(which, decided.reason);
    if (decided.kind !== 'insert' || target === null) continue;
    await insertAlias(inside.sql, by, {
      modelId: row.id,
      alias,
      versionId: target.id,
      nowMs: inside.clock(),
    });
  }
  if (row.added || versions > 0) {
    await recordEvent(inside, by, {
      action: 'model.imported',
      subjectKind: 'model',
      subject: model.name,
      after: { versions },
    });
  }
  return { added: row.added, versions };
}

/** What only points at a model is followed now, as it is when a client registers it. */
function storageOf(version: VersionToImport, places: ReadonlyMap<string, ModelPlace>): string | null {
  if (!version.source.startsWith('models:')) return null;
  const place = version.loggedModelId === null ? undefined : places.get(version.loggedModelId);
  return place ? locationOf(place) : version.storageLocation;
}

const isRunId = (id: string): boolean => runIdPattern.test(id);

/** The names that MLflow takes: they stand in `models:/name/3` and in folders. */
function assertModel({ name, description, createdMs, updatedMs }: ModelToImport): void {
  if (name.trim() === '' || /[/:]/.test(name)) {
    throw new LedgerError('NAME_INVALID', 'Its name is empty, or has a slash or a colon in it.');
  }
  assertText('name of the model', name, importLimits.modelNameLength);
  assertStorable('The description', description, importLimits.valueLength);
  assertWhole('The time of its creation', createdMs);
  assertWhole('The time of its last change', updatedMs);
}

function assertVersion(version: VersionToImport): void {
  assertText('source', version.source, importLimits.locationLength);
  assertText('storage location', version.storageLocation ?? '', importLimits.locationLength);
  assertText('run', version.runId ?? '', 256);
  assertText('stage', version.stage, 100);
  assertText('name of the user', version.userName, 256);
  assertText('run link', version.runLink, importLimits.locationLength);
  assertText('logged model', version.loggedModelId ?? '', 256);
  assertStorable('The description', version.description, importLimits.valueLength);
  assertWhole('The time of its creation', version.createdMs);
  assertWhole('The time of its last change', version.updatedMs);
  assertWhole('The time of its deletion', version.deletedMs ?? 0);
}
