import type { Run } from '@verdict/api';
import { Button, Dialog, Field } from '@verdict/ui';
import { useState } from 'react';
import { useChangeRun } from './use-change-run.ts';

export function RenameRun({
  run,
  open,
  onClose,
}: {
  readonly run: Run;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title="Rename the run" open={open} onClose={onClose}>
      <NameForm run={run} onClose={onClose} />
    </Dialog>
  );
}

function NameForm({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const [name, setName] = useState(run.name);
  const change = useChangeRun(run.id);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ name: name.trim() }, { onSuccess: onClose });
      }}
    >
      <Field
        label="Name"
        value={name}
        maxLength={500}
        required
        dir="auto"
        error={change.error?.message ?? null}
        onChange={({ target }) => setName(target.value)}
      />
      <div className="mt-4 flex justify-end gap-2">
        <Button small onClick={onClose}>
          Cancel
        </Button>
        <Button
          small
          kind="strong"
          type="submit"
          disabled={change.isPending || name.trim() === '' || name.trim() === run.name}
        >
          Rename
        </Button>
      </div>
    </form>
  );
}
