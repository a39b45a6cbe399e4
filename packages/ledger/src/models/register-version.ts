import { isForeignKeyViolation } from '@verdict/db';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertModelName, assertName, assertText } from '../names.ts';
import { recordModelCreated } from './create-model.ts';
import type { Facts, ModelVersion, VersionFormat, VersionStatus } from './model.ts';
import { lockModel, lockOrInsertModel, type ModelRow, writeModel } from './models.store.ts';
import { storedJson } from './stored-json.ts';
import { writeVersionTags } from './tags.store.ts';
import { assertDescription, assertTags } from './tags.ts';
import { findRunNo, findRunNoIfThere, findSameVersion, findVersion, nextNumber } from './versions.store.ts';

export interface VersionToRegister {
  readonly model: string;
  /** Left out, the model is made where it is not there. */
  readonly modelMustExist?: boolean;
  readonly runId: string | null;
  /** Instead of `runId`, by a client whose runs may be elsewhere. */
  readonly saidRunId?: string;
  readonly loggedModelId?: string;
  readonly storageLocation?: string;
  /** A model file is kept with `keepBlob` first; null where the bytes are elsewhere. */
  readonly blob: { readonly sha256: string; readonly bytes: number } | null;
  readonly format: VersionFormat;
  readonly facts: Facts | null;
  readonly source?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly status?: VersionStatus;
  readonly userName?: string;
  readonly runLink?: string;
}

export interface Registered {
  /** False: the same file from the same run was there already. */
  readonly registered: boolean;
  readonly version: ModelVersion;
}

export async function registerVersion(
  ledger: Ledger,
  by: Actor,
  asked: VersionToRegister,
): Promise<Registered> {
  assertVersion(asked);
  return ledger.transaction(async (inside) => {
    const now = inside.clock();
    const model = await lockedModel(inside, by, asked, now);
    const runNo =
      asked.runId === null
        ? await findRunNoIfThere(inside, asked.saidRunId ?? '')
        : await findRunNo(inside, asked.runId);
    if (asked.blob) {
      const same = await findSameVersion(inside, { modelId: model.id, runNo, sha256: asked.blob.sha256 });
      if (same) return { registered: false, version: same };
    }
    const number = await nextNumber(inside, model.id);
    const id = await insertVersion(inside, by, asked, { modelId: model.id, runNo, number, now });
    await writeVersionTags(inside, id, asked.tags ?? {});
    await writeModel(inside, model.id, { updated_ms: now });
    await recordEvent(inside, by, {
      action: 'model.version_registered',
      subjectKind: 'model',
      subject: asked.model,
      after: { version: number },
      detail: {
        run_id: asked.runId ?? asked.saidRunId ?? null,
        sha256: asked.blob?.sha256 ?? null,
        format: asked.format,
      },
    });
    return { registered: true, version: await findVersion(inside.sql, model, number) };
  });
}

async function lockedModel(
  inside: Ledger,
  by: Actor,
  { model: name, modelMustExist = false }: VersionToRegister,
  now: number,
): Promise<ModelRow> {
  if (modelMustExist) return lockModel(inside, name);
  const { model, created } = await lockOrInsertModel(inside, name, now);
  if (created) await recordModelCreated(inside, by, name);
  return model;
}

interface Place {
  readonly modelId: number;
  readonly runNo: number | null;
  readonly number: number;
  readonly now: number;
}

async function insertVersion(
  { sql: db }: Ledger,
  by: Actor,
  asked: VersionToRegister,
  { modelId, runNo, number, now }: Place,
): Promise<number> {
  const { blob, facts } = asked;
  const { id } = await db
    .insertInto('model_version')
    .values({
      model_id: modelId,
      number,
      run_no: runNo,
      format: asked.format,
      blob_sha256: blob?.sha256 ?? null,
      bytes: blob?.bytes ?? null,
      source: asked.source ?? '',
      status: asked.status ?? 'ready',
      description: asked.description ?? '',
      user_name: asked.userName ?? '',
      run_link: asked.runLink ?? '',
      said_run_id: asked.runId ?? asked.saidRunId ?? '',
      logged_model_id: asked.loggedModelId ?? null,
      storage_location: asked.storageLocation ?? null,
      facts: facts === null ? null : storedJson(facts),
      created_ms: now,
      updated_ms: now,
      created_by: by.name,
      request_id: by.requestId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      if (!blob || !isForeignKeyViolation(error)) throw error;
      throw new LedgerError(
        'BLOB_UNKNOWN',
        `There are no bytes ${blob.sha256} on record; upload the file before it is registered.`,
        { cause: error },
      );
    });
  return id;
}

function assertVersion({ model, blob, format, ...asked }: VersionToRegister): void {
  if (format === 'verdict') assertName('model', model);
  else assertModelName(model);
  assertText('id of the run', asked.saidRunId ?? '', 256);
  assertText('id of the logged model', asked.loggedModelId ?? '', 256);
  assertDescription(asked.description ?? '');
  assertTags(asked.tags ?? {});
  assertText('source', asked.source ?? '', 2000);
  assertText('run link', asked.runLink ?? '', 2000);
  assertText('user name', asked.userName ?? '', 256);
  if (format === 'verdict' && blob === null) {
    throw new LedgerError(
      'VALUE_INVALID',
      'A version that can serve needs its model file; send the .verdict file.',
    );
  }
}
