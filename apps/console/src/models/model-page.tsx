import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ConsoleModel } from '@verdict/api';
import { Button, buttonClass, countText, Notice, percentText, Skeleton, Tabs, When } from '@verdict/ui';
import { useState } from 'react';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { AccuracyMeter } from './accuracy.tsx';
import { askedText } from './asked-text.ts';
import { ChainLine } from './chain-line.tsx';
import { ChampionHistory } from './champion-history.tsx';
import { rangeText } from './figures.ts';
import { JudgementsTable } from './judgements-table.tsx';
import { VersionLink } from './links.tsx';
import { LoadedElsewhere } from './loaded-elsewhere.tsx';
import { ModelDetails } from './model-details.tsx';
import type { ModelTab } from './model-search.ts';
import { modelQuery } from './models-queries.ts';
import { PolicyForm } from './policy-form.tsx';
import { PromoteDialog } from './promote-dialog.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';
import { TrafficPanel } from './traffic-panel.tsx';
import { UploadVersion } from './upload-version.tsx';
import { VersionsTable } from './versions-table.tsx';

const route = getRouteApi('/models/$name');

export function ModelPage() {
  const { name } = route.useParams();
  const asked = useQuery(modelQuery(name));
  return (
    <>
      {asked.error && !asked.data && <PageHead title={name} />}
      <Shown asked={asked} loading={<Loading name={name} />}>
        {(model) => <Model model={model} />}
      </Shown>
    </>
  );
}

function Loading({ name }: { readonly name: string }) {
  return (
    <>
      <PageHead title={name} about={<Skeleton className="h-5 w-64" />} />
      <Skeleton className="mb-6 h-56 w-full" />
      <Skeleton className="h-64 w-full" />
    </>
  );
}

function Model({ model }: { readonly model: ConsoleModel }) {
  const { show = 'versions' } = route.useSearch();
  const navigate = route.useNavigate();
  const [dialog, setDialog] = useState<'rollback' | 'upload' | null>(null);
  const [mayWrite, mayPromote] = [useMay('write'), useMay('promote')];
  const { name, champion, traffic } = model;
  const close = (): void => setDialog(null);
  const choose = (tab: ModelTab): void => {
    void navigate({ search: tab === 'versions' ? {} : { show: tab }, replace: true, resetScroll: false });
  };
  return (
    <>
      <PageHead
        title={name}
        about={
          <span dir="auto" className="line-clamp-3 whitespace-pre-line">
            {model.description || 'No description.'}
          </span>
        }
        actions={
          <>
            {(champion || model.versions.some(({ format }) => format === 'verdict')) && (
              <Link to="/try" search={{ model: name }} className={buttonClass('plain', true)}>
                Try it
              </Link>
            )}
            {mayWrite && (
              <Button small onClick={() => setDialog('upload')}>
                Upload a version…
              </Button>
            )}
            {mayPromote && model.rollback_to !== null && (
              <Button small kind="danger" onClick={() => setDialog('rollback')}>
                Roll back to version {model.rollback_to}…
              </Button>
            )}
          </>
        }
      />
      {champion ? <InService model={model} /> : <NothingServes model={model} />}
      <Tabs
        label={`Parts of ${name}`}
        chosen={show}
        onChoose={choose}
        tabs={[
          { id: 'versions', label: `Versions (${countText(model.versions_total)})` },
          { id: 'judge', label: 'The judge' },
          { id: 'traffic', label: traffic?.state === 'running' ? `Trial (${traffic.mode})` : 'Trial' },
          { id: 'history', label: 'History' },
          { id: 'policy', label: model.policy === null ? 'Policy' : 'Policy (own)' },
          { id: 'details', label: 'Details' },
        ]}
      >
        {show === 'versions' && <VersionsTable model={model} />}
        {show === 'judge' && <JudgementsTable model={name} judgements={model.judgements} />}
        {show === 'traffic' && <TrafficPanel model={model} />}
        {show === 'history' && <ChampionHistory model={name} moves={model.moves} />}
        {show === 'policy' && <PolicyForm model={model} />}
        {show === 'details' && <ModelDetails model={model} />}
      </Tabs>
      <RollbackDialog model={name} open={dialog === 'rollback'} onClose={close} />
      <UploadVersion model={name} open={dialog === 'upload'} onClose={close} />
    </>
  );
}

function InService({ model }: { readonly model: ConsoleModel }) {
  const { name, champion, moves, feedback, asked, chain } = model;
  const [move] = moves;
  if (!champion) return null;
  const said = feedback.find(({ version }) => version === champion.version);
  return (
    <section
      aria-labelledby="in-service"
      className="border-line bg-card mb-6 flex flex-col gap-4 rounded-lg border p-4"
    >
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-3">
        <div>
          <h2 id="in-service" className="text-soft text-sm">
            In service
          </h2>
          <p className="text-xl">
            <VersionLink model={name} version={champion.version} />
          </p>
          {move && (
            <p className="text-soft text-sm">
              since <When ms={move.at_ms} relative />, {move.kind === 'rollback' ? 'put back' : 'promoted'} by{' '}
              <span className="break-words">{move.actor}</span>
              {move.kind === 'force' && ' against the judge'}
            </p>
          )}
        </div>
        <div>
          {champion.quality ? (
            <AccuracyMeter quality={champion.quality} />
          ) : (
            <p className="text-soft text-sm">
              Its file says nothing of rows that the fit had not seen, so its accuracy is not known.
            </p>
          )}
        </div>
        <dl className="grid grid-cols-[1fr_max-content] content-start gap-x-4 gap-y-1 text-sm tabular-nums">
          <dt className="text-soft">Questions, 24 hours</dt>
          <dd className="text-right">{askedText(asked)}</dd>
          <dt className="text-soft">Right by feedback, 30 days</dt>
          <dd className="text-right">
            {said ? (
              <>
                {percentText(said.accuracy.estimate)}
                <span className="text-soft block text-xs">
                  {rangeText(said.accuracy)} of {countText(said.labelled)}
                </span>
              </>
            ) : (
              <span className="text-soft">no feedback</span>
            )}
          </dd>
        </dl>
      </div>
      {chain && <ChainLine chain={chain} />}
    </section>
  );
}

function NothingServes({ model: { name, versions } }: { readonly model: ConsoleModel }) {
  const [promoting, setPromoting] = useState(false);
  const may = useMay('promote');
  const newest = versions.find(({ format, status }) => format === 'verdict' && status === 'ready');
  const [latest] = versions;
  if (latest && versions.every(({ format }) => format === 'other')) {
    return (
      <div className="mb-6">
        <Notice title="Its versions are kept, and do not serve">
          <LoadedElsewhere model={name} version={latest.version} />
        </Notice>
      </div>
    );
  }
  return (
    <div className="mb-6">
      <Notice
        tone="warn"
        title={`Nothing is in service as ${name}`}
        action={
          newest &&
          may && (
            <Button kind="strong" onClick={() => setPromoting(true)}>
              Promote version {newest.version}…
            </Button>
          )
        }
      >
        {newest
          ? 'Questions that name it are refused until a version is promoted.'
          : 'It has no version that could serve. Train one, or upload a model file.'}
      </Notice>
      {newest && (
        <PromoteDialog
          model={name}
          version={newest.version}
          open={promoting}
          onClose={() => setPromoting(false)}
        />
      )}
    </div>
  );
}
