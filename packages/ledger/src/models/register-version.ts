import { isForeignKeyViolation } from '@verdict/db';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertName, assertText } from '../names.ts';
import { recordModelCreated } from './create-model.ts';
import type { Facts, ModelVersion, VersionFormat, VersionStatus } from './model.ts';
import { lockOrInsertModel, writeModel } from './models.store.ts';
import { storedJson } from './stored-json.ts';
import { assertDescription, assertTags } from './tags.ts';
import { findRunNo, findSameVersion, findVersion, nextNumber, writeVersionTags } from './versions.store.ts';

export interface VersionToRegister {
  /** Made where it is not there. */
  readonly model: string;
  readonly runId: string | null;
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
    const { model, created } = await lockOrInsertModel(inside, asked.model, now);
    if (created) await recordModelCreated(inside, by, asked.model);
    const runNo = asked.runId === null ? null : await findRunNo(inside, asked.runId);
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
      detail: { run_id: asked.runId, sha256: asked.blob?.sha256 ?? null, format: asked.format },
    });
    return { registered: true, version: await findVersion(inside.sql, model, number) };
  });
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
  assertName('model', model);
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
