import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { buttonClass, countText, EmptyState, Notice, Skeleton, Tabs } from '@verdict/ui';
import { verdict } from '../../queries.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Shown } from '../../shell/shown.tsx';
import { CurvesPanel } from '../curves/curves-panel.tsx';
import { queryOf } from '../runs-search.ts';
import { asked } from '../use-found-runs.ts';
import { type CompareSearch, type CompareView, compareViews } from './compare-search.ts';
import { CompareTables } from './compare-tables.tsx';
import { Confusions } from './confusions.tsx';
import { ParallelCoordinates } from './parallel-coordinates.tsx';

const route = getRouteApi('/runs/compare');

const names: Readonly<Record<CompareView, string>> = {
  table: 'Side by side',
  curves: 'Curves',
  parallel: 'Parallel coordinates',
  confusion: 'Confusion',
};

/** Curves of more than this many runs are a tangle. */
const mostCurves = 12;

export function ComparePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const request = search.ids ? { ids: [...search.ids] } : asked(search);
  const answer = useQuery({
    queryKey: ['runs', 'side-by-side', request],
    queryFn: ({ signal }) => verdict.console.runsSideBySide(request, { signal }),
    enabled: search.ids === undefined || search.ids.length > 0,
  });
  const set = <Key extends keyof CompareSearch>(key: Key, value: CompareSearch[Key] | null): void => {
    const { [key]: _, ...rest } = search;
    const next = value === null ? rest : { ...rest, [key]: value };
    void navigate({ search: next as CompareSearch, replace: true, resetScroll: false });
  };
  const view = search.view ?? 'table';
  const count = answer.data?.runs.length;
  const query = queryOf(search);
  return (
    <>
      <PageHead
        title="Compare runs"
        about={
          <span aria-live="polite">
            {count === undefined
              ? ' '
              : `${answer.data?.more ? 'the first ' : ''}${countText(count)} ${count === 1 ? 'run' : 'runs'}`}
            {answer.data?.more && ' of those found'}
          </span>
        }
        actions={
          <Link to="/runs" search={query} className={buttonClass('plain', true)}>
            {search.ids ? 'Choose others' : 'Change the filter'}
          </Link>
        }
      />
      {search.ids?.length === 0 ? (
        <EmptyState title="No runs are chosen">
          Select two or more in the table of runs, and compare them here.
        </EmptyState>
      ) : (
        <Shown asked={answer} loading={<Skeleton className="h-[32rem] w-full" />}>
          {({ runs, fault, missing, confusions }) => (
            <>
              {fault && (
                <Notice tone="bad" title="The filter of this address is not understood">
                  {fault.message}
                </Notice>
              )}
              {missing.length > 0 && (
                <Notice
                  tone="warn"
                  title={`${missing.length === 1 ? 'A run is' : `${missing.length} runs are`} not there`}
                >
                  <span className="font-mono break-all">{missing.join(', ')}</span>
                </Notice>
              )}
              {runs.length === 0 ? (
                !fault && <EmptyState title="Nothing to compare">No run is like that.</EmptyState>
              ) : (
                <Tabs
                  label="Ways to compare"
                  tabs={compareViews.map((id) => ({ id, label: names[id] }))}
                  chosen={view}
                  onChoose={(id) => set('view', id)}
                >
                  {view === 'table' && (
                    <CompareTables
                      runs={runs}
                      all={search.all ?? false}
                      onAll={(all) => set('all', all || null)}
                    />
                  )}
                  {view === 'curves' && (
                    <CurvesPanel
                      runs={runs.slice(0, mostCurves)}
                      left={Math.max(0, runs.length - mostCurves)}
                      time={search.time ?? false}
                      log={search.log ?? false}
                      onTime={(time) => set('time', time || null)}
                      onLog={(log) => set('log', log || null)}
                    />
                  )}
                  {view === 'parallel' && (
                    <ParallelCoordinates
                      runs={runs}
                      chosen={search.axes}
                      onAxes={(axes) => set('axes', axes)}
                    />
                  )}
                  {view === 'confusion' && <Confusions runs={runs} confusions={confusions} />}
                </Tabs>
              )}
            </>
          )}
        </Shown>
      )}
    </>
  );
}
