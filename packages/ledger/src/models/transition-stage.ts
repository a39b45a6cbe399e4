import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import type { ModelVersion } from './model.ts';
import { lockModel, writeModel } from './models.store.ts';
import { moveStages } from './stages.store.ts';
import { isActiveStage, type Stage } from './stages.ts';
import { findVersion } from './versions.store.ts';

export interface Transition {
  readonly model: string;
  readonly version: number;
  readonly stage: Stage;
  /** The versions that are in this stage now go into the archive. */
  readonly archiveOthers: boolean;
}

/** Moves a version to another stage, and those before it out of the way. Nothing that serves moves with it. */
export async function transitionStage(
  ledger: Ledger,
  by: Actor,
  { model: name, version: number, stage, archiveOthers }: Transition,
): Promise<ModelVersion> {
  if (archiveOthers && !isActiveStage(stage)) {
    throw new LedgerError(
      'VALUE_INVALID',
      `Versions are archived only to make room in Staging or Production, and not in ${stage}; leave that out.`,
    );
  }
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const before = await findVersion(inside.sql, model, number);
    const nowMs = inside.clock();
    const archived = archiveOthers
      ? await moveStages(inside, {
          modelId: model.id,
          from: stage,
          to: 'Archived',
          butVersionId: before.id,
          nowMs,
        })
      : [];
    await inside.sql
      .updateTable('model_version')
      .set({ stage, updated_ms: nowMs })
      .where('id', '=', before.id)
      .execute();
    await writeModel(inside, model.id, { updated_ms: nowMs });
    await recordEvent(inside, by, {
      action: 'model.stage_changed',
      subjectKind: 'model',
      subject: name,
      before: { version: number, stage: before.stage },
      after: { version: number, stage },
      detail: { archived },
    });
    return findVersion(inside.sql, model, number);
  });
}
