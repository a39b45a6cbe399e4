import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConsoleModel, Traffic } from '@verdict/api';
import { Button, Chip, Dialog, EmptyState, Notice, Skeleton, TextArea, When } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure, Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { VersionLink } from './links.tsx';
import { modelsKey, trafficReportQuery } from './models-queries.ts';
import { TrafficForm } from './traffic-form.tsx';
import { TrafficReportView } from './traffic-report.tsx';

/** Trying a version on real questions before it is promoted. */
export function TrafficPanel({ model }: { readonly model: ConsoleModel }) {
  const [editing, setEditing] = useState(false);
  const may = useMay('promote');
  const { traffic, champion } = model;
  const candidates = model.versions.filter(
    ({ version, format }) => format === 'verdict' && version !== champion?.version,
  );
  const canStart = champion !== null && candidates.length > 0;
  return (
    <>
      {traffic ? (
        <Trial model={model} traffic={traffic} onChange={() => setEditing(true)} />
      ) : (
        <EmptyState
          title="No version is on trial"
          action={
            canStart &&
            may && (
              <Button kind="strong" onClick={() => setEditing(true)}>
                Try a version…
              </Button>
            )
          }
        >
          {champion === null
            ? 'Nothing is in service, so there is nothing to try a version beside. Promote one first.'
            : candidates.length === 0
              ? 'There is no other version to try. Train or upload one.'
              : 'In the shadow a version answers the same questions and nobody is told; as a canary it answers some of them in the champion’s place.'}
        </EmptyState>
      )}
      <Dialog
        title={traffic ? 'Change the trial' : `Try a version of ${model.name}`}
        open={editing}
        onClose={() => setEditing(false)}
      >
        <TrafficForm
          model={model.name}
          candidates={candidates.map(({ version }) => version)}
          traffic={traffic}
          onClose={() => setEditing(false)}
        />
      </Dialog>
    </>
  );
}

function Trial({
  model,
  traffic,
  onChange,
}: {
  readonly model: ConsoleModel;
  readonly traffic: Traffic;
  readonly onChange: () => void;
}) {
  const [ending, setEnding] = useState<'abort' | 'end' | null>(null);
  const report = useQuery(trafficReportQuery(model.name, traffic.started_ms));
  const may = useMay('promote');
  const running = traffic.state === 'running';
  return (
    <div className="flex flex-col gap-5">
      <section aria-label="The trial" className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2">
            <VersionLink model={model.name} version={traffic.version} className="font-medium" />
            <Chip tone={running ? 'warn' : 'bad'}>
              {traffic.mode} {traffic.percent}%
            </Chip>
            {!running && <Chip tone="bad">stopped</Chip>}
          </p>
          <p className="text-soft text-sm">
            Since <When ms={traffic.started_ms} />, last changed by {traffic.updated_by}. {rulesText(traffic)}
          </p>
        </div>
        {may && (
          <div className="flex flex-wrap gap-2">
            <Button small onClick={onChange}>
              {running ? 'Change…' : 'Begin again…'}
            </Button>
            {running && (
              <Button small kind="danger" onClick={() => setEnding('abort')}>
                Stop asking it…
              </Button>
            )}
            <Button small onClick={() => setEnding('end')}>
              End the trial…
            </Button>
          </div>
        )}
      </section>
      {!running && (
        <Notice tone="bad" title="The trial was stopped: the champion answers everything">
          <span dir="auto">{traffic.reason || 'No reason was given.'}</span>
        </Notice>
      )}
      <Shown asked={report} loading={<Skeleton className="h-96 w-full" />}>
        {(shown) => <TrafficReportView model={model.name} report={shown} />}
      </Shown>
      <EndDialog model={model.name} traffic={traffic} how={ending} onClose={() => setEnding(null)} />
    </div>
  );
}

function rulesText({ rules }: Traffic): string {
  const said = [
    rules.failure_share !== null && `fails at more than ${rules.failure_share * 100}% of its questions`,
    rules.latency_ratio !== null && `takes more than ${rules.latency_ratio} times as long`,
    rules.accuracy_drop !== null && `is surely more than ${rules.accuracy_drop * 100} points less accurate`,
  ].filter((each) => each !== false);
  if (said.length === 0) return 'It never stops by itself.';
  return `After ${rules.minimum_answers} answers it stops by itself if it ${said.join(', or ')}.`;
}

function EndDialog({
  model,
  traffic,
  how,
  onClose,
}: {
  readonly model: string;
  readonly traffic: Traffic;
  readonly how: 'abort' | 'end' | null;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      how === 'abort'
        ? verdict.models.abortTraffic(model, reason.trim() ? { reason: reason.trim() } : {})
        : verdict.models.endTraffic(model),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: modelsKey });
      close();
    },
  });
  const close = (): void => {
    end.reset();
    setReason('');
    onClose();
  };
  const answers = `The champion answers everything again, in every process within two seconds.`;
  return (
    <Dialog
      title={how === 'abort' ? `Stop asking version ${traffic.version}?` : 'End the trial?'}
      open={how !== null}
      onClose={close}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          end.mutate();
        }}
      >
        <p>
          {how === 'abort'
            ? `${answers} The trial stays here with its report and the reason.`
            : `${answers} The report is no longer shown; version ${traffic.version} stays, and is not on trial any more.`}
        </p>
        {how === 'abort' && (
          <TextArea
            label="Reason, if you like"
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
        {end.error && <Failure error={end.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button kind="danger" type="submit" disabled={end.isPending}>
            {how === 'abort' ? 'Stop asking it' : 'End the trial'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
