import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey, WhoAmI } from '@verdict/api';
import {
  Button,
  Chip,
  CopyButton,
  Dialog,
  EmptyState,
  Notice,
  Table,
  Td,
  Th,
  type Tone,
  When,
} from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { Failure, Shown } from '../shell/shown.tsx';
import { TableSkeleton } from '../shell/table-skeleton.tsx';
import { type KeyState, keyState } from './key-state.ts';
import { type MadeKey, NewKey } from './new-key.tsx';

const tones: Readonly<Record<KeyState, Tone>> = {
  good: 'good',
  'expires soon': 'warn',
  expired: 'neutral',
  revoked: 'neutral',
};

export function Keys({ me }: { readonly me: WhoAmI }) {
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const asked = useInfiniteQuery({
    queryKey: ['keys'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      verdict.keys.list({ limit: 100, ...(pageParam && { page_token: pageParam }) }, { signal }),
    getNextPageParam: ({ next_page_token }) => next_page_token,
    // Somebody at this machine who has no account has no keys of their own, and sees everybody's as an administrator.
    enabled: me.account !== null || me.scopes.includes('admin'),
  });
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => verdict.keys.revoke(key.id),
    onSuccess: async () => {
      setRevoking(null);
      await queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  // A key cannot make keys, or one that expires could outlive itself.
  const mayMake = me.via !== 'key';
  const make = mayMake && (
    <Button kind="strong" small onClick={() => setMaking(true)}>
      New key
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      {made && <Secret made={made} onKept={() => setMade(null)} />}
      <Shown asked={asked} loading={<TableSkeleton rows={4} />}>
        {({ pages }) => {
          const keys = pages.flatMap((page) => page.keys);
          return keys.length === 0 ? (
            <EmptyState title="No key yet" action={make}>
              A program sends its key with every request. Give each program its own, with only the scopes that
              it needs: then one can be revoked without stopping the others.
            </EmptyState>
          ) : (
            <div>
              <div className="mb-3 flex justify-end">{make}</div>
              <KeyTable keys={keys} onRevoke={setRevoking} />
              <MoreButton asked={asked} what="older keys" />
            </div>
          );
        }}
      </Shown>
      <NewKey
        open={making}
        me={me}
        onClose={() => setMaking(false)}
        onMade={(key) => {
          setMaking(false);
          setMade(key);
        }}
      />
      <Dialog
        title={`Revoke ${revoking?.name ?? ''}?`}
        open={revoking !== null}
        onClose={() => setRevoking(null)}
      >
        <p className="mb-4">
          Whatever uses it is refused from now on, in other processes within ten seconds. This cannot be
          undone; make a new key instead.
        </p>
        {revoke.error && <Failure error={revoke.error} />}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={() => setRevoking(null)}>Keep it</Button>
          <Button
            kind="danger"
            disabled={revoke.isPending}
            onClick={() => revoking && revoke.mutate(revoking)}
          >
            Revoke the key
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

function Secret({ made, onKept }: { readonly made: MadeKey; readonly onKept: () => void }) {
  return (
    <Notice
      tone="good"
      urgent
      title={`The key ${made.name} is shown this once`}
      action={
        <>
          <CopyButton text={made.secret} label="Copy the key" />
          <Button small onClick={onKept}>
            I have kept it
          </Button>
        </>
      }
    >
      <code className="bg-card border-line text-ink my-1 block rounded border px-2 py-1.5 font-mono text-sm break-all select-all">
        {made.secret}
      </code>
      Send it as “Authorization: Bearer …”. Only its hash is kept here: a key that is lost is revoked and made
      anew.
    </Notice>
  );
}

interface KeyTableProps {
  readonly keys: readonly ApiKey[];
  readonly onRevoke: (key: ApiKey) => void;
}

function KeyTable({ keys, onRevoke }: KeyTableProps) {
  const now = Date.now();
  return (
    <Table label="API keys, newest first">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Account</Th>
          <Th>May</Th>
          <Th>State</Th>
          <Th>Last used</Th>
          <Th>Ends</Th>
          <Th>Made</Th>
          <Th>
            <span className="sr-only">Revoke</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const state = keyState(key, now);
          return (
            <tr key={key.id}>
              <Td>
                <p className="font-medium break-words">{key.name}</p>
                <p className="text-soft font-mono text-xs">vk_{key.id}_…</p>
              </Td>
              <Td className="min-w-32 break-words">{key.account}</Td>
              <Td className="min-w-32">{key.scopes.join(', ')}</Td>
              <Td>
                <Chip tone={tones[state]}>{state}</Chip>
              </Td>
              <Td className="text-soft">
                {key.last_used_ms === null ? 'never' : <When ms={key.last_used_ms} relative />}
              </Td>
              <Td className="text-soft">
                {key.expires_ms === null ? 'never' : <When ms={key.expires_ms} relative />}
              </Td>
              <Td className="text-soft">
                <When ms={key.created_ms} relative />
              </Td>
              <Td className="text-right">
                {state !== 'revoked' && (
                  <Button
                    small
                    kind="danger"
                    onClick={() => onRevoke(key)}
                    aria-label={`Revoke ${key.name} of ${key.account}`}
                  >
                    Revoke
                  </Button>
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
