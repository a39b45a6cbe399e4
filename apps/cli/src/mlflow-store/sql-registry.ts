import type { ImportedModel, ImportedVersion } from '@verdict/api';
import { numberIn, type Row, type StoreDatabase, textIn, textOrNull } from './database.ts';
import { entriesOf } from './sql-runs.ts';
import { deletedStage, versionStatusOf } from './statuses.ts';
import { modelIn } from './version-source.ts';

/** Models and versions are few; all of them at once. */
export async function sqlRegistry(db: StoreDatabase, workspaces: boolean): Promise<ImportedModel[]> {
  const ofName = async (table: string) => {
    if ((await db.columns(table)).size === 0) return new Map<string, Row[]>();
    const where = workspaces ? `where workspace = 'default'` : '';
    return Map.groupBy(await db.rows(`select * from ${table} ${where}`), (row) => textIn(row, 'name'));
  };
  const models = await ofName('registered_models');
  const versions = await ofName('model_versions');
  const tags = await ofName('registered_model_tags');
  const versionTags = await ofName('model_version_tags');
  const aliases = await ofName('registered_model_aliases');
  return [...models].map(([name, [row]]) => {
    const created = numberIn(row, 'creation_time');
    const tagsOf = Map.groupBy(versionTags.get(name) ?? [], (tag) => numberIn(tag, 'version'));
    return {
      name,
      description: textIn(row, 'description'),
      created_ms: created,
      updated_ms: numberIn(row, 'last_updated_time', created),
      tags: entriesOf(tags.get(name)),
      aliases: Object.fromEntries(
        (aliases.get(name) ?? []).map((alias) => [textIn(alias, 'alias'), numberIn(alias, 'version')]),
      ),
      versions: (versions.get(name) ?? [])
        .map((version) => versionOf(version, entriesOf(tagsOf.get(numberIn(version, 'version')))))
        .sort((a, b) => a.number - b.number),
    };
  });
}

function versionOf(row: Row, tags: Readonly<Record<string, string>>): ImportedVersion {
  const created = numberIn(row, 'creation_time');
  const updated = numberIn(row, 'last_updated_time', created);
  // MLflow blots out what a deleted version said.
  const deleted = textIn(row, 'current_stage') === deletedStage;
  const source = deleted ? '' : textIn(row, 'source');
  return {
    number: numberIn(row, 'version'),
    run_id: deleted ? null : textIn(row, 'run_id') || null,
    logged_model_id: deleted ? null : modelIn(source) || modelIn(textOrNull(row, 'storage_location')),
    source,
    storage_location: deleted ? null : textOrNull(row, 'storage_location'),
    status: versionStatusOf(textOrNull(row, 'status')),
    stage: deleted ? 'None' : textIn(row, 'current_stage') || 'None',
    description: textIn(row, 'description'),
    user: textIn(row, 'user_id'),
    run_link: deleted ? '' : textIn(row, 'run_link'),
    created_ms: created,
    updated_ms: updated,
    deleted_ms: deleted ? updated : null,
    tags,
  };
}
