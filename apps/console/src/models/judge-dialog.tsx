import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Consequences } from '@verdict/api';
import { Button, Dialog, Progress, Skeleton } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure, Shown } from '../shell/shown.tsx';
import { consequencesQuery, modelsKey } from './models-queries.ts';
import { RowsField } from './rows-field.tsx';

export interface OfVersion {
  readonly model: string;
  readonly version: number;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks the judge, and goes to what it said. Nothing is put in service. */
export function JudgeDialog({ model, version, open, onClose }: OfVersion) {
  return (
    <Dialog title={`Ask the judge about version ${version}`} open={open} onClose={onClose}>
      <Loaded model={model} version={version} onClose={onClose} />
    </Dialog>
  );
}

function Loaded({ model, version, onClose }: Omit<OfVersion, 'open'>) {
  const asked = useQuery(consequencesQuery(model, version));
  return (
    <Shown asked={asked} loading={<Skeleton className="h-48 w-full" />}>
      {(about) => <JudgeForm model={model} version={version} onClose={onClose} about={about} />}
    </Shown>
  );
}

function JudgeForm({
  model,
  version,
  onClose,
  about,
}: Omit<OfVersion, 'open'> & { readonly about: Consequences }) {
  const [on, setOn] = useState('');
  const [pressed, setPressed] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const judge = useMutation({
    mutationFn: () => verdict.models.judge(model, { candidate: version, ...(on && { on }) }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: modelsKey });
      onClose();
      await navigate({ to: '/models/$name/judgements/$id', params: { name: model, id: String(id) } });
    },
  });
  const missing = on === '' && about.held_out === null;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setPressed(true);
        if (!missing) judge.mutate();
      }}
    >
      <p>
        {about.from && about.from.version !== version
          ? `Both version ${version} and version ${about.from.version}, which is in service, are asked the same rows.`
          : `Version ${version} is asked the rows, and compared with always giving the most frequent label.`}{' '}
        Nothing is put in service.
      </p>
      <RowsField
        about={about}
        value={on}
        onChange={setOn}
        error={pressed && missing ? 'Choose the rows to compare on.' : null}
      />
      {judge.error && <Failure error={judge.error} />}
      {judge.isPending && <Progress label="The judge is comparing" fraction={null} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="strong" type="submit" disabled={judge.isPending}>
          {judge.isPending ? 'Comparing…' : 'Ask the judge'}
        </Button>
      </div>
    </form>
  );
}
