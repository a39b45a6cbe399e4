import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ConsoleLive, LiveBucket } from '@verdict/api';
import {
  Button,
  ButtonLink,
  countText,
  EmptyState,
  percentText,
  Select,
  Skeleton,
  Table,
  Td,
  Th,
} from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Shown } from '../shell/shown.tsx';
import { ConfidenceBars } from './confidence-bars.tsx';
import { type LiveSearch, liveSearch, windows } from './live-search.ts';
import { labelSeries, perSecond, rateText, versionLines } from './live-series.ts';
import { LiveShadow } from './live-shadow.tsx';
import { TimeChart } from './time-chart.tsx';

const route = getRouteApi('/live');
/** What a person can follow; the server answers all who look from one look of its own. */
const everyMs = 5000;

export function LivePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [paused, setPaused] = useState(false);
  const asked = useQuery({
    queryKey: ['live', search],
    queryFn: ({ signal }) => verdict.console.live(search, { signal }),
    // While nobody looks at the page nobody asks: the query's timer rests with it.
    refetchInterval: paused ? false : everyMs,
    placeholderData: keepPreviousData,
  });
  const choose = (next: LiveSearch): void => {
    void navigate({ search: liveSearch({ ...search, ...next }), replace: true });
  };
  return (
    <>
      <PageHead
        title="Live"
        about={
          paused
            ? 'Paused. Nothing is asked until you go on.'
            : 'What is answered now, asked again every five seconds.'
        }
        actions={
          <Button small aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? 'Go on' : 'Pause'}
          </Button>
        }
      />
      <div className="mb-5 grid grid-cols-2 gap-3 text-sm sm:max-w-md">
        <Select
          label="Model"
          value={search.model ?? asked.data?.model ?? ''}
          onChange={(event) => choose({ model: event.target.value })}
        >
          {modelsOf(asked.data, search.model).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label="The last"
          value={search.window ?? '15m'}
          onChange={(event) =>
            choose({ window: windows.find(({ id }) => id === event.target.value)?.id ?? '15m' })
          }
        >
          {windows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <Shown asked={asked} loading={<Loading />}>
        {(live) =>
          live.answers === 0 && live.shadow === null ? <Quiet live={live} /> : <Traffic live={live} />
        }
      </Shown>
    </>
  );
}

function modelsOf(live: ConsoleLive | undefined, chosen: string | undefined): readonly string[] {
  const known = live?.models ?? [];
  return chosen === undefined || known.includes(chosen) ? known : [chosen, ...known];
}

function Quiet({ live }: { readonly live: ConsoleLive }) {
  const name = windows.find(({ id }) => id === live.window)?.name;
  return (
    <EmptyState
      title={`Nobody asked ${live.model} in the last ${name}`}
      action={
        <>
          <ButtonLink href="/try">Try it</ButtonLink>
          {live.window !== '1d' && (
            <ButtonLink href={`/live?model=${encodeURIComponent(live.model)}&window=1d`}>
              Show the last day
            </ButtonLink>
          )}
        </>
      }
    >
      As soon as somebody does, rate, time and confidence stand here. Answers come within a second or two.
    </EmptyState>
  );
}

function Traffic({ live }: { readonly live: ConsoleLive }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = live.buckets.length - 1;
  const at = Math.min(chosen ?? last, last);
  const rates = perSecond(live);
  const over = rates.slice(0, -1);
  const mean = over.reduce((sum, rate) => sum + rate, 0) / Math.max(1, over.length);
  const look = { at, onAt: setChosen, ends: endsOf(live) };
  return (
    <div className="flex flex-col gap-5">
      <dl className="border-line bg-line grid grid-cols-2 gap-px overflow-hidden rounded-lg border sm:grid-cols-3 lg:grid-cols-6">
        <Figure name="Answers" value={`${live.exact ? '' : '≈ '}${countText(live.answers)}`} />
        <Figure name="A second" value={rateText(mean)} unit="on average" />
        <Figure name="Half within" value={ms(live.latency_ms?.p50)} unit="ms" />
        <Figure name="95% within" value={ms(live.latency_ms?.p95)} unit="ms" />
        <Figure name="99% within" value={ms(live.latency_ms?.p99)} unit="ms" />
        <Figure name="Unsure" value={live.unsure === null ? '–' : percentText(live.unsure)} />
      </dl>
      {!live.exact && (
        <p className="text-soft text-sm">
          There is more traffic than is counted one by one: figures are estimated from{' '}
          {countText(live.sampled)} answers.
        </p>
      )}
      <section aria-label="Over time" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <label className="flex min-w-60 flex-1 items-center gap-3">
            <span className="whitespace-nowrap">Look at</span>
            <input
              type="range"
              min={0}
              max={last}
              value={at}
              aria-valuetext={stepText(live, at)}
              onChange={(event) => setChosen(Number(event.target.value))}
              className="accent-accent min-h-6 w-full min-w-0"
            />
          </label>
          <output className="min-w-48 tabular-nums">{stepText(live, at)}</output>
          <Button kind="quiet" small disabled={chosen === null} onClick={() => setChosen(null)}>
            Newest
          </Button>
        </div>
        <div className="grid gap-3 lg:grid-cols-2">
          <TimeChart
            {...look}
            title="Answers a second"
            text={rateText}
            kind="stacked"
            series={labelSeries(live).map(({ name, values }) => ({
              name,
              values: values.map((count) => (count ?? 0) / (live.bucket_ms / 1000)),
            }))}
            summary={`${rateText(mean)} on average, at most ${rateText(Math.max(...rates))}`}
          />
          <TimeChart
            {...look}
            title="Time to answer, ms"
            text={(value) => String(Number(value.toPrecision(2)))}
            kind="lines"
            series={[
              { name: '99%', values: live.buckets.map((bucket) => bucket.latency_ms?.p99 ?? null) },
              { name: '95%', values: live.buckets.map((bucket) => bucket.latency_ms?.p95 ?? null) },
              { name: 'half', values: live.buckets.map((bucket) => bucket.latency_ms?.p50 ?? null) },
            ]}
            summary={`half within ${ms(live.latency_ms?.p50)}, 95 percent within ${ms(live.latency_ms?.p95)}, 99 percent within ${ms(live.latency_ms?.p99)}`}
          />
          <TimeChart
            {...look}
            title="Confidence and doubt"
            text={(value) => percentText(value, 0)}
            kind="lines"
            top={1}
            series={[
              { name: 'mean confidence', values: live.buckets.map(({ mean_confidence }) => mean_confidence) },
              { name: 'unsure', values: live.buckets.map(({ unsure }) => unsure) },
            ]}
            summary={`${live.unsure === null ? 'no' : percentText(live.unsure)} of the answers are unsure`}
          />
          <ConfidenceBars counts={live.confidence} />
        </div>
      </section>
      <Versions live={live} />
      {live.shadow && <LiveShadow model={live.model} shadow={live.shadow} champion={live.champion} />}
    </div>
  );
}

function Versions({ live }: { readonly live: ConsoleLive }) {
  const lines = versionLines(live);
  if (lines.length === 0) return null;
  return (
    <Section title="Labels by version">
      <Table label="Labels by version">
        <thead>
          <tr>
            <Th>Version</Th>
            <Th number>Answers</Th>
            {live.labels.map((label) => (
              <Th key={label} number dir="auto" className="max-w-40 truncate">
                {label}
              </Th>
            ))}
            <Th>
              <span className="sr-only">More</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ version, answers, shares }) => (
            <tr key={version}>
              <Td>
                {version}
                {version === live.champion && <span className="text-soft"> · in service</span>}
              </Td>
              <Td number>{countText(answers)}</Td>
              {shares.map((share, at) => (
                <Td key={live.labels[at]} number>
                  {percentText(share)}
                </Td>
              ))}
              <Td number>
                <Link
                  to="/predictions"
                  search={{ model: live.model, version }}
                  className="decoration-edge inline-block min-h-6 underline"
                >
                  its predictions
                </Link>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Figure({
  name,
  value,
  unit,
}: {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
}) {
  return (
    <div className="bg-card px-4 py-3">
      <dt className="text-soft text-xs">{name}</dt>
      <dd className="mt-0.5 text-xl font-medium tabular-nums">
        {value}
        {unit && <span className="text-soft ml-1 text-xs font-normal">{unit}</span>}
      </dd>
    </div>
  );
}

function ms(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : 0);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function stepText(live: ConsoleLive, at: number): string {
  const bucket: LiveBucket = live.buckets[at];
  const format = live.window === '1d' ? dayAndClock : clock;
  const text = `${format.format(bucket.from_ms)} – ${format.format(bucket.from_ms + live.bucket_ms)}`;
  return at === live.buckets.length - 1 ? `${text}, under way` : text;
}

function endsOf({ buckets, bucket_ms: stepMs, window }: ConsoleLive): readonly [string, string] {
  const format = window === '1d' ? dayAndClock : clock;
  return [format.format(buckets[0].from_ms), format.format(buckets[buckets.length - 1].from_ms + stepMs)];
}

function Loading() {
  return (
    <div className="flex flex-col gap-5" role="status" aria-label="Loading">
      <Skeleton className="h-20 w-full" />
      <div className="grid gap-3 lg:grid-cols-2">
        {[1, 2, 3, 4].map((key) => (
          <Skeleton key={key} className="h-48 w-full" />
        ))}
      </div>
    </div>
  );
}
