import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ConsoleModelLine, ConsoleModelsReply } from '@verdict/api';
import { Button, Chip, countText, EmptyState, Field, Skeleton, Table, Td, Th, When } from '@verdict/ui';
import { useState } from 'react';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { AccuracyCell } from './accuracy.tsx';
import { askedText } from './asked-text.ts';
import { JudgementChip } from './judgement-chip.tsx';
import { JudgementLink, ModelLink, VersionLink } from './links.tsx';
import { modelListQuery } from './models-queries.ts';
import { UploadVersion } from './upload-version.tsx';

const route = getRouteApi('/models');

export function ModelsPage() {
  const asked = useQuery(modelListQuery());
  const [uploading, setUploading] = useState(false);
  const may = useMay('write');
  return (
    <>
      <PageHead
        title="Models"
        about="What answers under each name, how good it is, and what the judge said last."
        actions={
          may && (
            <Button small onClick={() => setUploading(true)}>
              Upload a model file
            </Button>
          )
        }
      />
      <Shown asked={asked} loading={<Skeleton className="h-40 w-full" />}>
        {(reply) => <ModelList reply={reply} />}
      </Shown>
      <UploadVersion open={uploading} onClose={() => setUploading(false)} model={null} />
    </>
  );
}

/** With fewer there is nothing to look for. */
const enoughToSearch = 8;

function ModelList({ reply: { models, next_page_token: more } }: { readonly reply: ConsoleModelsReply }) {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  if (models.length === 0) {
    return (
      <EmptyState title="No model yet">
        Train one with <code>verdict train --data FILE --name MODEL</code>, start a training from a data set,
        or upload a <code>.verdict</code> file.
      </EmptyState>
    );
  }
  const wanted = q.trim().toLowerCase();
  const shown = models.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  );
  return (
    <div className="flex flex-col gap-3">
      {(models.length >= enoughToSearch || q !== '') && (
        <div className="max-w-sm">
          <Field
            label="Find a model"
            type="search"
            value={q}
            onChange={({ target }) =>
              navigate({ search: target.value === '' ? {} : { q: target.value }, replace: true })
            }
          />
        </div>
      )}
      <p className="sr-only" role="status">
        {countText(shown.length)} of {countText(models.length)} models shown
      </p>
      {shown.length === 0 ? (
        <EmptyState
          title="No model has that in its name"
          action={<Button onClick={() => navigate({ search: {}, replace: true })}>Show them all</Button>}
        />
      ) : (
        <Table label="Models">
          <thead>
            <tr>
              <Th>Model</Th>
              <Th>In service</Th>
              <Th number>Accuracy</Th>
              <Th number>Asked, 24 h</Th>
              <Th>On trial</Th>
              <Th>The judge, last</Th>
              <Th number>Versions</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((model) => (
              <ModelRow key={model.name} model={model} />
            ))}
          </tbody>
        </Table>
      )}
      {more !== null && (
        <p className="text-soft text-sm">Only the first {countText(models.length)} are shown, by name.</p>
      )}
    </div>
  );
}

function ModelRow({ model }: { readonly model: ConsoleModelLine }) {
  const { name, champion, champion_since_ms: since, traffic, judgement } = model;
  return (
    <tr>
      <Td className="max-w-96 min-w-40">
        <ModelLink name={name} className="font-medium" />
        <span className="text-soft line-clamp-2 block text-xs" dir="auto">
          {model.description}
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        {champion ? (
          <>
            <VersionLink model={name} version={champion.version} />
            <span className="text-soft block text-xs">
              {since !== null && (
                <>
                  since <When ms={since} relative />
                </>
              )}
            </span>
          </>
        ) : (
          <Chip tone={model.can_serve ? 'warn' : 'neutral'}>
            {model.can_serve || model.versions === 0 ? 'nothing' : 'kept only'}
          </Chip>
        )}
      </Td>
      <Td number>{champion ? <AccuracyCell quality={champion.quality} /> : '–'}</Td>
      <Td number>{askedText(model.asked)}</Td>
      <Td className="whitespace-nowrap">
        {traffic ? (
          <>
            <VersionLink model={name} version={traffic.version} />{' '}
            {traffic.state === 'aborted' ? (
              <Chip tone="bad">{traffic.mode} stopped</Chip>
            ) : (
              <Chip tone="warn">
                {traffic.mode} {traffic.percent}%
              </Chip>
            )}
          </>
        ) : (
          <span className="text-soft">–</span>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {judgement ? (
          <>
            <JudgementChip verdict={judgement.verdict} />{' '}
            <JudgementLink model={name} id={judgement.id}>
              version {judgement.candidate}
            </JudgementLink>
            <span className="text-soft block text-xs">
              <When ms={judgement.created_ms} relative />
            </span>
          </>
        ) : (
          <span className="text-soft">not asked yet</span>
        )}
      </Td>
      <Td number>{countText(model.versions)}</Td>
    </tr>
  );
}
