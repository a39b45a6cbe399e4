import type { ConsoleModel } from '@verdict/api';

export interface AliasLine {
  readonly alias: string;
  readonly version: number;
  /** What moves it; null: whoever may write. */
  readonly movesBy: string | null;
}

/** By name; those that nobody may move by hand say what moves them. */
export function aliasesOf({
  aliases,
  traffic,
}: Pick<ConsoleModel, 'aliases' | 'traffic'>): readonly AliasLine[] {
  return Object.entries(aliases)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([alias, version]) => ({ alias, version, movesBy: movesBy(alias, traffic) }));
}

function movesBy(alias: string, traffic: ConsoleModel['traffic']): string | null {
  if (alias === 'champion') return 'promoting and rolling back';
  return alias === 'challenger' && traffic?.state === 'running' ? 'its trial' : null;
}
