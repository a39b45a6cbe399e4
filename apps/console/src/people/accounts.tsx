import { useInfiniteQuery } from '@tanstack/react-query';
import type { Account, WhoAmI } from '@verdict/api';
import { Button, Chip, EmptyState, Table, Td, Th, When } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { Shown } from '../shell/shown.tsx';
import { TableSkeleton } from '../shell/table-skeleton.tsx';
import { ChangeAccount } from './change-account.tsx';
import { NewAccount } from './new-account.tsx';

export function Accounts({ me }: { readonly me: WhoAmI }) {
  const [making, setMaking] = useState(false);
  const [changing, setChanging] = useState<Account | null>(null);
  const asked = useInfiniteQuery({
    queryKey: ['accounts'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      verdict.accounts.list({ limit: 100, ...(pageParam && { page_token: pageParam }) }, { signal }),
    getNextPageParam: ({ next_page_token }) => next_page_token,
  });
  const make = (
    <Button kind="strong" small onClick={() => setMaking(true)}>
      New account
    </Button>
  );
  return (
    <>
      <Shown asked={asked} loading={<TableSkeleton rows={4} />}>
        {({ pages }) => {
          const accounts = pages.flatMap((page) => page.accounts);
          return accounts.length === 0 ? (
            <EmptyState title="Nobody has an account" action={make}>
              On this machine nobody needs one. Make an administrator before the server is opened to other
              machines: it does not start there without.
            </EmptyState>
          ) : (
            <>
              <div className="mb-3 flex justify-end">{make}</div>
              <AccountTable accounts={accounts} own={me.account} onChange={setChanging} />
              <MoreButton asked={asked} what="more accounts" />
            </>
          );
        }}
      </Shown>
      <NewAccount open={making} onClose={() => setMaking(false)} />
      <ChangeAccount account={changing} own={me.account} onClose={() => setChanging(null)} />
    </>
  );
}

interface AccountTableProps {
  readonly accounts: readonly Account[];
  readonly own: string | null;
  readonly onChange: (account: Account) => void;
}

function AccountTable({ accounts, own, onChange }: AccountTableProps) {
  return (
    <Table label="Accounts by name">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Signs in with</Th>
          <Th>State</Th>
          <Th>Made</Th>
          <Th>
            <span className="sr-only">Change</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.name}>
            <Td className="min-w-32 font-medium break-words">
              {account.name} {account.name === own && <span className="text-soft font-normal">(you)</span>}
            </Td>
            <Td>{account.role}</Td>
            <Td>{account.has_password ? 'password or key' : 'key only'}</Td>
            <Td>{account.disabled ? <Chip tone="bad">disabled</Chip> : <Chip tone="good">active</Chip>}</Td>
            <Td className="text-soft">
              <When ms={account.created_ms} relative />
            </Td>
            <Td className="text-right">
              <Button small onClick={() => onChange(account)} aria-label={`Change ${account.name}`}>
                Change
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
