import { getRouteApi } from '@tanstack/react-router';
import { Notice, Skeleton, type Tab, Tabs } from '@verdict/ui';
import { PageHead } from '../shell/page-head.tsx';
import { useMe } from '../shell/use-me.ts';
import { Accounts } from './accounts.tsx';
import { Keys } from './keys.tsx';
import { OwnPassword } from './own-password.tsx';
import type { PeopleTab } from './people-search.ts';

const route = getRouteApi('/people');

const names: Readonly<Record<PeopleTab, string>> = {
  accounts: 'Accounts',
  keys: 'API keys',
  password: 'My password',
};

export function PeoplePage() {
  const me = useMe();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const isAdmin = me?.scopes.includes('admin') ?? false;
  const tabs: readonly Tab<PeopleTab>[] = (
    ['accounts', 'keys', ...(me?.via === 'session' ? ['password' as const] : [])] as const
  ).map((id) => ({ id, label: names[id] }));
  const chosen = tabs.find(({ id }) => id === tab)?.id ?? (isAdmin ? 'accounts' : 'keys');
  return (
    <>
      <PageHead
        title="People and keys"
        about="Who may do what: people sign in with a password, programs with a key."
      />
      {me === undefined ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <Tabs
          label="People and keys"
          tabs={tabs}
          chosen={chosen}
          onChoose={(id) => void navigate({ search: { tab: id }, replace: true })}
        >
          {chosen === 'accounts' && (isAdmin ? <Accounts me={me} /> : <OnlyAdmins role={me.role} />)}
          {chosen === 'keys' && <Keys me={me} />}
          {chosen === 'password' && <OwnPassword account={me.account ?? ''} isAdmin={isAdmin} />}
        </Tabs>
      )}
    </>
  );
}

function OnlyAdmins({ role }: { readonly role: string }) {
  return (
    <Notice tone="warn" title="Accounts are for administrators">
      You are {role}. An administrator can make accounts, give them another role, disable them and set
      passwords. Your own keys are on the next tab.
    </Notice>
  );
}
