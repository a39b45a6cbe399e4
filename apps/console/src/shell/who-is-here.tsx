import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, buttonClass, ThemeSwitch } from '@verdict/ui';
import { verdict } from '../queries.ts';
import { useMe } from './use-me.ts';

/** Who the record will say it was, and the way out. */
export function WhoIsHere() {
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signingOut = useMutation({
    mutationFn: () => verdict.session.signOut(),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      // Nothing of what this person saw is to be seen by the next one.
      await queries.resetQueries();
    },
  });
  return (
    <div className="border-line flex flex-col gap-1 border-t pt-3 text-sm">
      <div className="min-h-10 min-w-0 px-2 leading-tight">
        {me && (
          <>
            <p className="truncate font-medium" title={me.name}>
              {me.name}
            </p>
            <p className="text-soft text-xs">
              {me.via === 'loopback' ? `${me.role}, on this machine` : me.role}
            </p>
          </>
        )}
      </div>
      <div className="-mx-0.5 flex flex-wrap gap-1">
        <ThemeSwitch />
        {me?.via === 'session' && (
          <Button kind="quiet" small disabled={signingOut.isPending} onClick={() => signingOut.mutate()}>
            Sign out
          </Button>
        )}
        {me?.via === 'loopback' && (
          <Link to="/sign-in" className={buttonClass('quiet', true)}>
            Sign in
          </Link>
        )}
      </div>
      {signingOut.error && (
        <p role="alert" className="text-bad px-2 text-xs">
          Not signed out: {signingOut.error.message}
        </p>
      )}
    </div>
  );
}
