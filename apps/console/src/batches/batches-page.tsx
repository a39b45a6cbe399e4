import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Batch } from '@verdict/api';
import {
  buttonClass,
  countText,
  EmptyState,
  Progress,
  Select,
  Skeleton,
  Table,
  Td,
  Th,
  When,
} from '@verdict/ui';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { statuses } from './batch-search.ts';
import { BatchState, hasEnded } from './batch-state.tsx';

const route = getRouteApi('/batches');
/** While something is under way; what has ended does not change. */
const againMs = 3000;
const pageRows = 50;

export function BatchesPage() {
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useInfiniteQuery({
    queryKey: ['batches', status],
    queryFn: ({ pageParam, signal }) =>
      verdict.batches.list(
        { limit: pageRows, ...(status && { status }), ...(pageParam !== '' && { page_token: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_page_token,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ batches }) => batches.some((batch) => !hasEnded(batch))) ? againMs : false,
  });
  const submit = (
    <Link to="/batches/new" className={buttonClass('strong', true)}>
      Label a file
    </Link>
  );
  return (
    <>
      <PageHead
        title="Batches"
        about="Many texts labelled in one go, by one fixed version."
        actions={submit}
      />
      <div className="mb-4 w-44">
        <Select
          label="State"
          value={status ?? ''}
          onChange={({ target }) => {
            const chosen = statuses.find((each) => each === target.value);
            void navigate({ search: chosen ? { status: chosen } : {} });
          }}
        >
          <option value="">all</option>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      </div>
      <Shown asked={asked} loading={<Skeleton className="h-72 w-full" />}>
        {({ pages }) => {
          const batches = pages.flatMap((page) => page.batches);
          if (batches.length === 0) {
            return status ? (
              <EmptyState title={`No batch is ${status}`} />
            ) : (
              <EmptyState title="No batches yet" action={submit}>
                Send a file of texts, or paste some, and every one gets a label. It goes on while you do
                something else, and survives restarts.
              </EmptyState>
            );
          }
          return (
            <>
              <BatchTable batches={batches} />
              <MoreButton asked={asked} what="older batches" />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function BatchTable({ batches }: { readonly batches: readonly Batch[] }) {
  return (
    <Table label="Batches, newest first">
      <thead>
        <tr>
          <Th>Submitted</Th>
          <Th>State</Th>
          <Th>Model</Th>
          <Th number>Texts</Th>
          <Th>Done</Th>
          <Th number>Failed</Th>
          <Th number>Unsure</Th>
          <Th>Priority</Th>
          <Th>By</Th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.job_id}>
            <Td>
              <Link
                to="/batches/$id"
                params={{ id: batch.job_id }}
                className="inline-block min-h-6 font-medium underline decoration-edge hover:decoration-ink"
              >
                <When ms={batch.created_ms} />
              </Link>
            </Td>
            <Td>
              <BatchState batch={batch} />
            </Td>
            <Td className="whitespace-nowrap">
              {batch.model.name}@{batch.model.version}
            </Td>
            <Td number>{countText(batch.total_texts)}</Td>
            <Td className="min-w-36">
              <div className="flex items-center gap-2">
                <div className="w-20">
                  <Progress label="Done" fraction={batch.progress_percentage / 100} />
                </div>
                <span className="text-soft text-xs tabular-nums">
                  {Math.floor(batch.progress_percentage)}%
                </span>
              </div>
            </Td>
            <Td number className={batch.failed_texts > 0 ? 'text-bad' : 'text-soft'}>
              {countText(batch.failed_texts)}
            </Td>
            <Td number className={batch.unsure_texts > 0 ? undefined : 'text-soft'}>
              {countText(batch.unsure_texts)}
            </Td>
            <Td>{batch.priority}</Td>
            <Td className="whitespace-nowrap">{batch.created_by}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
