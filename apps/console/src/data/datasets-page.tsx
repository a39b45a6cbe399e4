import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Dataset } from '@verdict/api';
import { buttonClass, Chip, countText, EmptyState, Field, Skeleton, Table, Td, Th, When } from '@verdict/ui';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { BalanceBar } from './balance.tsx';

const route = getRouteApi('/data');

export function DatasetsPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useInfiniteQuery({
    queryKey: ['datasets'],
    queryFn: ({ pageParam, signal }) =>
      verdict.datasets.list({ ...(pageParam !== '' && { page_token: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_page_token,
  });
  const may = useMay('write');
  const add = may && (
    <Link to="/data/add" className={buttonClass('strong', true)}>
      Add data
    </Link>
  );
  return (
    <>
      <PageHead title="Data" about="Labelled rows, frozen version by version." actions={add} />
      <Shown asked={asked} loading={<Skeleton className="h-72 w-full" />}>
        {({ pages }) => {
          const all = pages.flatMap(({ datasets }) => datasets);
          const found = all.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
          if (all.length === 0) {
            return (
              <EmptyState title="No data yet" action={add}>
                Add a file of labelled texts: CSV, TSV, JSON lines or Parquet, plain or gzipped. It is
                checked, profiled and kept as a version that never changes.
              </EmptyState>
            );
          }
          return (
            <>
              {(all.length > 8 || q !== '') && (
                <div className="mb-4 max-w-xs">
                  <Field
                    type="search"
                    label="Find a dataset"
                    value={q}
                    onChange={({ target }) =>
                      navigate({ search: target.value === '' ? {} : { q: target.value }, replace: true })
                    }
                  />
                </div>
              )}
              {found.length === 0 ? (
                <EmptyState title="No dataset has a name like that">
                  {all.length === 1
                    ? 'There is one of another name.'
                    : `There are ${all.length} of other names.`}
                </EmptyState>
              ) : (
                <DatasetTable datasets={found} />
              )}
              <MoreButton asked={asked} what="more datasets" />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function DatasetTable({ datasets }: { readonly datasets: readonly Dataset[] }) {
  return (
    <Table label="Datasets">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th number>Versions</Th>
          <Th number>Rows</Th>
          <Th>Labels</Th>
          <Th>Problems</Th>
          <Th>Latest</Th>
          <Th>By</Th>
        </tr>
      </thead>
      <tbody>
        {datasets.map(({ name, versions, latest }) => (
          <tr key={name}>
            <Td>
              <Link
                to="/data/$name"
                params={{ name }}
                className="inline-block min-h-6 min-w-24 font-medium break-all underline decoration-edge hover:decoration-ink"
              >
                {name}
              </Link>
            </Td>
            <Td number>{countText(versions)}</Td>
            {latest ? (
              <>
                <Td number>{countText(latest.rows)}</Td>
                <Td>
                  <div className="flex items-center gap-2">
                    <BalanceBar
                      rows={latest.rows}
                      classes={latest.classes.toSorted((a, b) => b.rows - a.rows).slice(0, 12)}
                    />
                    <span className="text-soft tabular-nums">{countText(latest.classes.length)}</span>
                  </div>
                </Td>
                <Td>
                  <Problems
                    warnings={latest.findings.filter(({ severity }) => severity === 'warn').length}
                    notes={latest.findings.filter(({ severity }) => severity === 'note').length}
                  />
                </Td>
                <Td>
                  <When ms={latest.created_ms} relative />
                </Td>
                <Td className="whitespace-nowrap">{latest.created_by}</Td>
              </>
            ) : (
              <Td colSpan={5} className="text-soft">
                no version yet
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function Problems({ warnings, notes }: { readonly warnings: number; readonly notes: number }) {
  if (warnings + notes === 0) return <span className="text-soft">none</span>;
  return (
    <span className="flex gap-1">
      {warnings > 0 && <Chip tone="warn">{`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`}</Chip>}
      {notes > 0 && <Chip>{`${notes} ${notes === 1 ? 'note' : 'notes'}`}</Chip>}
    </span>
  );
}
