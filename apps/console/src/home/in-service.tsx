import { Link } from '@tanstack/react-router';
import type { ServedModel } from '@verdict/api';
import { Chip, EmptyState, Meter, percentText, When } from '@verdict/ui';
import { PathLink } from '../shell/path-link.tsx';

export function InService({ models }: { readonly models: readonly ServedModel[] }) {
  if (models.length === 0) {
    return (
      <EmptyState title="No model yet">
        Train one, or upload a .verdict file on the page Models. What is put in service answers at once.
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-3">
      {models.map((model) => (
        <ModelCard key={model.name} model={model} />
      ))}
    </ul>
  );
}

function ModelCard({ model }: { readonly model: ServedModel }) {
  const { name, champion, versions, can_serve: canServe } = model;
  return (
    <li className="border-line bg-card flex min-w-0 flex-col gap-3 rounded-lg border p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 className="min-w-0 text-base font-semibold break-words">
          <PathLink
            href={`/models/${encodeURIComponent(name)}`}
            className="decoration-line hover:decoration-current"
          >
            {name}
          </PathLink>
        </h3>
        {champion ? (
          <Chip tone="good">version {champion.version}</Chip>
        ) : (
          <Chip tone={canServe ? 'warn' : 'neutral'}>
            {canServe || versions === 0 ? 'not in service' : 'kept'}
          </Chip>
        )}
      </div>
      {champion ? (
        <>
          {champion.accuracy ? (
            <div>
              <div className="mb-1 flex justify-between text-sm">
                <span className="text-soft">Accuracy on unseen rows</span>
                <span className="font-medium tabular-nums">{percentText(champion.accuracy.estimate)}</span>
              </div>
              <Meter
                share={champion.accuracy.estimate}
                interval={[champion.accuracy.low, champion.accuracy.high]}
                label={`${percentText(champion.accuracy.estimate)}, between ${percentText(champion.accuracy.low)} and ${percentText(champion.accuracy.high)}`}
              />
            </div>
          ) : (
            <p className="text-soft text-sm">Its file says nothing of its accuracy.</p>
          )}
          <Chain name={name} champion={champion} />
          <p className="text-soft mt-auto text-xs">
            {champion.since_ms !== null && (
              <>
                In service since <When ms={champion.since_ms} relative />
              </>
            )}
            {champion.by && `, by ${champion.by}`}
          </p>
        </>
      ) : (
        <p className="text-soft text-sm">
          {versions === 0
            ? 'It has no version yet.'
            : `${versions} ${versions === 1 ? 'version' : 'versions'}, ${canServe ? 'none of them answers' : 'kept for MLflow’s client'}.`}
        </p>
      )}
    </li>
  );
}

/** Where it comes from: commit, data, run, version. What is not on record is said to be missing, not left out. */
function Chain({
  name,
  champion,
}: {
  readonly name: string;
  readonly champion: NonNullable<ServedModel['champion']>;
}) {
  const { git_commit: commit, data_version: data, run_id: run, version } = champion;
  const [, dataset = data ?? '', number] = /^(.*)@(\d+)$/.exec(data ?? '') ?? [];
  if (!commit && !data && !run) {
    return (
      <p className="text-soft text-sm">
        It came as a file: which commit, data and run it was made from is not on this record.
      </p>
    );
  }
  const missing = <span className="text-soft italic">not on record</span>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
      <dt className="text-soft">Commit</dt>
      <dd className="font-mono text-xs leading-5">{commit ? commit.slice(0, 10) : missing}</dd>
      <dt className="text-soft">Data</dt>
      <dd className="truncate" dir="auto">
        {data ? (
          <PathLink href={`/data/${encodeURIComponent(dataset)}${number ? `/${number}` : ''}`}>
            {data}
          </PathLink>
        ) : (
          missing
        )}
      </dd>
      <dt className="text-soft">Run</dt>
      <dd className="font-mono text-xs leading-5">
        {run ? (
          <Link to="/runs/$runId" params={{ runId: run }}>
            {run.slice(0, 8)}
          </Link>
        ) : (
          missing
        )}
      </dd>
      <dt className="text-soft">Version</dt>
      <dd>
        <PathLink href={`/models/${encodeURIComponent(name)}/${version}`}>{`${name}@${version}`}</PathLink>
      </dd>
    </dl>
  );
}
