import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Batch, BatchRow, ConsoleBatch } from '@verdict/api';
import {
  Button,
  ButtonLink,
  buttonClass,
  Chip,
  classNames,
  countText,
  Dialog,
  durationText,
  Notice,
  Progress,
  percentText,
  Skeleton,
  Table,
  Td,
  Th,
  When,
} from '@verdict/ui';
import { useState } from 'react';
import { LongText } from '../data/long-text.tsx';
import { seriesFill } from '../data/series.ts';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failure, Shown } from '../shell/shown.tsx';
import { BatchState, hasEnded } from './batch-state.tsx';
import { useLiveBatch } from './use-live-batch.ts';

const route = getRouteApi('/batches/$id');
/** Results come in pieces of thousands; events tell how far it is meanwhile. */
const againMs = 4000;

export function BatchPage() {
  const { id } = route.useParams();
  const { only, label, from = 1 } = route.useSearch();
  const asked = useInfiniteQuery({
    queryKey: ['batch', id, { only, label, from }],
    queryFn: ({ pageParam, signal }) =>
      verdict.console.batch(
        id,
        { from_row: pageParam, ...(only && { only }), ...(label !== undefined && { label }) },
        { signal },
      ),
    initialPageParam: from - 1,
    getNextPageParam: (last) => last.next_row,
    refetchInterval: ({ state: { data } }) => {
      const last = data?.pages.at(-1);
      return last && !hasEnded(last.batch) ? againMs : false;
    },
  });
  const read = asked.data?.pages.at(-1);
  const batch = useLiveBatch(read?.batch);
  return (
    <>
      <PageHead
        title="Batch"
        about={
          batch ? (
            <>
              {countText(batch.total_texts)} {batch.total_texts === 1 ? 'text' : 'texts'} for{' '}
              <Link
                to="/models/$name/$version"
                params={{ name: batch.model.name, version: String(batch.model.version) }}
                className="underline"
              >
                {batch.model.name}@{batch.model.version}
              </Link>
              , submitted <When ms={batch.created_ms} /> by {batch.created_by}
            </>
          ) : (
            !asked.error && <Skeleton className="mt-1 h-5 w-96 max-w-full" />
          )
        }
        actions={batch && <Actions batch={batch} />}
      />
      <Shown asked={asked} loading={<Loading />}>
        {({ pages }) => {
          const last = pages[pages.length - 1];
          return (
            <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
              <Standing batch={batch ?? last.batch} />
              {last.batch.processed_texts > 0 && (
                <>
                  <Labels id={id} data={last} />
                  <Rows
                    rows={pages.flatMap(({ rows }) => rows)}
                    batch={last.batch}
                    hasMore={asked.hasNextPage}
                    busy={asked.isFetchingNextPage}
                    onMore={() => void asked.fetchNextPage()}
                  />
                </>
              )}
            </div>
          );
        }}
      </Shown>
    </>
  );
}

function Loading() {
  return (
    <div className="grid gap-8">
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

function Actions({ batch }: { readonly batch: Batch }) {
  const ended = hasEnded(batch);
  const address = (format: string): string =>
    `/api/v1/batch/results/${encodeURIComponent(batch.job_id)}?format=${format}`;
  const soFar = ended && batch.processed_texts === batch.total_texts ? '' : ' so far';
  return (
    <>
      {batch.processed_texts > 0 && (
        <>
          <ButtonLink small href={address('csv')} download={`batch-${batch.job_id}.csv`}>
            Download CSV{soFar}
          </ButtonLink>
          <ButtonLink small href={address('jsonl')} download={`batch-${batch.job_id}.jsonl`}>
            Download JSON lines{soFar}
          </ButtonLink>
        </>
      )}
      {!ended && <Cancel batch={batch} />}
      {ended && (
        <Link to="/batches/new" search={{ model: batch.model.name }} className={buttonClass('plain', true)}>
          New batch
        </Link>
      )}
    </>
  );
}

function Cancel({ batch }: { readonly batch: Batch }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const cancel = useMutation({
    mutationFn: () => verdict.batches.cancel(batch.job_id),
    onSuccess: () => {
      setOpen(false);
      return Promise.all(
        [['batch', batch.job_id], ['batches']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  });
  return (
    <>
      <Button kind="danger" disabled={batch.cancel_asked} onClick={() => setOpen(true)}>
        {batch.cancel_asked ? 'Stopping…' : 'Cancel'}
      </Button>
      <Dialog title="Cancel this batch?" open={open} onClose={() => setOpen(false)}>
        <p>
          {countText(batch.processed_texts)} of {countText(batch.total_texts)} texts are labelled; their
          results stay and can be downloaded. The others get no label.
        </p>
        {cancel.error && (
          <div className="mt-3">
            <Failure error={cancel.error} />
          </div>
        )}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Let it go on</Button>
          <Button kind="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the batch
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Standing({ batch }: { readonly batch: Batch }) {
  const { processed_texts: done, total_texts: all, started_ms, finished_ms, eta_ms } = batch;
  const ended = hasEnded(batch);
  const took = started_ms !== null && finished_ms !== null ? finished_ms - started_ms : null;
  return (
    <div className="border-line bg-card grid gap-3 rounded-lg border p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span role="status">
          <BatchState batch={batch} />
        </span>
        <span className="tabular-nums">
          {countText(done)} of {countText(all)}
        </span>
        {took !== null && took > 0 && (
          <span className="text-soft text-sm tabular-nums">
            in {durationText(took)}
            {done > 0 && `, ${countText(Math.round((1000 * done) / took))} a second`}
          </span>
        )}
        {!ended && eta_ms !== null && (
          <span className="text-soft text-sm">
            done <When ms={eta_ms} relative />
          </span>
        )}
        {batch.status === 'queued' && <span className="text-soft text-sm">waits for a worker</span>}
        <span className="text-soft text-sm">priority {batch.priority}</span>
      </div>
      <Progress label="Texts labelled" fraction={batch.progress_percentage / 100} />
      {batch.error && (
        <Notice tone="bad" title="It failed">
          <p dir="auto">{batch.error}</p>
          {done > 0 && <p>What was labelled before stays, and can be downloaded.</p>}
        </Notice>
      )}
    </div>
  );
}

const mostLabels = 30;

/** What came out; each leads to its rows. */
function Labels({ id, data }: { readonly id: string; readonly data: ConsoleBatch }) {
  const { only, label: chosen } = route.useSearch();
  const { batch, labels } = data;
  const counts = Object.entries(labels).sort(([, a], [, b]) => b - a);
  const largest = Math.max(1, ...counts.map(([, rows]) => rows), batch.failed_texts);
  const lines = [
    ...counts.slice(0, mostLabels).map(([label, rows], at) => ({
      key: `label ${label}`,
      name: label,
      rows,
      fill: seriesFill(at),
      search: { label },
      on: chosen === label,
    })),
    ...(batch.failed_texts > 0
      ? [{ key: 'failed', name: 'no label', rows: batch.failed_texts, fill: 'fill-bad', search: { only: 'failed' as const }, on: only === 'failed' }] // biome-ignore format: a line
      : []),
  ];
  return (
    <Section
      title="Labels"
      about={
        batch.unsure_texts > 0 && (
          <Link
            to="/batches/$id"
            params={{ id }}
            search={{ only: 'unsure' }}
            resetScroll={false}
            className="underline"
          >
            {countText(batch.unsure_texts)} unsure, {percentText(batch.unsure_texts / batch.processed_texts)}
          </Link>
        )
      }
    >
      <ul className="max-w-2xl">
        {lines.map(({ key, name, rows, fill, search, on }) => (
          <li key={key}>
            <Link
              to="/batches/$id"
              params={{ id }}
              search={on ? {} : search}
              resetScroll={false}
              aria-current={on ? 'true' : undefined}
              className={classNames(
                'hover:bg-sunken grid grid-cols-[minmax(4rem,9rem)_1fr_auto] items-center gap-3 rounded px-1 py-1 no-underline',
                on && 'bg-sunken',
              )}
            >
              <span dir="auto" className="truncate text-sm underline">
                {name}
              </span>
              <svg aria-hidden="true" className="block h-3 w-full">
                <rect width={`${(rows / largest) * 100}%`} height="100%" rx="2" className={fill} />
              </svg>
              <span className="text-right text-sm tabular-nums">
                {countText(rows)}
                <span className="text-soft inline-block w-16">
                  {percentText(rows / batch.processed_texts)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Rows({
  rows,
  batch,
  hasMore,
  busy,
  onMore,
}: {
  readonly rows: readonly BatchRow[];
  readonly batch: Batch;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly onMore: () => void;
}) {
  const { only, label } = route.useSearch();
  const { id } = route.useParams();
  const about =
    only === 'failed'
      ? 'without a label'
      : only === 'unsure'
        ? 'unsure'
        : label !== undefined
          ? `labelled “${label}”`
          : null;
  return (
    <Section title="Results">
      <p aria-live="polite" className="text-soft mb-2 flex min-h-6 flex-wrap items-center gap-3 text-sm">
        {about === null ? (
          `In the order of the texts; ${countText(batch.processed_texts)} are there.`
        ) : (
          <>
            <span dir="auto">Only rows {about}.</span>
            <Link to="/batches/$id" params={{ id }} resetScroll={false} className="underline">
              Show all
            </Link>
          </>
        )}
      </p>
      {rows.length === 0 ? (
        <p className="text-soft border-line rounded-lg border border-dashed px-4 py-8 text-center">
          No row is like that{hasEnded(batch) ? '' : ' so far'}.
        </p>
      ) : (
        <Table label="Results">
          <thead>
            <tr>
              <Th number>Row</Th>
              <Th>Label</Th>
              <Th number>Confidence</Th>
              <Th className="w-full">Text</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <Td number className="text-soft">
                  {countText(row.row + 1)}
                </Td>
                <Td>
                  <Outcome row={row} />
                </Td>
                <Td number>{row.confidence === null ? '' : percentText(row.confidence)}</Td>
                <Td className="min-w-48">
                  <LongText text={row.text} characters={row.characters} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {hasMore && (
        <div className="mt-3">
          <Button disabled={busy} aria-busy={busy} onClick={onMore}>
            {busy ? 'Looking…' : 'More rows'}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Outcome({ row: { label, unsure, error } }: { readonly row: BatchRow }) {
  if (error) {
    return (
      <span className="grid gap-1">
        <span>
          <Chip tone="bad">{error.code}</Chip>
        </span>
        <span className="text-soft block max-w-60 min-w-40 text-xs">{error.message}</span>
      </span>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-1">
      <span dir="auto" className="max-w-40 truncate font-medium" title={label ?? undefined}>
        {label}
      </span>
      {unsure && <Chip tone="warn">unsure</Chip>}
    </span>
  );
}
