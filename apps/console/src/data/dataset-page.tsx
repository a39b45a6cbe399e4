import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { DatasetStep } from '@verdict/api';
import { buttonClass, countText, Select, Skeleton, Table, Td, Th, When } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { BalanceBar } from './balance.tsx';
import { Problems } from './datasets-page.tsx';
import { HistoryChart } from './history-chart.tsx';
import { MadeOf } from './made-of.tsx';

const route = getRouteApi('/data/$name');

export function DatasetPage() {
  const { name } = route.useParams();
  const may = useMay('write');
  const asked = useInfiniteQuery({
    queryKey: ['dataset', name],
    queryFn: ({ pageParam, signal }) =>
      verdict.console.dataset(name, { ...(pageParam !== '' && { page_token: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_page_token,
  });
  const first = asked.data?.pages[0];
  return (
    <>
      <PageHead
        title={name}
        about={
          first ? (
            <>
              {first.description && <p dir="auto">{first.description}</p>}
              {countText(first.versions)} {first.versions === 1 ? 'version' : 'versions'}, since{' '}
              <When ms={first.created_ms} />
            </>
          ) : (
            !asked.error && <Skeleton className="mt-1 h-5 w-64" />
          )
        }
        actions={
          may && (
            <Link to="/data/add" search={{ to: name }} className={buttonClass('strong', true)}>
              Add a version
            </Link>
          )
        }
      />
      <Shown asked={asked} loading={<Loading />}>
        {({ pages }) => {
          const steps = pages.flatMap((page) => page.steps);
          return (
            <>
              <HistoryChart steps={steps} />
              {steps.length > 1 && <CompareTwo name={name} steps={steps} />}
              <Versions name={name} steps={steps} />
              <MoreButton asked={asked} what="older versions" />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function Loading() {
  return (
    <>
      <Skeleton className="mb-6 h-52 w-full" />
      <Skeleton className="h-64 w-full" />
    </>
  );
}

function CompareTwo({ name, steps }: { readonly name: string; readonly steps: readonly DatasetStep[] }) {
  const [from, setFrom] = useState(steps[1].number);
  const [to, setTo] = useState(steps[0].number);
  const choices = steps.map(({ number }) => (
    <option key={number} value={number}>
      version {number}
    </option>
  ));
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      <div className="w-36">
        <Select label="Compare" value={from} onChange={({ target }) => setFrom(Number(target.value))}>
          {choices}
        </Select>
      </div>
      <div className="w-36">
        <Select label="with" value={to} onChange={({ target }) => setTo(Number(target.value))}>
          {choices}
        </Select>
      </div>
      <Link to="/data/$name/diff" params={{ name }} search={{ from, to }} className={buttonClass('plain')}>
        Show the differences
      </Link>
    </div>
  );
}

function Versions({ name, steps }: { readonly name: string; readonly steps: readonly DatasetStep[] }) {
  return (
    <Table label={`Versions of ${name}`}>
      <thead>
        <tr>
          <Th number>Version</Th>
          <Th number>Rows</Th>
          <Th>Labels</Th>
          <Th>Problems</Th>
          <Th>What is new</Th>
          <Th>Models trained on it</Th>
          <Th>Added</Th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, at) => (
          <tr key={step.number}>
            <Td number>
              <Link
                to="/data/$name/$number"
                params={{ name, number: String(step.number) }}
                className="inline-block min-h-6 min-w-6 font-medium underline decoration-edge hover:decoration-ink"
              >
                {step.number}
              </Link>
            </Td>
            <Td number>
              {countText(step.rows)}
              <Grown by={steps[at + 1] && step.rows - steps[at + 1].rows} />
            </Td>
            <Td>
              <div className="flex items-center gap-2">
                <BalanceBar rows={step.rows} classes={step.classes} />
                <span className="text-soft tabular-nums">{countText(step.class_count)}</span>
              </div>
            </Td>
            <Td>
              <Problems warnings={step.warnings} notes={step.notes} />
            </Td>
            <Td className="max-w-80 min-w-48">
              {step.message && (
                <p dir="auto" className="line-clamp-3 break-words">
                  {step.message}
                </p>
              )}
              <p className="text-soft break-words">
                {step.sources.join(', ')}
                {step.source_count > step.sources.length &&
                  ` and ${step.source_count - step.sources.length} more`}
              </p>
            </Td>
            <Td>
              <MadeOf used={step.used} />
            </Td>
            <Td className="whitespace-nowrap">
              <When ms={step.created_ms} relative />
              <div className="text-soft">{step.created_by}</div>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Grown({ by }: { readonly by: number | undefined }) {
  if (by === undefined || by === 0) return null;
  return (
    <div className="text-soft text-xs">
      {by > 0 ? '+' : '−'}
      {countText(Math.abs(by))}
    </div>
  );
}
