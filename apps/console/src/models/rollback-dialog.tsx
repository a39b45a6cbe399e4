import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Consequences } from '@verdict/api';
import { Button, Dialog, Notice, Skeleton, TextArea } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure, Shown } from '../shell/shown.tsx';
import { consequencesQuery, modelsKey } from './models-queries.ts';
import { WhatChanges } from './what-changes.tsx';

export interface RollbackDialogProps {
  readonly model: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function RollbackDialog({ model, open, onClose }: RollbackDialogProps) {
  return (
    <Dialog title={`Roll ${model} back?`} open={open} onClose={onClose}>
      <Loaded model={model} onClose={onClose} />
    </Dialog>
  );
}

function Loaded({ model, onClose }: Omit<RollbackDialogProps, 'open'>) {
  const asked = useQuery(consequencesQuery(model, null));
  return (
    <Shown asked={asked} loading={<Skeleton className="h-72 w-full" />}>
      {(about) => <RollbackForm model={model} about={about} onClose={onClose} />}
    </Shown>
  );
}

function RollbackForm({
  model,
  about,
  onClose,
}: Omit<RollbackDialogProps, 'open'> & { readonly about: Consequences }) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const rollback = useMutation({
    mutationFn: () =>
      verdict.models.rollback(model, {
        ...(reason.trim() && { reason: reason.trim() }),
        from: about.from?.version ?? null,
      }),
    onSuccess: () =>
      queries.invalidateQueries({
        queryKey: modelsKey,
        predicate: ({ queryKey }) => queryKey[2] !== 'consequences',
      }),
  });
  if (rollback.data) {
    const { from, to } = rollback.data;
    return (
      <div role="status" className="flex flex-col gap-4">
        <Notice tone="good" title={`Version ${to} is in service again`}>
          Version {from} is out of it; nothing of it was deleted.
        </Notice>
        <div className="flex justify-end">
          <Button kind="strong" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    );
  }
  if (!about.to) {
    return (
      <div className="flex flex-col gap-4">
        <Notice title="There is nothing to go back to">
          No version that is still there served before this one. Promote another one instead.
        </Notice>
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        rollback.mutate();
      }}
    >
      <p>The judge is not asked: version {about.to.version} has served before.</p>
      <WhatChanges model={model} about={about} to={about.to} />
      <TextArea
        label="Reason, if you like"
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {rollback.error && <Failure error={rollback.error} />}
      <div className="bg-card border-line sticky -bottom-6 -mx-6 -mb-6 flex flex-wrap justify-end gap-2 border-t px-6 py-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="danger" type="submit" disabled={rollback.isPending}>
          Put version {about.to.version} back
        </Button>
      </div>
    </form>
  );
}
