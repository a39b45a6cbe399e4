import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { FoundRuns, RunLine } from '@verdict/api';
import { Button, buttonClass, countText, EmptyState, Skeleton } from '@verdict/ui';
import { useMemo, useRef, useState } from 'react';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { usualOwn } from './columns.ts';
import { mostCompared } from './compare/compare-search.ts';
import { FilterBox } from './filter/filter-box.tsx';
import { keepColumns, keptColumns } from './kept-columns.ts';
import { isLogged, nextSort, queryOf, type RunsSearch } from './runs-search.ts';
import { ColumnChooser } from './table/column-chooser.tsx';
import { RunsTable } from './table/runs-table.tsx';
import { useFoundRuns } from './use-found-runs.ts';

const route = getRouteApi('/runs');
const noKeys = { experiments: [], params: [], metrics: [], tags: [] };

export function RunsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [choosing, setChoosing] = useState(false);
  const [kept, setKept] = useState(keptColumns);
  const [selected, setSelected] = useState<ReadonlyMap<string, RunLine>>(new Map());
  const chosen = search.columns ?? kept;
  const found = useFoundRuns(search, chosen);
  const keys = useQuery({
    queryKey: ['runs', 'keys'],
    queryFn: ({ signal }) => verdict.console.runKeys({ signal }),
    staleTime: 60_000,
  });
  const understood = useLastUnderstood(found.data);
  const fault = found.data?.fault ?? null;
  const waiting = found.isPlaceholderData;
  const ids = useMemo(() => new Set(selected.keys()), [selected]);
  const columns = chosen ?? [...usualOwn, ...(found.data?.columns ?? []), 'models'];
  const known = useMemo(
    () => ({ ...(keys.data ?? noKeys), values: valuesOf(found.data) }),
    [keys.data, found.data],
  );

  const change = (next: RunsSearch): void => {
    void navigate({ search: next, replace: true, resetScroll: false });
  };
  const setColumns = (next: readonly string[] | null): void => {
    keepColumns(next);
    setKept(next);
    const { columns: _, ...rest } = search;
    change(next ? { ...rest, columns: next } : rest);
  };
  const { sort, up, ...unsorted } = search;
  const select = (_: RunLine, on: boolean, __: number, through: readonly RunLine[]): void => {
    const next = new Map(selected);
    for (const line of through) {
      if (on) next.set(line.id, line);
      else next.delete(line.id);
    }
    setSelected(next);
  };
  const count = understood.numbers.length;
  const filtered = Boolean(search.q || search.experiment || search.deleted);
  return (
    <>
      <PageHead
        title="Runs"
        about={
          <span aria-live="polite">
            {fault
              ? 'The filter is not understood yet; what was found before stays'
              : found.data
                ? `${understood.more ? 'the first ' : ''}${countText(count)} ${filtered ? 'found' : count === 1 ? 'run' : 'runs'}${
                    understood.more ? '; there are more, and a filter finds them' : ''
                  }`
                : ' '}
          </span>
        }
        actions={
          <>
            <Button small onClick={() => found.refetch()} aria-busy={found.isFetching}>
              Refresh
            </Button>
            <Button small onClick={() => setChoosing(true)}>
              Columns
            </Button>
            <Link
              to="/runs/compare"
              search={{ ...queryOf(search), view: 'parallel' }}
              className={buttonClass('plain', true)}
            >
              Compare all
            </Link>
          </>
        }
      />
      <div className="flex flex-wrap items-start gap-x-3">
        <FilterBox
          filter={search.q ?? ''}
          known={known}
          fault={found.isPlaceholderData ? null : fault}
          onFilter={(q) => {
            const { q: _, ...rest } = search;
            change(q.trim() === '' ? rest : { ...rest, q });
          }}
        />
        <label className="mb-2 flex items-center gap-2 text-sm">
          <span className="text-soft">Experiment</span>
          <select
            className="border-edge bg-card min-h-11 max-w-48 rounded-md border px-2"
            value={search.experiment ?? ''}
            onChange={({ target }) => {
              const { experiment: _, ...rest } = search;
              change(target.value === '' ? rest : { ...rest, experiment: target.value });
            }}
          >
            <option value="">all</option>
            {[...new Set([...(search.experiment ? [search.experiment] : []), ...known.experiments])].map(
              (name) => (
                <option key={name}>{name}</option>
              ),
            )}
          </select>
        </label>
        <label className="mb-2 flex min-h-11 items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="accent-accent size-4"
            checked={search.deleted ?? false}
            onChange={({ target }) => {
              const { deleted: _, ...rest } = search;
              change(target.checked ? { ...rest, deleted: true } : rest);
            }}
          />
          Deleted
        </label>
      </div>
      <Shown asked={found} loading={<Skeleton className="h-[calc(100dvh-15rem)] min-h-80 w-full" />}>
        {() =>
          fault && understood === nothing ? (
            <NotUnderstood message={fault.message} onAll={() => change({})} />
          ) : understood.numbers.length === 0 && !waiting ? (
            <Nothing filtered={filtered} onAll={() => change({})} />
          ) : (
            <RunsTable
              found={understood}
              columns={columns}
              waiting={waiting}
              selected={ids}
              onSelect={select}
              sort={sort}
              up={up ?? false}
              onSort={(column) =>
                change({ ...unsorted, ...nextSort(column, { ...(sort && { sort }), ...(up && { up }) }) })
              }
            />
          )
        }
      </Shown>
      <Selection selected={selected} onClear={() => setSelected(new Map())} />
      <ColumnChooser
        open={choosing}
        onClose={() => setChoosing(false)}
        columns={columns}
        keys={keys.data}
        onColumns={setColumns}
      />
    </>
  );
}

const nothing: FoundRuns = { fault: null, numbers: [], more: false, columns: [], lines: [] };

/** A filter that is being written takes nothing off the table: what was found last stays until it is one. */
function useLastUnderstood(data: FoundRuns | undefined): FoundRuns {
  const last = useRef(nothing);
  if (data && !data.fault) last.current = data;
  return last.current;
}

/** Of what has been seen: enough to remember how something was written. */
function valuesOf(data: FoundRuns | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(
    (data?.columns ?? []).flatMap((column, at) => {
      if (!isLogged(column) || column.startsWith('metrics.')) return [];
      const values = (data?.lines ?? []).flatMap((line) => line.values[at] ?? []).map(String);
      return [[column, [...new Set(values)].sort().slice(0, 50)]];
    }),
  );
}

function NotUnderstood({ message, onAll }: { readonly message: string; readonly onAll: () => void }) {
  return (
    <EmptyState title="This filter is not understood" action={<Button onClick={onAll}>Show all runs</Button>}>
      {message} A filter is made of comparisons joined by <code>and</code>, such as{' '}
      <code>metrics.accuracy &gt; 0.9 and params.recipe = 'nb-logreg'</code>.
    </EmptyState>
  );
}

function Nothing({ filtered, onAll }: { readonly filtered: boolean; readonly onAll: () => void }) {
  return filtered ? (
    <EmptyState title="No run is like that" action={<Button onClick={onAll}>Show all runs</Button>}>
      What a run does not have never matches, and NaN matches only != . Take a comparison away to see more.
    </EmptyState>
  ) : (
    <EmptyState title="No runs yet">
      A training leaves one: <code>verdict train --data reviews.csv --name reviews --record</code>. MLflow’s
      clients log here too, with <code>MLFLOW_TRACKING_URI={location.origin}</code>.
    </EmptyState>
  );
}

function Selection({
  selected,
  onClear,
}: {
  readonly selected: ReadonlyMap<string, RunLine>;
  readonly onClear: () => void;
}) {
  const count = selected.size;
  const tooMany = count > mostCompared;
  return (
    <div aria-live="polite" className="sticky bottom-0 z-20">
      {count > 0 && (
        <div className="border-line bg-card mt-2 flex flex-wrap items-center gap-3 rounded-lg border px-4 py-2 shadow-lg">
          <span>
            {countText(count)} selected{tooMany && `; at most ${mostCompared} are compared by hand`}
          </span>
          <span className="ml-auto flex gap-2">
            <Button small kind="quiet" onClick={onClear}>
              Clear
            </Button>
            {count > 1 && !tooMany && (
              <Link
                to="/runs/compare"
                search={{ ids: [...selected.keys()] }}
                className={buttonClass('strong', true)}
              >
                Compare {count} runs
              </Link>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
