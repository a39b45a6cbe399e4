import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Consequences, PromoteReply, PromoteRequest, VersionLine } from '@verdict/api';
import { Button, Dialog, Notice, Progress, Skeleton, TextArea, When } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure, Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import type { OfVersion } from './judge-dialog.tsx';
import { JudgementChip } from './judgement-chip.tsx';
import { JudgementLink } from './links.tsx';
import { consequencesQuery, modelsKey } from './models-queries.ts';
import { Reasons } from './reasons.tsx';
import { RowsField } from './rows-field.tsx';
import { WhatChanges } from './what-changes.tsx';

/** The consequences first, then the button. The judge is asked again at that moment, whatever it said before. */
export function PromoteDialog({ model, version, open, onClose }: OfVersion) {
  return (
    <Dialog title={`Put version ${version} of ${model} in service?`} open={open} onClose={onClose}>
      <Loaded model={model} version={version} onClose={onClose} />
    </Dialog>
  );
}

function Loaded({ model, version, onClose }: Omit<OfVersion, 'open'>) {
  const asked = useQuery(consequencesQuery(model, version));
  return (
    <Shown asked={asked} loading={<Skeleton className="h-96 w-full" />}>
      {(about) => about.to && <PromoteForm model={model} to={about.to} about={about} onClose={onClose} />}
    </Shown>
  );
}

interface FormProps {
  readonly model: string;
  readonly about: Consequences;
  readonly to: VersionLine;
  readonly onClose: () => void;
}

function PromoteForm({ model, about, to, onClose }: FormProps) {
  const [on, setOn] = useState('');
  const [force, setForce] = useState(false);
  const [reason, setReason] = useState('');
  const [pressed, setPressed] = useState(false);
  const mayForce = useMay('admin');
  const queries = useQueryClient();
  const promote = useMutation({
    mutationFn: (request: PromoteRequest) => verdict.models.promote(model, request),
    onSuccess: ({ promoted }) => {
      // What this dialog said is what was decided on: it stays as it was read.
      if (promoted) void queries.invalidateQueries({ queryKey: modelsKey, predicate: notConsequences });
    },
  });
  if (promote.data?.promoted) return <Done model={model} reply={promote.data} onClose={onClose} />;

  const noRows = on === '' && about.held_out === null && !force;
  const noReason = force && reason.trim() === '';
  const submit = (): void => {
    setPressed(true);
    if (noRows || noReason) return;
    promote.mutate({
      version: to.version,
      ...(on && { on }),
      ...(force && { force }),
      ...(reason.trim() && { reason: reason.trim() }),
      from: about.from?.version ?? null,
    });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {promote.data ? (
        <Refused model={model} reply={promote.data} />
      ) : (
        <>
          <WhatChanges model={model} about={about} to={to} />
          <Judged model={model} about={about} />
        </>
      )}
      <RowsField
        about={about}
        value={on}
        onChange={setOn}
        error={pressed && noRows ? 'Choose the rows that the judge compares on.' : null}
      />
      {mayForce && (
        <label className="flex min-h-6 items-start gap-2">
          <input
            type="checkbox"
            checked={force}
            onChange={({ target }) => setForce(target.checked)}
            className="mt-1 size-4"
          />
          Whatever the judge says
        </label>
      )}
      <TextArea
        label={force ? 'Reason' : 'Reason, if you like'}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        error={pressed && noReason ? 'Say why the judge is overruled; it stays on record.' : null}
      />
      {promote.error && <Failure error={promote.error} />}
      {promote.isPending && <Progress label="The judge is comparing" fraction={null} />}
      <div className="bg-card border-line sticky -bottom-6 -mx-6 -mb-6 flex flex-wrap justify-end gap-2 border-t px-6 py-3">
        <Button onClick={onClose}>{promote.data ? 'Leave it' : 'Cancel'}</Button>
        <Button kind={force ? 'danger' : 'strong'} type="submit" disabled={promote.isPending}>
          {force ? `Put version ${to.version} in service` : 'Ask the judge, and promote'}
        </Button>
      </div>
    </form>
  );
}

function notConsequences({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  return queryKey[2] !== 'consequences';
}

function Judged({ model, about: { judgement, from } }: Pick<FormProps, 'model' | 'about'>) {
  const other = from ? `version ${from.version}` : 'nobody';
  return (
    <section aria-label="What the judge says" className="border-line rounded-md border p-3 text-sm">
      {judgement ? (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <JudgementChip verdict={judgement.verdict} />
            <span>
              The judge, against {other}, <When ms={judgement.created_ms} relative />:{' '}
              <JudgementLink model={model} id={judgement.id}>
                all its numbers
              </JudgementLink>
            </span>
          </p>
          <Reasons reasons={shortList(judgement.reasons)} />
        </>
      ) : (
        <p>The judge has not compared it with {other} yet. It is asked when you promote, and has to agree.</p>
      )}
    </section>
  );
}

/** What did not pass; where all did, what matters most. */
function shortList(reasons: NonNullable<Consequences['judgement']>['reasons']) {
  const failed = reasons.filter(({ passed }) => !passed);
  return failed.length > 0 ? failed : reasons.filter(({ rule }) => rule === 'accuracy');
}

function Refused({ model, reply: { judgement } }: { readonly model: string; readonly reply: PromoteReply }) {
  return (
    <div role="alert" className="flex flex-col gap-2">
      <Notice tone="bad" title="The judge refuses it, so nothing has changed">
        {judgement && (
          <JudgementLink model={model} id={judgement.id}>
            All its numbers
          </JudgementLink>
        )}
      </Notice>
      {judgement && <Reasons reasons={judgement.reasons.filter(({ passed }) => !passed)} />}
    </div>
  );
}

function Done({
  model,
  reply: { from, to, forced, judgement },
  onClose,
}: {
  readonly model: string;
  readonly reply: PromoteReply;
  readonly onClose: () => void;
}) {
  return (
    <div role="status" className="flex flex-col gap-4">
      <Notice tone="good" title={`Version ${to} is in service`}>
        {from === null ? 'Nothing was before it.' : `Version ${from} was; a rollback puts it back.`}
        {forced && ' The judge was overruled, and the reason is on record.'}{' '}
        {judgement && (
          <JudgementLink model={model} id={judgement.id}>
            What the judge said
          </JudgementLink>
        )}
      </Notice>
      <div className="flex justify-end">
        <Button kind="strong" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}
