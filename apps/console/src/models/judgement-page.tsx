import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ConsoleJudgement } from '@verdict/api';
import { Button, Notice, Skeleton, When } from '@verdict/ui';
import { useState } from 'react';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { JudgementChip } from './judgement-chip.tsx';
import { JudgementView } from './judgement-view.tsx';
import { ModelLink, VersionLink } from './links.tsx';
import { judgementQuery } from './models-queries.ts';
import { PromoteDialog } from './promote-dialog.tsx';

const route = getRouteApi('/models/$name/judgements/$id');

export function JudgementPage() {
  const { name, id } = route.useParams();
  const asked = useQuery(judgementQuery(name, Number(id)));
  return (
    <>
      {!asked.data && <PageHead title={`${name}: judgement ${id}`} />}
      <Shown asked={asked} loading={<Skeleton className="h-96 w-full" />}>
        {(reply) => <Said name={name} reply={reply} />}
      </Shown>
    </>
  );
}

function Said({ name, reply }: { readonly name: string; readonly reply: ConsoleJudgement }) {
  const { judgement, in_service: inService } = reply;
  const { candidate, champion, verdict } = judgement;
  const [promoting, setPromoting] = useState(false);
  const may = useMay('promote');
  const against = champion === null ? 'nobody' : `version ${champion}`;
  const serves = inService === candidate;
  return (
    <>
      <PageHead
        title={`${name}: version ${candidate} against ${against}`}
        about={
          <>
            <JudgementChip verdict={verdict} /> The judge was asked by {judgement.created_by},{' '}
            <When ms={judgement.created_ms} />. <ModelLink name={name}>All of {name}</ModelLink>
          </>
        }
        actions={
          reply.candidate_is_there &&
          !serves &&
          may && (
            <Button
              small
              kind={verdict === 'promote' ? 'strong' : 'plain'}
              onClick={() => setPromoting(true)}
            >
              Promote version {candidate}…
            </Button>
          )
        }
      />
      <div className="mb-6 flex flex-col gap-3">
        <p className="sr-only" role="status">
          {verdict === 'promote' ? 'The judge says it may serve.' : 'The judge refuses it.'}
        </p>
        <Standing reply={reply} serves={serves} />
        <p className="text-sm">
          <VersionLink model={name} version={candidate}>
            Candidate: version {candidate}
          </VersionLink>
          {champion !== null && (
            <>
              {' · '}
              <VersionLink model={name} version={champion}>
                Champion then: version {champion}
              </VersionLink>
            </>
          )}
        </p>
      </div>
      <JudgementView judgement={judgement} />
      <PromoteDialog model={name} version={candidate} open={promoting} onClose={() => setPromoting(false)} />
    </>
  );
}

/** Whether what was said then still says anything now. */
function Standing({ reply, serves }: { readonly reply: ConsoleJudgement; readonly serves: boolean }) {
  const { judgement, in_service: inService } = reply;
  if (!reply.candidate_is_there) {
    return <Notice title={`Version ${judgement.candidate} has been deleted since`} />;
  }
  if (serves) return <Notice tone="good" title={`Version ${judgement.candidate} is in service now`} />;
  if (inService !== judgement.champion) {
    const now = inService === null ? 'Nothing' : `Version ${inService}`;
    return (
      <Notice tone="warn" title="It was compared with what no longer serves">
        {now} is in service now. Promoting asks the judge again, against that.
      </Notice>
    );
  }
  if (reply.policy_changed) {
    return (
      <Notice tone="warn" title="The policy has changed since">
        Promoting asks the judge again, by the policy in force.
      </Notice>
    );
  }
  return null;
}
