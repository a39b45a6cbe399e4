import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button, Notice } from '@verdict/ui';
import { useEffect } from 'react';
import { ownBack } from './own-back.ts';
import { SignInForm } from './sign-in-form.tsx';
import { meQuery } from './use-me.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  // Checked again where it is used: for a moment the address still holds what its validation left out.
  const back = ownBack(route.useSearch().back);
  const { history } = useRouter();
  const { data: me } = useQuery({ ...meQuery, retry: false });
  useEffect(() => {
    document.title = 'Sign in · Verdict';
  }, []);
  const goOn = (): void => history.push(back);
  return (
    <div className="mx-auto flex w-full max-w-sm flex-col gap-5 pt-6 sm:pt-16">
      <h1 className="font-serif text-3xl font-semibold">Sign in</h1>
      {me && (
        <Notice
          title={me.via === 'loopback' ? 'On this machine nobody needs to sign in' : `You are ${me.name}`}
          action={
            <Button small onClick={goOn}>
              Go on
            </Button>
          }
        >
          {me.via === 'loopback'
            ? 'Sign in all the same, and what you do is on record under your own name.'
            : 'Sign in as somebody else, or go on.'}
        </Notice>
      )}
      <SignInForm onSignedIn={goOn} />
      <p className="text-soft text-sm">
        Accounts are made by an administrator, on the page People. Programs send an API key and need no
        session.
      </p>
    </div>
  );
}
