/** What of the table of runs stands in the address, so that it can be sent to somebody. */
export interface RunsSearch {
  readonly q?: string;
  readonly experiment?: string;
  /** A column's id, or nothing: the latest start first. */
  readonly sort?: string;
  readonly up?: true;
  /** In their order; without it those kept in the browser, or the usual ones. */
  readonly columns?: readonly string[];
  readonly deleted?: true;
}

/** The server refuses longer ones. */
const longestFilter = 10_000;
export const mostColumns = 60;

/** Anybody can write an address: what means nothing is left out. */
export function readRunsSearch(raw: Readonly<Record<string, unknown>>): RunsSearch {
  const q = text(raw.q, longestFilter);
  const experiment = text(raw.experiment, 500);
  const sort = text(raw.sort, 300);
  const columns = Array.isArray(raw.columns)
    ? [...new Set(raw.columns.filter(isColumn))].slice(0, mostColumns)
    : null;
  return {
    ...(q && { q }),
    ...(experiment && { experiment }),
    ...(sort && isSortable(sort) && { sort, ...(raw.up === true && { up: true as const }) }),
    ...(columns && { columns }),
    ...(raw.deleted === true && { deleted: true as const }),
  };
}

/** Which runs in which order, without how they are shown. */
export function queryOf({ q, experiment, sort, up, deleted }: RunsSearch): Omit<RunsSearch, 'columns'> {
  return {
    ...(q && { q }),
    ...(experiment && { experiment }),
    ...(sort && { sort, ...(up && { up }) }),
    ...(deleted && { deleted }),
  };
}

export function isLogged(column: string): boolean {
  return /^(metrics|params|tags)\../.test(column);
}

/** Of the run itself; what the filter's language calls them, where it can order by them. */
export const ownColumns = {
  name: 'run_name',
  start: 'start_time',
  status: 'status',
  duration: null,
  experiment: null,
  user: 'user_id',
  models: null,
  id: 'run_id',
} as const satisfies Readonly<Record<string, string | null>>;
export type OwnColumn = keyof typeof ownColumns;

export function isOwn(column: string): column is OwnColumn {
  return Object.hasOwn(ownColumns, column);
}

export function isColumn(column: unknown): column is string {
  return typeof column === 'string' && column.length <= 300 && (isOwn(column) || isLogged(column));
}

export function isSortable(column: string): boolean {
  return isOwn(column) ? ownColumns[column] !== null : isLogged(column);
}

/** The order as the filter's language has it. */
export function orderBy({ sort, up }: Pick<RunsSearch, 'sort' | 'up'>): readonly string[] {
  if (sort === undefined) return [];
  return [`${subjectOf(sort)} ${up ? 'asc' : 'desc'}`];
}

/** How a column is written in a filter or an order: a key with anything special in it stands in quotes. */
export function subjectOf(column: string): string {
  if (isOwn(column)) return ownColumns[column] ?? column;
  const dot = column.indexOf('.');
  const key = column.slice(dot + 1);
  const plain = /^[^\s'"`(),<>=!]+$/.test(key);
  return plain ? column : `${column.slice(0, dot)}."${key.replaceAll('"', '""')}"`;
}

/** From the best or latest to the worst or earliest, back again, and off. */
export function nextSort(
  column: string,
  { sort, up }: Pick<RunsSearch, 'sort' | 'up'>,
): Pick<RunsSearch, 'sort' | 'up'> {
  if (sort !== column) return { sort: column };
  return up ? {} : { sort: column, up: true };
}

function text(value: unknown, most: number): string | null {
  // The router reads `?q=1` as a number.
  const read = typeof value === 'number' ? String(value) : value;
  return typeof read === 'string' && read !== '' ? read.slice(0, most) : null;
}
