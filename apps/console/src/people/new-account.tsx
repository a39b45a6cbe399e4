import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountRole, CreateAccount } from '@verdict/api';
import { Button, Dialog, Field } from '@verdict/ui';
import type { FormEvent } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { RoleSelect } from './role-select.tsx';

export interface NewAccountProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function NewAccount({ open, onClose }: NewAccountProps) {
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: (account: CreateAccount) => verdict.accounts.create(account),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      close();
    },
  });
  const close = (): void => {
    making.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    making.mutate({
      name: String(form.get('name')).trim(),
      role: String(form.get('role')) as AccountRole,
      ...(password !== '' && { password }),
    });
  };
  return (
    <Dialog title="New account" open={open} onClose={close}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name"
          name="name"
          required
          maxLength={100}
          pattern="[A-Za-z0-9._\-]+"
          title="Letters, digits, dot, underscore and hyphen"
          hint="It stands in the record beside everything they do."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <RoleSelect chosen="viewer" />
        <Field
          label="Password (optional)"
          name="password"
          type="password"
          minLength={12}
          maxLength={1000}
          autoComplete="new-password"
          hint="At least 12 characters, for instance four words that do not belong together. Without one the account signs in with keys alone."
        />
        {making.error && <Failure error={making.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button kind="strong" type="submit" disabled={making.isPending}>
            {making.isPending ? 'Making it…' : 'Make the account'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
