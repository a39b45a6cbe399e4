import type { Run } from '@verdict/api';

export type Axis =
  | {
      readonly id: string;
      readonly label: string;
      readonly kind: 'number';
      readonly low: number;
      readonly high: number;
    }
  | {
      readonly id: string;
      readonly label: string;
      readonly kind: 'text';
      readonly values: readonly string[];
    };

/** From and to, as shares of the axis from its foot. */
export type Brush = readonly [low: number, high: number];

/** More different texts than fit under one another. */
const mostTexts = 24;

export function loggedValue(run: Run, axis: string): string | number | null {
  const dot = axis.indexOf('.');
  const of = axis.slice(0, dot) as 'params' | 'metrics';
  const key = axis.slice(dot + 1);
  return Object.hasOwn(run[of], key) ? run[of][key] : null;
}

/** A number, also one that was logged as text; NaN and infinities have no place on an axis. */
function numberOf(value: string | number | null): number | null {
  if (value === null || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Null where there is nothing to draw: no run has it, or more texts than can be told apart. */
export function axisOf(runs: readonly Run[], id: string): Axis | null {
  const values = runs.map((run) => loggedValue(run, id)).filter((value) => value !== null);
  if (values.length === 0) return null;
  const label = id.slice(id.indexOf('.') + 1);
  const numbers = values.map(numberOf).filter((value) => value !== null);
  const special = (value: string | number): boolean => /^(NaN|-?Infinity)$/.test(String(value));
  if (numbers.length > 0 && values.every((value) => numberOf(value) !== null || special(value))) {
    // One value stands in the middle.
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    const room = low === high ? Math.abs(low) / 10 || 1 : 0;
    return { id, label, kind: 'number', low: low - room, high: high + room };
  }
  const texts = [...new Set(values.map(String))].sort();
  return texts.length > mostTexts ? null : { id, label, kind: 'text', values: texts };
}

/** As a share of the axis from its foot; null where the run has no place on it. */
export function placeOn(axis: Axis, value: string | number | null): number | null {
  if (value === null) return null;
  if (axis.kind === 'text') {
    const at = axis.values.indexOf(String(value));
    return at < 0 ? null : axis.values.length === 1 ? 0.5 : at / (axis.values.length - 1);
  }
  const number = numberOf(value);
  return number === null ? null : (number - axis.low) / (axis.high - axis.low);
}

/** What differs between the runs and can be drawn: parameters first, then the metrics that are looked at most. */
export function usualAxes(runs: readonly Run[], most = 7): readonly string[] {
  const keys = (of: 'params' | 'metrics') =>
    [...new Set(runs.flatMap((run) => Object.keys(run[of])))].sort().map((key) => `${of}.${key}`);
  const differing = (id: string): boolean =>
    new Set(runs.map((run) => loggedValue(run, id))).size > 1 && axisOf(runs, id) !== null;
  const first = [
    'metrics.accuracy',
    'metrics.macro_f1',
    'metrics.log_loss',
    'metrics.loss',
    'metrics.seconds_total',
  ];
  const metrics = keys('metrics').filter((id) => !id.startsWith('metrics.class/'));
  const ordered = [
    ...first.filter((id) => metrics.includes(id)),
    ...metrics.filter((id) => !first.includes(id)),
  ];
  const params = keys('params')
    .filter((id) => differing(id) && !/sha256|version$/.test(id))
    .slice(0, Math.ceil(most / 2));
  // The best known last: its colours go through all the others.
  return [
    ...params,
    ...ordered
      .filter(differing)
      .slice(0, most - params.length)
      .reverse(),
  ];
}

/** Those that lie in every brush; a run without a place on a brushed axis does not. */
export function brushed(
  runs: readonly Run[],
  axes: readonly Axis[],
  brushes: ReadonlyMap<string, Brush>,
): readonly boolean[] {
  const held = axes.flatMap((axis) => {
    const brush = brushes.get(axis.id);
    return brush ? [{ axis, brush }] : [];
  });
  return runs.map((run) =>
    held.every(({ axis, brush: [low, high] }) => {
      const place = placeOn(axis, loggedValue(run, axis.id));
      // A hair wider, so that what lies on its edge is in it.
      return place !== null && place >= low - 1e-9 && place <= high + 1e-9;
    }),
  );
}

/** A line from axis to axis, broken where the run has no place. */
export function pathOf(
  places: readonly (number | null)[],
  xAt: (axis: number) => number,
  yAt: (share: number) => number,
): string {
  let path = '';
  let drawing = false;
  places.forEach((place, at) => {
    if (place !== null) path += `${drawing ? 'L' : 'M'}${xAt(at).toFixed(1)},${yAt(place).toFixed(1)}`;
    drawing = place !== null;
  });
  return path;
}
