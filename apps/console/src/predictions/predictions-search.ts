import { modelOf } from '../live/live-search.ts';

export const times = [
  { id: 'hour', name: 'the last hour', ms: 3_600_000 },
  { id: 'day', name: 'the last day', ms: 86_400_000 },
  { id: 'week', name: 'the last week', ms: 7 * 86_400_000 },
] as const;
export type Time = (typeof times)[number]['id'];

export const kinds = ['unsure', 'sure', 'disputed'] as const;
export type Kind = (typeof kinds)[number];

export interface PredictionsSearch {
  readonly model?: string;
  readonly version?: number;
  readonly label?: string;
  readonly only?: Kind;
  readonly time?: Time;
  readonly text?: string;
}

/** An address, or what a form says, made safe. A version or a dispute without its model would be refused. */
export function predictionsSearch(raw: Readonly<Record<string, unknown>>): PredictionsSearch {
  const model = modelOf(raw.model);
  const version = Number(typeof raw.version === 'object' ? Number.NaN : raw.version);
  const only = kinds.find((kind) => kind === raw.only);
  const time = times.find(({ id }) => id === raw.time)?.id;
  const label = textOf(raw.label);
  const text = textOf(raw.text).slice(0, 200);
  return {
    ...(model && { model }),
    ...(model && Number.isInteger(version) && version > 0 && version < 2 ** 31 && { version }),
    ...(label && { label }),
    ...(only && (only !== 'disputed' || model) && { only }),
    ...(time && { time }),
    ...(text && { text }),
  };
}

/** The router reads `1` as a number, and `true` as what it says. */
function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value).replaceAll('\0', '').trim().slice(0, 1000)
    : '';
}

/** As the API asks for it. Of the time a whole minute, so that pages that follow are of the same question. */
export function predictionsQuery(
  { model, version, label, only, time, text }: PredictionsSearch,
  nowMs: number,
) {
  const lastMs = times.find(({ id }) => id === time)?.ms;
  return {
    ...(model && { model }),
    ...(version && { version }),
    ...(label && { label }),
    ...((only === 'unsure' || only === 'sure') && { unsure: only === 'unsure' }),
    ...(only === 'disputed' && { disputed: true }),
    ...(lastMs && { from_ms: Math.floor((nowMs - lastMs) / 60_000) * 60_000 }),
    ...(text && { search: text }),
  };
}
