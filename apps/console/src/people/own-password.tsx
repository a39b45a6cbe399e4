import { useMutation } from '@tanstack/react-query';
import { ApiError } from '@verdict/api/client';
import { Button, Field, Notice } from '@verdict/ui';
import { type FormEvent, useRef } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';

export interface OwnPasswordProps {
  readonly account: string;
  readonly isAdmin: boolean;
}

export function OwnPassword({ account, isAdmin }: OwnPasswordProps) {
  const form = useRef<HTMLFormElement>(null);
  const changing = useMutation({
    mutationFn: async ({ current, next }: { readonly current: string; readonly next: string }) => {
      await verdict.accounts.update(account, { password: next, current_password: current });
      // The change has ended every session, this one too.
      await verdict.session.signIn({ name: account, password: next });
    },
    onSuccess: () => form.current?.reset(),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    changing.mutate({ current: String(given.get('current')), next: String(given.get('next')) });
  };
  const wrong = changing.error instanceof ApiError && changing.error.code === 'CREDENTIALS_REFUSED';
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <input type="text" name="username" autoComplete="username" value={account} readOnly hidden />
      {!isAdmin && (
        <Field
          label="Password of now"
          name="current"
          type="password"
          required
          maxLength={1000}
          autoComplete="current-password"
          error={wrong ? 'This is not your password.' : null}
        />
      )}
      <Field
        label="New password"
        name="next"
        type="password"
        required
        minLength={12}
        maxLength={1000}
        autoComplete="new-password"
        hint="At least 12 characters, for instance four words that do not belong together. Other browsers are signed out."
      />
      {changing.error && !wrong && <Failure error={changing.error} />}
      {changing.isSuccess && <Notice tone="good" title="The new password counts from now on" />}
      <div>
        <Button kind="strong" type="submit" disabled={changing.isPending}>
          {changing.isPending ? 'Changing it…' : 'Change my password'}
        </Button>
      </div>
    </form>
  );
}
