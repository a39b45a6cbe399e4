import type { Kysely } from 'kysely';
import type { Actor, Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { AliasMove, MoveKind } from './alias-move.ts';
import type { VersionFormat } from './model.ts';

export interface Pointed {
  readonly id: number;
  readonly number: number;
  readonly format: VersionFormat;
}

export async function findAlias(
  { sql: db }: Ledger,
  modelId: number,
  alias: string,
): Promise<Pointed | null> {
  if (alias.includes('\0')) return null;
  const row = await db
    .selectFrom('model_alias')
    .innerJoin('model_version', 'model_version.id', 'model_alias.version_id')
    .select(['model_version.id', 'model_version.number', 'model_version.format'])
    .where('model_alias.model_id', '=', modelId)
    .where('model_alias.alias', '=', alias)
    .executeTakeFirst();
  return row ?? null;
}

export interface Move {
  readonly modelId: number;
  readonly alias: string;
  readonly kind: MoveKind;
  readonly fromId: number | null;
  /** Null takes the alias away. */
  readonly toId: number | null;
  readonly reason: string;
  readonly judgementId: number | null;
}

/** The alias and the record of its move; call it with the model locked. */
export async function moveAlias(inside: Ledger, by: Actor, move: Move): Promise<void> {
  const { modelId, alias, toId } = move;
  const db = inside.sql;
  if (toId === null) {
    await db.deleteFrom('model_alias').where('model_id', '=', modelId).where('alias', '=', alias).execute();
  } else {
    await db
      .insertInto('model_alias')
      .values({ model_id: modelId, alias, version_id: toId })
      .onConflict((on) => on.columns(['model_id', 'alias']).doUpdateSet({ version_id: toId }))
      .execute();
  }
  await db
    .insertInto('alias_move')
    .values({
      model_id: modelId,
      alias,
      from_id: move.fromId,
      to_id: toId,
      kind: move.kind,
      reason: move.reason,
      judgement_id: move.judgementId,
      at_ms: inside.clock(),
      actor: by.name,
      request_id: by.requestId,
    })
    .execute();
}

export interface MoveById {
  readonly kind: MoveKind;
  readonly to: number | null;
}

/** From first to last, as versions' ids. */
export async function selectMoves({ sql: db }: Ledger, modelId: number, alias: string): Promise<MoveById[]> {
  return db
    .selectFrom('alias_move')
    .select(['kind', 'to_id as to'])
    .where('model_id', '=', modelId)
    .where('alias', '=', alias)
    .orderBy('id')
    .execute();
}

/** Versions of the model that could go into service, by id. */
export async function selectServable(
  { sql: db }: Ledger,
  modelId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('model_version')
    .select(['id', 'number'])
    .where('model_id', '=', modelId)
    .where('format', '=', 'verdict')
    .where('deleted_ms', 'is', null)
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** What moved onto this version or away from it, newest first. */
export async function selectMovesOf(
  db: Kysely<Tables>,
  {
    modelId,
    versionId,
    count,
  }: { readonly modelId: number; readonly versionId: number; readonly count: number },
): Promise<AliasMove[]> {
  const rows = await aliasMoves(db)
    .where('alias_move.model_id', '=', modelId)
    .where((eb) => eb.or([eb('alias_move.from_id', '=', versionId), eb('alias_move.to_id', '=', versionId)]))
    .orderBy('alias_move.id', 'desc')
    .limit(count)
    .execute();
  return rows;
}

/** Every move of an alias, as it is told: whose, how many and in which order is for the caller to say. */
export function aliasMoves(db: Kysely<Tables>) {
  return db
    .selectFrom('alias_move')
    .leftJoin('model_version as source', 'source.id', 'alias_move.from_id')
    .leftJoin('model_version as target', 'target.id', 'alias_move.to_id')
    .select([
      'alias_move.alias',
      'alias_move.kind',
      'source.number as from',
      'target.number as to',
      'alias_move.reason',
      'alias_move.judgement_id as judgement',
      'alias_move.at_ms as atMs',
      'alias_move.actor',
    ]);
}
