import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText } from '../names.ts';
import type { ModelVersion, VersionStatus } from './model.ts';
import { lockModel } from './models.store.ts';
import { writeVersionTags } from './tags.store.ts';
import { assertDescription, assertTags, type TagChanges } from './tags.ts';
import { findVersion } from './versions.store.ts';

export interface VersionChanges {
  readonly model: string;
  readonly version: number;
  readonly description?: string;
  readonly stage?: string;
  readonly status?: VersionStatus;
  readonly tags?: TagChanges;
}

/** Its file, its run and its facts never change. */
export async function updateVersion(
  ledger: Ledger,
  by: Actor,
  { model: name, version: number, description, stage, status, tags = {} }: VersionChanges,
): Promise<ModelVersion> {
  if (description !== undefined) assertDescription(description);
  if (stage !== undefined) assertText('stage', stage, 100);
  assertTags(tags);
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const before = await findVersion(inside.sql, model, number);
    // A tag is beside the version and not of it, as in MLflow.
    if (description !== undefined || stage !== undefined || status !== undefined) {
      await inside.sql
        .updateTable('model_version')
        .set({
          ...(description !== undefined && { description }),
          ...(stage !== undefined && { stage }),
          ...(status !== undefined && { status }),
          updated_ms: inside.clock(),
        })
        .where('id', '=', before.id)
        .execute();
    }
    await writeVersionTags(inside, before.id, tags);
    const after = await findVersion(inside.sql, model, number);
    await recordEvent(inside, by, {
      action: 'model.version_updated',
      subjectKind: 'model',
      subject: name,
      before: told(before),
      after: told(after),
    });
    return after;
  });
}

function told({ version, description, stage, status, tags }: ModelVersion) {
  return { version, description, stage, status, tags };
}
