import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@verdict/api/client';
import { Button, Field } from '@verdict/ui';
import { type FormEvent, useRef } from 'react';
import { verdict } from '../queries.ts';
import { meQuery } from './use-me.ts';

export interface SignInFormProps {
  readonly onSignedIn: () => void;
  /** Whose session ended. */
  readonly name?: string;
}

export function SignInForm({ onSignedIn, name = '' }: SignInFormProps) {
  const queries = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const signingIn = useMutation({
    mutationFn: (request: { name: string; password: string }) => verdict.session.signIn(request),
    onSuccess: async ({ account }) => {
      // The same person sees what was there, and it is asked for again; another sees nothing of it.
      const same = queries.getQueryData(meQuery.queryKey)?.account === account;
      await (same ? queries.invalidateQueries() : queries.resetQueries());
      onSignedIn();
    },
    onError: () => password.current?.select(),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signingIn.mutate({ name: String(form.get('name')).trim(), password: String(form.get('password')) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Account"
        name="name"
        defaultValue={name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={100}
        autoFocus={name === ''}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={1000}
        ref={password}
        autoFocus={name !== ''}
        error={signingIn.error && whySignInFailed(signingIn.error)}
      />
      <Button kind="strong" type="submit" aria-busy={signingIn.isPending} disabled={signingIn.isPending}>
        {signingIn.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

function whySignInFailed(error: Error): string {
  if (!(error instanceof ApiError) || error.status === null) {
    return 'The server does not answer. Nothing was sent wrong; try again in a moment.';
  }
  if (error.code === 'CREDENTIALS_REFUSED') {
    return 'Account and password do not go together, or the account is disabled. An administrator can set a new password.';
  }
  return error.detail;
}
