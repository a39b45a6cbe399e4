import { randomUUID } from 'node:crypto';
import { recordEvent } from '../../events/record-event.ts';
import type { Actor, Ledger } from '../../ledger.ts';
import { assertThere } from '../change-experiments.ts';
import { shareExperiment } from '../experiment.store.ts';
import { experimentNumber, experimentUnknown } from '../read-experiments.ts';
import { assertNewLoggedModel } from './check-logged-model.ts';
import { insertLoggedModel, insertModelParams, upsertModelTags } from './logged-model.store.ts';
import type { LoggedModel, NewLoggedModel } from './logged-model.ts';

/** Pending until it is finalized: its files follow. */
export async function createLoggedModel(
  ledger: Ledger,
  by: Actor,
  wanted: NewLoggedModel,
): Promise<LoggedModel> {
  assertNewLoggedModel(wanted);
  const { experimentId, modelType = '', sourceRunId = '', params = {}, tags = {} } = wanted;
  const number = experimentNumber(experimentId);
  const id = `m-${randomUUID().replaceAll('-', '')}`;
  const name = wanted.name ?? `model-${id.slice(2, 10)}`;
  return ledger.transaction(async (inside) => {
    const experiment = await shareExperiment(inside.sql, { id: number });
    if (!experiment) throw experimentUnknown(experimentId);
    assertThere(experiment);
    const nowMs = inside.clock();
    const { no } = await insertLoggedModel(inside.sql, {
      id,
      experimentId: number,
      name,
      modelType,
      sourceRunId: sourceRunId || null,
      nowMs,
      createdBy: by.name,
      requestId: by.requestId,
    });
    const paramEntries = Object.entries(params);
    const tagEntries = Object.entries(tags);
    if (paramEntries.length > 0) await insertModelParams(inside.sql, no, paramEntries);
    if (tagEntries.length > 0) await upsertModelTags(inside.sql, no, tagEntries);
    await recordEvent(inside, by, {
      action: 'logged_model.created',
      subjectKind: 'logged_model',
      subject: id,
      after: { name, experimentId },
    });
    return {
      id,
      experimentId,
      name,
      modelType,
      sourceRunId: sourceRunId || null,
      status: 'pending',
      statusMessage: '',
      createdMs: nowMs,
      updatedMs: nowMs,
      deleted: false,
      params,
      tags,
      metrics: [],
      versions: [],
    };
  });
}
