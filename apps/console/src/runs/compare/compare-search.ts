import { queryOf, type RunsSearch, readRunsSearch } from '../runs-search.ts';

export const compareViews = ['table', 'curves', 'parallel', 'confusion'] as const;
export type CompareView = (typeof compareViews)[number];

/** Runs by their ids, or all that a filter finds; and how they are looked at. */
export interface CompareSearch extends Pick<RunsSearch, 'q' | 'experiment' | 'sort' | 'up' | 'deleted'> {
  readonly ids?: readonly string[];
  readonly view?: CompareView;
  /** Curves against the time since the run began, in place of steps. */
  readonly time?: true;
  readonly log?: true;
  /** What is the same in all of them too. */
  readonly all?: true;
  /** Columns of the parallel coordinates. */
  readonly axes?: readonly string[];
}

/** As many as the server takes by id. */
export const mostCompared = 50;
export const mostAxes = 12;

export function readCompareSearch(raw: Readonly<Record<string, unknown>>): CompareSearch {
  const ids = Array.isArray(raw.ids) ? [...new Set(raw.ids.map(String).filter(isRunId))] : null;
  const view = compareViews.find((known) => known === raw.view);
  const axes = Array.isArray(raw.axes) ? [...new Set(raw.axes.filter(isAxis))].slice(0, mostAxes) : null;
  return {
    ...(ids ? { ids: ids.slice(0, mostCompared) } : queryOf(readRunsSearch(raw))),
    ...(view && view !== 'table' && { view }),
    ...(raw.time === true && { time: true as const }),
    ...(raw.log === true && { log: true as const }),
    ...(raw.all === true && { all: true as const }),
    ...(axes && axes.length > 0 && { axes }),
  };
}

export function isRunId(id: string): boolean {
  return /^[a-zA-Z0-9][\w-]{0,255}$/.test(id);
}

function isAxis(axis: unknown): axis is string {
  return typeof axis === 'string' && axis.length <= 300 && /^(metrics|params)\../.test(axis);
}
