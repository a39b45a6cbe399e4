export type MoveKind = 'promote' | 'force' | 'rollback' | 'set' | 'remove';

/** One move of an alias, in versions' numbers. */
export interface AliasMove {
  readonly alias: string;
  readonly kind: MoveKind;
  readonly from: number | null;
  readonly to: number | null;
  readonly reason: string;
  readonly judgement: number | null;
  readonly atMs: number;
  readonly actor: string;
}
