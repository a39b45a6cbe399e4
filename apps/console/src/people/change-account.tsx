import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Account, AccountRole, UpdateAccount } from '@verdict/api';
import { Button, Dialog, Field, Select } from '@verdict/ui';
import type { FormEvent } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { RoleSelect } from './role-select.tsx';

export interface ChangeAccountProps {
  /** Null: none is being changed. */
  readonly account: Account | null;
  readonly own: string | null;
  readonly onClose: () => void;
}

export function ChangeAccount({ account, own, onClose }: ChangeAccountProps) {
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: ({ name, changes }: { readonly name: string; readonly changes: UpdateAccount }) =>
      verdict.accounts.update(name, changes),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      await queries.invalidateQueries({ queryKey: ['whoami'] });
      close();
    },
  });
  const close = (): void => {
    changing.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!account) return;
    const form = new FormData(event.currentTarget);
    const changes = changesOf(account, form);
    if (Object.keys(changes).length === 0) close();
    else changing.mutate({ name: account.name, changes });
  };
  return (
    <Dialog title={account ? `Change ${account.name}` : 'Change'} open={account !== null} onClose={close}>
      {account && (
        <form onSubmit={submit} className="flex flex-col gap-4">
          {account.name === own && (
            <p className="text-warn text-sm">
              This is your own account. A new password signs you out everywhere, here too.
            </p>
          )}
          <RoleSelect chosen={account.role} />
          <Select
            label="State"
            name="state"
            defaultValue={account.disabled ? 'disabled' : 'active'}
            hint="A disabled account is signed out at once and its keys are refused; nothing it did is lost."
          >
            <option value="active">active</option>
            <option value="disabled">disabled</option>
          </Select>
          <Field
            label="New password (optional)"
            name="password"
            type="password"
            minLength={12}
            maxLength={1000}
            autoComplete="new-password"
            hint="At least 12 characters. Whoever is signed in with the old one is signed out."
          />
          {changing.error && <Failure error={changing.error} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button kind="strong" type="submit" disabled={changing.isPending}>
              {changing.isPending ? 'Saving…' : 'Save'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** Only what is another now: two who change an account at once do not undo each other. */
function changesOf({ role, disabled }: Account, form: FormData): UpdateAccount {
  const chosen = String(form.get('role')) as AccountRole;
  const off = form.get('state') === 'disabled';
  const password = String(form.get('password'));
  return {
    ...(chosen !== role && { role: chosen }),
    ...(off !== disabled && { disabled: off }),
    ...(password !== '' && { password }),
  };
}
