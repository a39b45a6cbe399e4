import type { Ledger } from '../ledger.ts';

type Tags = Readonly<Record<string, string | null>>;

/** Writes one row a tag; null takes the tag away. */
export async function writeVersionTags({ sql: db }: Ledger, versionId: number, tags: Tags): Promise<void> {
  for (const [key, value] of Object.entries(tags)) {
    if (value === null) {
      await db
        .deleteFrom('model_version_tag')
        .where('version_id', '=', versionId)
        .where('key', '=', key)
        .execute();
    } else {
      await db
        .insertInto('model_version_tag')
        .values({ version_id: versionId, key, value })
        .onConflict((on) => on.columns(['version_id', 'key']).doUpdateSet({ value }))
        .execute();
    }
  }
}

export async function writeModelTags({ sql: db }: Ledger, modelId: number, tags: Tags): Promise<void> {
  for (const [key, value] of Object.entries(tags)) {
    if (value === null) {
      await db.deleteFrom('model_tag').where('model_id', '=', modelId).where('key', '=', key).execute();
    } else {
      await db
        .insertInto('model_tag')
        .values({ model_id: modelId, key, value })
        .onConflict((on) => on.columns(['model_id', 'key']).doUpdateSet({ value }))
        .execute();
    }
  }
}
