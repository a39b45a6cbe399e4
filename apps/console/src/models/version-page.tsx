import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ConsoleVersion } from '@verdict/api';
import {
  Button,
  ButtonLink,
  buttonClass,
  bytesText,
  countText,
  Notice,
  percentText,
  Skeleton,
  When,
} from '@verdict/ui';
import { useState } from 'react';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { AccuracyMeter } from './accuracy.tsx';
import { Aliases } from './aliases.tsx';
import { askedText } from './asked-text.ts';
import { calibrationBins } from './calibration-bins.ts';
import { CalibrationChart } from './calibration-chart.tsx';
import { ChainLine } from './chain-line.tsx';
import { ChampionHistory } from './champion-history.tsx';
import { ClassTable } from './class-table.tsx';
import { ConfusionTable } from './confusion-table.tsx';
import { DeleteVersionDialog } from './delete-version-dialog.tsx';
import { onWhich } from './figures.ts';
import { JudgeDialog } from './judge-dialog.tsx';
import { JudgementsTable } from './judgements-table.tsx';
import { ModelLink, VersionLink } from './links.tsx';
import { LoadedElsewhere } from './loaded-elsewhere.tsx';
import { curvesQuery, versionQuery } from './models-queries.ts';
import { PromoteDialog } from './promote-dialog.tsx';

const route = getRouteApi('/models/$name/$version');

export function VersionPage() {
  const { name, version } = route.useParams();
  const asked = useQuery(versionQuery(name, Number(version)));
  return (
    <>
      {asked.error && !asked.data && <PageHead title={`${name}, version ${version}`} />}
      <Shown asked={asked} loading={<Loading title={`${name}, version ${version}`} />}>
        {(shown) => <Version key={`${name}@${version}`} version={shown} />}
      </Shown>
    </>
  );
}

function Loading({ title }: { readonly title: string }) {
  return (
    <>
      <PageHead title={title} about={<Skeleton className="h-6 w-64" />} />
      <Skeleton className="mb-6 h-24 w-full" />
      <Skeleton className="h-80 w-full" />
    </>
  );
}

function Version({ version: shown }: { readonly version: ConsoleVersion }) {
  const { model, line, card, chain, older, newer } = shown;
  return (
    <>
      <PageHead
        title={`${model}, version ${line.version}`}
        about={
          <span className="flex flex-wrap items-center gap-2">
            <Aliases aliases={line.aliases} />
            <span>
              Registered <When ms={line.created_ms} /> by {line.created_by}.{' '}
              <ModelLink name={model}>All versions</ModelLink>
              {older !== null && (
                <>
                  {' · '}
                  <VersionLink model={model} version={older}>
                    older: {older}
                  </VersionLink>
                </>
              )}
              {newer !== null && (
                <>
                  {' · '}
                  <VersionLink model={model} version={newer}>
                    newer: {newer}
                  </VersionLink>
                </>
              )}
            </span>
          </span>
        }
        actions={<Actions version={shown} />}
      />
      <div className="flex flex-col gap-8">
        {line.description && (
          <p className="max-w-prose break-words whitespace-pre-wrap" dir="auto">
            {line.description}
          </p>
        )}
        {line.format === 'other' && (
          <Notice title="It is kept, and does not serve">
            <LoadedElsewhere model={model} version={line.version} /> Only .verdict files serve, because
            loading them runs no code.
          </Notice>
        )}
        <Section title="Where it comes from">
          <ChainLine chain={chain} />
        </Section>
        {card && <Quality version={shown} />}
        {line.format === 'other' && <Labels version={shown} />}
        {line.format === 'verdict' && (
          <Section title="What the judge said of it">
            <JudgementsTable model={model} judgements={shown.judgements} />
          </Section>
        )}
        {card && <Recipe version={shown} />}
        {line.format === 'verdict' && (
          <Section title="When it served">
            <ChampionHistory
              model={model}
              moves={chain.moves
                .filter(({ alias }) => alias === 'champion')
                .map((move) => ({ ...move, judgement: null }))}
            />
          </Section>
        )}
      </div>
    </>
  );
}

/** What its client gave it. */
function Labels({ version: { chain, tags } }: { readonly version: ConsoleVersion }) {
  const { stage } = chain.version;
  const labels = [...(stage === 'None' ? [] : [['Stage', stage] as const]), ...Object.entries(tags)];
  if (labels.length === 0) return null;
  return (
    <Section title="Stage and tags">
      <dl className="grid grid-cols-[fit-content(50%)_1fr] gap-x-4 gap-y-1 text-sm">
        {labels.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft min-w-0 break-words" dir="auto">
              {name}
            </dt>
            <dd className="min-w-0 break-words" dir="auto">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Actions({ version: { model, line, in_service: inService } }: { readonly version: ConsoleVersion }) {
  const [dialog, setDialog] = useState<'promote' | 'judge' | 'delete' | null>(null);
  const [mayWrite, mayPromote] = [useMay('write'), useMay('promote')];
  const { version } = line;
  const can = line.format === 'verdict' && line.status === 'ready';
  const serves = inService === version;
  const close = (): void => setDialog(null);
  const file = `/api/v1/models/${encodeURIComponent(model)}/versions/${version}/file`;
  const of = { model, version, onClose: close };
  return (
    <>
      {can && (
        <Link
          to="/try"
          search={{ model, version, ...(inService !== null && !serves && { beside: inService }) }}
          className={buttonClass('plain', true)}
        >
          Try it
        </Link>
      )}
      {line.sha256 !== null && (
        <ButtonLink small href={file} download>
          Download {line.bytes !== null && bytesText(line.bytes)}
        </ButtonLink>
      )}
      {can && mayWrite && (
        <Button small onClick={() => setDialog('judge')}>
          Ask the judge…
        </Button>
      )}
      {mayWrite && line.aliases.length === 0 && (
        <Button small kind="danger" onClick={() => setDialog('delete')}>
          Delete…
        </Button>
      )}
      {can && !serves && mayPromote && (
        <Button small kind="strong" onClick={() => setDialog('promote')}>
          Promote…
        </Button>
      )}
      <PromoteDialog {...of} open={dialog === 'promote'} />
      <JudgeDialog {...of} open={dialog === 'judge'} />
      <DeleteVersionDialog {...of} open={dialog === 'delete'} />
    </>
  );
}

function Quality({ version }: { readonly version: ConsoleVersion }) {
  const { line, card } = version;
  const { quality } = line;
  if (!quality || !card) {
    return (
      <Section title="Quality">
        <p className="text-soft text-sm">
          Its file says nothing of rows that the fit had not seen. Ask the judge, on rows of your own.
        </p>
      </Section>
    );
  }
  const figures = [
    ['Macro F1', percentText(quality.macro_f1)],
    ['Log loss', quality.log_loss.toFixed(4)],
    ['Calibration error', percentText(quality.ece)],
    ['Area under ROC', quality.roc_auc === null ? '–' : quality.roc_auc.toFixed(4)],
  ] as const;
  return (
    <Section title={`Quality, on ${countText(quality.rows)} ${onWhich[quality.on]}`}>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <AccuracyMeter quality={quality} />
          <dl className="grid grid-cols-2 gap-x-6 gap-y-1 text-sm tabular-nums sm:grid-cols-4">
            {figures.map(([name, value]) => (
              <div key={name}>
                <dt className="text-soft text-xs">{name}</dt>
                <dd className="text-base">{value}</dd>
              </div>
            ))}
          </dl>
          <ClassTable classes={card.classes} />
          <ConfusionTable labels={card.classes.map(({ label }) => label)} counts={card.confusion} />
        </div>
        <Calibration version={version} />
      </div>
    </Section>
  );
}

function Calibration({ version: { line, run } }: { readonly version: ConsoleVersion }) {
  if (line.run_id === null || !run || run.curves === null) {
    return (
      <p className="text-soft text-sm">
        How far its confidence is to be believed is drawn from its run’s report, and it has none here. The
        calibration error beside says how far off it is on average.
      </p>
    );
  }
  return <Curves runId={line.run_id} path={run.curves} />;
}

function Curves({ runId, path }: { readonly runId: string; readonly path: string }) {
  const asked = useQuery(curvesQuery(runId, path));
  return (
    <section aria-label="Calibration">
      <h3 className="mb-2 font-medium">Calibration</h3>
      <Shown asked={asked} loading={<Skeleton className="aspect-square w-full max-w-80" />}>
        {(curves) => {
          const bins = calibrationBins(curves);
          return bins.length === 0 ? (
            <p className="text-soft text-sm">The report of its run has no bins to draw.</p>
          ) : (
            <CalibrationChart bins={bins} />
          );
        }}
      </Shown>
    </section>
  );
}

function Recipe({ version: { line, card, run, asked } }: { readonly version: ConsoleVersion }) {
  if (!card) return null;
  const facts = [
    ['Recipe', line.recipe],
    ['Kind', card.kind],
    ['Labels', line.classes.join(', ')],
    ['Positive', card.positive],
    ['Trained on', line.trained_rows === null ? null : `${countText(line.trained_rows)} rows`],
    ['Seed', card.seed === null ? null : String(card.seed)],
    ['Node', card.node],
    ['Learn package', card.learn],
    ['File, SHA-256', line.sha256],
    ['Questions, 24 hours', askedText(asked)],
  ] as const;
  return (
    <Section title="How it was made">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-sm">
          {facts.map(
            ([name, value]) =>
              value !== null && (
                <div key={name} className="contents">
                  <dt className="text-soft">{name}</dt>
                  <dd className="min-w-0 break-words" dir="auto">
                    {value}
                  </dd>
                </div>
              ),
          )}
        </dl>
        <div className="flex min-w-0 flex-col gap-4">
          <details className="border-line rounded-md border px-3 py-2">
            <summary className="min-h-6 text-sm font-medium">The recipe as JSON</summary>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
              tabIndex={0}
              className="mt-2 max-h-96 overflow-auto text-xs"
            >
              {JSON.stringify(card.recipe, null, 2)}
            </pre>
          </details>
          {run && line.run_id !== null && <RunFiles runId={line.run_id} files={run.files} />}
        </div>
      </div>
    </Section>
  );
}

type Files = NonNullable<ConsoleVersion['run']>['files'];

function RunFiles({ runId, files }: { readonly runId: string; readonly files: Files }) {
  if (files.length === 0) return null;
  return (
    <details className="border-line rounded-md border px-3 py-2">
      <summary className="min-h-6 text-sm font-medium">Files of its run ({countText(files.length)})</summary>
      <ul className="mt-2 text-sm">
        {files.map(({ path, bytes }) => (
          <li key={path} className="flex justify-between gap-4">
            <a
              href={`/api/v1/runs/${encodeURIComponent(runId)}/artifacts/${path.split('/').map(encodeURIComponent).join('/')}`}
              download
              className="inline-block min-h-6 min-w-0 break-words"
            >
              {path}
            </a>
            <span className="text-soft whitespace-nowrap tabular-nums">{bytesText(bytes)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
