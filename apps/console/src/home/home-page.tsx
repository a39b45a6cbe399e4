import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConsoleHome } from '@verdict/api';
import { countText, Skeleton } from '@verdict/ui';
import { EventList } from '../events/event-list.tsx';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { AttentionList } from './attention-list.tsx';
import { InService } from './in-service.tsx';
import { QuickStart } from './quick-start.tsx';

/** A screen that hangs in an office shows today. */
const lookAgainMs = 15_000;

export function HomePage() {
  const asked = useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => verdict.console.home({ signal }),
    refetchInterval: lookAgainMs,
  });
  return (
    <>
      <PageHead
        title="Home"
        about={asked.data ? <Counts counts={asked.data.counts} /> : <Skeleton className="h-6 w-64" />}
      />
      <Shown asked={asked} loading={<Loading />}>
        {(home) => (
          <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="flex min-w-0 flex-col gap-8">
              <section aria-labelledby="attention">
                <h2 id="attention" className="mb-3 font-serif text-lg font-semibold">
                  Needs attention
                </h2>
                <AttentionList attention={home.attention} />
              </section>
              <section aria-labelledby="in-service">
                <h2 id="in-service" className="mb-3 font-serif text-lg font-semibold">
                  Models
                </h2>
                <InService models={home.models} />
              </section>
              {home.counts.datasets === 0 && <QuickStart />}
            </div>
            <section aria-labelledby="lately" className="min-w-0">
              <div className="mb-1 flex items-baseline justify-between gap-3">
                <h2 id="lately" className="font-serif text-lg font-semibold">
                  Lately
                </h2>
                <Link to="/events" className="py-0.5 text-sm">
                  All events
                </Link>
              </div>
              {home.events.length > 0 ? (
                <EventList events={home.events} />
              ) : (
                <p className="text-soft text-sm">Nothing has happened yet.</p>
              )}
            </section>
          </div>
        )}
      </Shown>
    </>
  );
}

function Counts({ counts }: { readonly counts: ConsoleHome['counts'] }) {
  const { datasets, runs, models, jobs_running: running, jobs_queued: queued } = counts;
  return (
    <span className="flex flex-wrap gap-x-4">
      <Link to="/models">{many(models, 'model')}</Link>
      <Link to="/data">{many(datasets, 'data set')}</Link>
      <Link to="/runs">{many(runs, 'run')}</Link>
      <Link to="/jobs">
        {running + queued === 0
          ? 'no job under way'
          : `${many(running, 'job')} running, ${countText(queued)} waiting`}
      </Link>
    </span>
  );
}

function many(count: number, what: string): string {
  return `${countText(count)} ${what}${count === 1 ? '' : 's'}`;
}

function Loading() {
  return (
    <div
      className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]"
      role="status"
      aria-label="Loading"
    >
      <div className="flex flex-col gap-8">
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
