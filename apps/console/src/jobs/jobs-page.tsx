import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Job } from '@verdict/api';
import { Button, durationText, EmptyState, Select, Table, Td, Th, When } from '@verdict/ui';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { TableSkeleton } from '../shell/table-skeleton.tsx';
import { describeJob } from './describe-job.ts';
import { isActive, JobProgress, JobStateChip } from './job-state.tsx';
import { type JobsSearch, jobKinds, jobStates, jobsSearch } from './jobs-search.ts';

const route = getRouteApi('/jobs');
/** Progress is told about once a second; a list of nothing that moves is looked at now and then for what is new. */
const lookMs = { active: 1500, quiet: 10_000 };

export function JobsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useInfiniteQuery({
    queryKey: ['jobs', search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      verdict.jobs.list({ ...search, limit: 50, ...(pageParam && { page_token: pageParam }) }, { signal }),
    getNextPageParam: ({ next_page_token }) => next_page_token,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ jobs }) => jobs.some(isActive)) ? lookMs.active : lookMs.quiet,
  });
  const choose = (next: { readonly state?: string; readonly kind?: string }): void => {
    void navigate({ search: jobsSearch(next) });
  };
  const filtered = Object.keys(search).length > 0;
  return (
    <>
      <PageHead
        title="Jobs"
        about="Work that goes on behind the answers: training, batches, telling others."
      />
      <Filters search={search} onChoose={choose} />
      <Shown asked={asked} loading={<TableSkeleton rows={8} />}>
        {({ pages }) => {
          const jobs = pages.flatMap((page) => page.jobs);
          return jobs.length === 0 ? (
            <EmptyState
              title={filtered ? 'No such job' : 'No job yet'}
              action={filtered && <Button onClick={() => choose({})}>Show all jobs</Button>}
            >
              {filtered
                ? 'Nothing on record has this state and kind.'
                : 'A batch, or a training by a worker, is a job: send texts on the page Batches, or retrain a model from its labels.'}
            </EmptyState>
          ) : (
            <>
              <JobTable jobs={jobs} />
              <MoreButton asked={asked} what="older jobs" />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function JobTable({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <Table label="Jobs, newest first">
      <thead>
        <tr>
          <Th className="min-w-60">Job</Th>
          <Th>State</Th>
          <Th>Progress</Th>
          <Th number>Took</Th>
          <Th>Asked for by</Th>
          <Th>When</Th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <Td className="max-w-md">
              <Link to="/jobs/$id" params={{ id: job.id }} className="font-medium break-words">
                {describeJob(job).title}
              </Link>
              {job.error && (
                <p className="text-bad mt-0.5 line-clamp-2 text-xs break-words" dir="auto">
                  {job.error.message}
                </p>
              )}
            </Td>
            <Td>
              <JobStateChip job={job} />
            </Td>
            <Td>
              <JobProgress job={job} />
            </Td>
            <Td number>
              {job.started_ms !== null && job.finished_ms !== null
                ? durationText(job.finished_ms - job.started_ms)
                : ''}
            </Td>
            <Td className="max-w-48 break-words">{job.created_by}</Td>
            <Td>
              <When ms={job.created_ms} relative />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface FiltersProps {
  readonly search: JobsSearch;
  readonly onChoose: (search: { readonly state?: string; readonly kind?: string }) => void;
}

function Filters({ search, onChoose }: FiltersProps) {
  const kinds =
    search.kind && !jobKinds.some((kind) => kind === search.kind) ? [...jobKinds, search.kind] : jobKinds;
  return (
    <div className="mb-4 grid max-w-md grid-cols-2 gap-3 text-sm">
      <Select
        label="State"
        value={search.state ?? ''}
        onChange={(event) => onChoose({ ...search, state: event.target.value })}
      >
        <option value="">any</option>
        {jobStates.map((state) => (
          <option key={state}>{state}</option>
        ))}
      </Select>
      <Select
        label="Kind"
        value={search.kind ?? ''}
        onChange={(event) => onChoose({ ...search, kind: event.target.value })}
      >
        <option value="">any</option>
        {kinds.map((kind) => (
          <option key={kind}>{kind}</option>
        ))}
      </Select>
    </div>
  );
}
