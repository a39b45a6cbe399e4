import { useMutation } from '@tanstack/react-query';
import { Button, countText } from '@verdict/ui';
import { verdict } from '../queries.ts';

/** Reads the version whole and holds it against its record. */
export function VerifyButton({ name, number }: { readonly name: string; readonly number: number }) {
  const verify = useMutation({ mutationFn: () => verdict.datasets.verify(name, number) });
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Button small aria-busy={verify.isPending} disabled={verify.isPending} onClick={() => verify.mutate()}>
        {verify.isPending ? 'Reading every row…' : 'Is it still whole?'}
      </Button>
      <span aria-live="polite">
        {verify.data?.intact && (
          <span className="text-good">Yes: {countText(verify.data.rows)} rows, as they were recorded.</span>
        )}
        {verify.data && !verify.data.intact && (
          <span className="text-bad">
            No. {verify.data.faults.join(' ')} Add the same rows again from the file that they came from, or
            restore a backup.
          </span>
        )}
        {verify.error && <span className="text-bad">{verify.error.message}</span>}
      </span>
    </span>
  );
}
