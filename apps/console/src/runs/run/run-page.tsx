import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Run, RunOverview } from '@verdict/api';
import { Button, buttonClass, CopyButton, durationText, Notice, Skeleton, When } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../../queries.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Section } from '../../shell/section.tsx';
import { Failure, Shown } from '../../shell/shown.tsx';
import { useMay } from '../../shell/use-me.ts';
import { tookMs } from '../columns.ts';
import { ConfusionTable } from '../compare/confusion-table.tsx';
import { CurvesPanel } from '../curves/curves-panel.tsx';
import { RunStatusChip } from '../run-status.tsx';
import { Artifacts } from './artifacts.tsx';
import { MetricTables } from './metric-tables.tsx';
import { RenameRun } from './rename-run.tsx';
import { RunFacts } from './run-facts.tsx';
import { noteTag, RunNote } from './run-note.tsx';
import { RunTags } from './run-tags.tsx';

const route = getRouteApi('/runs/$runId');

export function RunPage() {
  const { runId } = route.useParams();
  const overview = useQuery({
    queryKey: ['runs', 'run', runId],
    queryFn: ({ signal }) => verdict.console.run(runId, { signal }),
    // What is under way goes on.
    refetchInterval: ({ state }) => (state.data?.run.status === 'running' ? 5000 : false),
  });
  return (
    <>
      {overview.error && !overview.data && (
        <PageHead
          title="Run"
          actions={
            <Link to="/runs" className={buttonClass('plain', true)}>
              All runs
            </Link>
          }
        />
      )}
      <Shown asked={overview} loading={<Loading />}>
        {(data) => <Whole key={runId} {...data} />}
      </Shown>
    </>
  );
}

function Whole({ run, artifacts, confusion }: RunOverview) {
  const mayWrite = useMay('write') && !run.deleted;
  const [renaming, setRenaming] = useState(false);
  const [time, setTime] = useState(false);
  const [log, setLog] = useState(false);
  const took = tookMs(run);
  return (
    <>
      <PageHead
        title={run.name || run.id}
        about={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <RunStatusChip status={run.status} />
            <span>
              in{' '}
              <Link to="/runs" search={{ experiment: run.experiment.name }} dir="auto">
                {run.experiment.name}
              </Link>
            </span>
            <span>
              started <When ms={run.start_ms} />
            </span>
            {took !== null && <span>took {durationText(took)}</span>}
            {run.user && <span dir="auto">by {run.user}</span>}
            <span className="flex min-w-0 items-center gap-1">
              <code className="min-w-0 font-mono text-xs break-all">{run.id}</code>
              <CopyButton text={run.id} label="Copy the id" />
            </span>
          </div>
        }
        actions={
          <>
            {mayWrite && (
              <Button small onClick={() => setRenaming(true)}>
                Rename
              </Button>
            )}
            <DeleteOrRestore run={run} />
          </>
        }
      />
      {run.deleted && (
        <div className="mb-4">
          <Notice tone="warn" title="This run is deleted">
            It is out of lists and takes nothing more; nothing of it is lost, and what came from it still
            leads here.
          </Notice>
        </div>
      )}
      <RenameRun run={run} open={renaming} onClose={() => setRenaming(false)} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2 [&>*]:min-w-0">
        <RunFacts run={run} />
        <Section title="Notes">
          <RunNote run={run} mayWrite={mayWrite} />
        </Section>
        <MetricTables metrics={run.metrics} />
        {confusion && (
          <Section title="Confusion">
            <ConfusionTable confusion={confusion} label="Confusion matrix" />
          </Section>
        )}
      </div>
      <Section title="Curves" className="mt-6">
        <CurvesPanel runs={[run]} time={time} log={log} onTime={setTime} onLog={setLog} />
      </Section>
      <Section title="Files" className="mt-6">
        <Artifacts runId={run.id} artifacts={artifacts} />
      </Section>
      <Section title="Tags" className="mt-6">
        <RunTags run={run} mayWrite={mayWrite} without={noteTag} />
      </Section>
    </>
  );
}

function DeleteOrRestore({ run }: { readonly run: Run }) {
  const may = useMay('write');
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (): Promise<unknown> =>
      run.deleted ? verdict.runs.restore(run.id) : verdict.runs.remove(run.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['runs'] }),
  });
  if (!may) return null;
  return (
    <>
      <Button
        small
        kind={run.deleted ? 'strong' : 'danger'}
        disabled={change.isPending}
        onClick={() => change.mutate()}
      >
        {run.deleted ? 'Restore' : 'Delete'}
      </Button>
      {change.error && <Failure error={change.error} />}
    </>
  );
}

function Loading() {
  return (
    <>
      <PageHead title="Run" about={<Skeleton className="h-6 w-96 max-w-full" />} />
      <div className="grid gap-6 lg:grid-cols-2">
        <Skeleton className="h-80 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </>
  );
}
