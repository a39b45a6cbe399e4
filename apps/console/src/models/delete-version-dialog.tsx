import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dialog } from '@verdict/ui';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import type { OfVersion } from './judge-dialog.tsx';
import { modelsKey } from './models-queries.ts';

export function DeleteVersionDialog({ model, version, open, onClose }: OfVersion) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => verdict.models.removeVersion(model, version),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: [...modelsKey, model, 'version', version] });
      await navigate({ to: '/models/$name', params: { name: model } });
      await queries.invalidateQueries({ queryKey: modelsKey });
    },
  });
  return (
    <Dialog title={`Delete version ${version} of ${model}?`} open={open} onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate();
        }}
      >
        <p>
          Nobody can ask it, promote it or download its file any more. What it answered, what the judge said
          of it and the run that made it stay on record. This cannot be undone.
        </p>
        {remove.error && <Failure error={remove.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" type="submit" disabled={remove.isPending}>
            Delete version {version}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
