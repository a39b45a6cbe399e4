import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Job } from '@verdict/api';
import { ApiError } from '@verdict/api/client';
import { Button, ButtonLink, Dialog, durationText, Notice, Skeleton, When } from '@verdict/ui';
import { useState } from 'react';
import { EventList } from '../events/event-list.tsx';
import { verdict } from '../queries.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { PathLink } from '../shell/path-link.tsx';
import { Section } from '../shell/section.tsx';
import { Failure, Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { askAgain, describeJob, type JobAgain } from './describe-job.ts';
import { isActive, JobProgress, JobStateChip } from './job-state.tsx';

const route = getRouteApi('/jobs/$id');

export function JobPage() {
  const { id } = route.useParams();
  const asked = useQuery({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => verdict.jobs.get(id, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isActive(data) ? 1000 : false),
  });
  if (asked.error instanceof ApiError && asked.error.code === 'JOB_UNKNOWN') {
    return (
      <>
        <PageHead title="Job" />
        <Notice title="There is no such job" action={<ButtonLink href="/jobs">All jobs</ButtonLink>}>
          The address may be mistyped, or the job was on another record.
        </Notice>
      </>
    );
  }
  return (
    <Shown asked={asked} loading={<Loading />}>
      {(job) => <JobShown job={job} />}
    </Shown>
  );
}

function JobShown({ job }: { readonly job: Job }) {
  const { title, links } = describeJob(job);
  return (
    <>
      <PageHead
        title={title}
        about={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span aria-live="polite">
              <JobStateChip job={job} />
            </span>
            <span>
              asked for by {job.created_by}, <When ms={job.created_ms} relative />
            </span>
          </span>
        }
        actions={<Actions job={job} />}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {job.error && (
            <Notice tone="bad" title={job.state === 'queued' ? 'It failed, and is tried again' : 'It failed'}>
              <span dir="auto">{job.error.message}</span>
            </Notice>
          )}
          {job.state === 'running' && (
            <div className="border-line bg-card rounded-lg border p-4">
              <JobProgress job={job} />
              {job.cancel_asked && (
                <p className="text-soft mt-2 text-sm">It was asked to stop and does so at its next step.</p>
              )}
            </div>
          )}
          {job.state === 'queued' && (
            <Notice title="It waits for its turn">
              {job.attempts > 0 ? (
                <>
                  Try {job.attempts + 1} of {job.max_attempts} begins <When ms={job.due_ms} relative />.
                </>
              ) : (
                'A worker takes it as soon as one is free. If none ever does, none runs: verdict up has one, verdict serve --role worker is one.'
              )}
            </Notice>
          )}
          {links.length > 0 && (
            <Section title="Leads to">
              <ul className="flex flex-wrap gap-2">
                {links.map(({ name, href }) => (
                  <li key={href}>
                    <PathLink
                      href={href}
                      className="border-edge bg-card hover:bg-sunken inline-flex min-h-8 items-center rounded-md border px-3 py-1 text-sm break-all no-underline"
                    >
                      {name}
                    </PathLink>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Json title="Asked for" value={job.input} />
          {job.result !== null && <Json title="Result" value={job.result} />}
        </div>
        <aside className="flex min-w-0 flex-col gap-5">
          <Facts
            rows={[
              ['Kind', job.kind],
              ['Tries', `${job.attempts} of ${job.max_attempts}`],
              ['Worker', job.worker],
              ['Began', job.started_ms !== null && <When ms={job.started_ms} />],
              ['Ended', job.finished_ms !== null && <When ms={job.finished_ms} />],
              [
                'Took',
                job.started_ms !== null &&
                  job.finished_ms !== null &&
                  durationText(job.finished_ms - job.started_ms),
              ],
              ['Id', job.id],
            ]}
          />
          <History job={job} />
        </aside>
      </div>
    </>
  );
}

function History({ job }: { readonly job: Job }) {
  const { data, error } = useQuery({
    // Its state is part of the key: a step of the job is an event more.
    queryKey: ['events', 'job', job.id, job.state, job.cancel_asked, job.attempts],
    queryFn: ({ signal }) =>
      verdict.events.list({ subject_kind: 'job', subject: job.id, limit: 20 }, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <Section title="History">
      {error && <Failure error={error} />}
      {data ? <EventList events={data.events} /> : !error && <Skeleton className="h-24 w-full" />}
    </Section>
  );
}

function Actions({ job }: { readonly job: Job }) {
  const mayWrite = useMay('write');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const again = askAgain(job);
  const cancelling = useMutation({
    mutationFn: () => verdict.jobs.cancel(job.id),
    onSettled: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  const repeating = useMutation({
    // The server checks it as it checks any: what the job asked for may be gone meanwhile.
    mutationFn: (asked: JobAgain) =>
      asked.kind === 'train'
        ? verdict.jobs.submit(asked)
        : verdict.labels.retrain(asked.model, asked.request),
    onSuccess: (made) => navigate({ to: '/jobs/$id', params: { id: made.id } }),
  });
  const failed = cancelling.error ?? repeating.error;
  return (
    <>
      {mayWrite && isActive(job) && !job.cancel_asked && (
        <Button kind="danger" small onClick={() => setAsking(true)}>
          Cancel the job
        </Button>
      )}
      {mayWrite && again && (
        <Button small disabled={repeating.isPending} onClick={() => repeating.mutate(again)}>
          {repeating.isPending ? 'Asking…' : 'Ask for it again'}
        </Button>
      )}
      {failed && (
        <div className="basis-full">
          <Failure error={failed} />
        </div>
      )}
      <Dialog title="Cancel the job?" open={asking} onClose={() => setAsking(false)}>
        <p className="mb-4">
          {job.state === 'running'
            ? 'It stops at its next step. What it has finished by then is kept; what it is in the middle of is not.'
            : 'It has not begun, and will not.'}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Let it go on</Button>
          <Button kind="danger" disabled={cancelling.isPending} onClick={() => cancelling.mutate()}>
            Cancel the job
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Json({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <Section title={title}>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        dir="auto"
        className="border-line bg-sunken max-h-96 overflow-auto rounded-lg border p-3 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    </Section>
  );
}

function Loading() {
  return (
    <div className="flex flex-col gap-4" role="status" aria-label="Loading">
      <Skeleton className="h-8 w-80 max-w-full" />
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
