import type { KnownKeys, LoggedColumn } from '@verdict/ledger';

/** `metrics.val.loss`: the first dot divides, the rest is the key as it is. */
export function parseColumn(name: string): LoggedColumn {
  const dot = name.indexOf('.');
  return { entity: name.slice(0, dot) as LoggedColumn['entity'], key: name.slice(dot + 1) };
}

export function columnName({ entity, key }: LoggedColumn): string {
  return `${entity}.${key}`;
}

/** What a training of ours logs and is looked at for first. */
const best: Readonly<Record<'params' | 'metrics', readonly string[]>> = {
  params: ['recipe', 'data', 'seed'],
  metrics: ['accuracy', 'macro_f1', 'log_loss', 'seconds_total'],
};

/** Where nobody has chosen: the best known of what there is, or else the first of it. */
export function usualColumns(known: Pick<KnownKeys, 'params' | 'metrics'>): readonly LoggedColumn[] {
  return (['params', 'metrics'] as const).flatMap((entity) => {
    const there = best[entity].filter((key) => known[entity].includes(key));
    const keys = there.length > 0 ? there : known[entity].slice(0, best[entity].length);
    return keys.map((key) => ({ entity, key }));
  });
}
