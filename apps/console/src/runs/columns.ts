import type { RunLine } from '@verdict/api';
import { isLogged, isOwn, type OwnColumn } from './runs-search.ts';

export interface ShownColumn {
  readonly id: string;
  readonly label: string;
  /** Above the label: what kind of thing it is. */
  readonly kind: string;
  readonly number: boolean;
  readonly width: number;
}

const own: Readonly<Record<OwnColumn, Pick<ShownColumn, 'label' | 'number' | 'width'>>> = {
  name: { label: 'Run', number: false, width: 240 },
  start: { label: 'Started', number: false, width: 168 },
  status: { label: 'Status', number: false, width: 92 },
  duration: { label: 'Took', number: true, width: 90 },
  experiment: { label: 'Experiment', number: false, width: 150 },
  user: { label: 'User', number: false, width: 130 },
  models: { label: 'Models', number: false, width: 160 },
  id: { label: 'Id', number: false, width: 120 },
};

const kinds: Readonly<Record<string, string>> = { metrics: 'metric', params: 'parameter', tags: 'tag' };

/** Around what was logged, where nobody has chosen. */
export const usualOwn: readonly OwnColumn[] = ['start', 'status'];

export function shownColumn(id: string): ShownColumn {
  if (isOwn(id)) return { id, kind: '', ...own[id] };
  const dot = id.indexOf('.');
  const entity = id.slice(0, dot);
  const label = id.slice(dot + 1);
  // Wide enough for its name, up to a point; the whole name is its title.
  const width = Math.min(220, Math.max(entity === 'metrics' ? 96 : 124, label.length * 7.5 + 40));
  return { id, label, kind: kinds[entity], number: entity === 'metrics', width };
}

/** The places of the logged columns in a line's values: what is asked of the server. */
export function loggedColumns(columns: readonly string[]): readonly string[] {
  return columns.filter(isLogged);
}

/**
 * Five digits, as many as tell runs apart; shares and losses with four behind the point, so that they stand under one
 * another. Never a long tail, never `1e-7` for nought.
 */
export function figureText(value: number | string): string {
  const number = typeof value === 'number' ? value : Number(value);
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '−∞';
  if (Number.isInteger(number) && Math.abs(number) < 1e15) return grouped.format(number).replace('-', '−');
  const size = Math.abs(number);
  if (size >= 0.01 && size < 10) return number.toFixed(4).replace('-', '−');
  const text = size >= 1e-4 && size < 1e9 ? rounded.format(number) : number.toExponential(3);
  return text.replace('-', '−');
}

const grouped = new Intl.NumberFormat('en');
const rounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 });

export function tookMs({ start_ms, end_ms }: Pick<RunLine, 'start_ms' | 'end_ms'>): number | null {
  // Clocks of two machines can disagree about which came first.
  return end_ms === null ? null : Math.max(0, end_ms - start_ms);
}
