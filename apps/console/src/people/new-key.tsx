import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountRole, CreateApiKey, Scope, WhoAmI } from '@verdict/api';
import { Button, Dialog, Field, Select } from '@verdict/ui';
import { type FormEvent, useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { expiresAfter, lifetimes, scopesFor, scopeTold } from './key-state.ts';

export interface MadeKey {
  readonly name: string;
  readonly secret: string;
}

export interface NewKeyProps {
  readonly open: boolean;
  readonly me: WhoAmI;
  readonly onClose: () => void;
  readonly onMade: (key: MadeKey) => void;
}

export function NewKey({ open, me, onClose, onMade }: NewKeyProps) {
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: (key: CreateApiKey) => verdict.keys.create(key),
    onSuccess: async ({ key, secret }) => {
      making.reset();
      onMade({ name: key.name, secret });
      await queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const close = (): void => {
    making.reset();
    onClose();
  };
  return (
    <Dialog title="New API key" open={open} onClose={close}>
      <NewKeyForm me={me} onSubmit={(key) => making.mutate(key)}>
        {making.error && <Failure error={making.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button kind="strong" type="submit" disabled={making.isPending}>
            {making.isPending ? 'Making it…' : 'Make the key'}
          </Button>
        </div>
      </NewKeyForm>
    </Dialog>
  );
}

interface NewKeyFormProps {
  readonly me: WhoAmI;
  readonly onSubmit: (key: CreateApiKey) => void;
  readonly children: React.ReactNode;
}

function NewKeyForm({ me, onSubmit, children }: NewKeyFormProps) {
  const isAdmin = me.scopes.includes('admin');
  const { data } = useQuery({
    queryKey: ['accounts', 'for keys'],
    queryFn: ({ signal }) => verdict.accounts.list({ limit: 1000 }, { signal }),
    enabled: isAdmin,
  });
  const accounts = data?.accounts.filter(({ disabled }) => !disabled) ?? [];
  const [chosen, setChosen] = useState<string | null>(me.account);
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set(['predict']));
  const owner = chosen ?? accounts[0]?.name ?? null;
  const role: AccountRole = accounts.find(({ name }) => name === owner)?.role ?? me.role;
  const possible = scopesFor(role);
  const wanted = possible.filter((scope) => scopes.has(scope));

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSubmit({
      name: String(form.get('name')).trim(),
      scopes: [...wanted],
      expires_ms: expiresAfter(String(form.get('lifetime')), Date.now()),
      ...(owner !== null && { account: owner }),
    });
  };
  const toggle = (scope: Scope): void => {
    const next = new Set(scopes);
    if (!next.delete(scope)) next.add(scope);
    setScopes(next);
  };
  if (owner === null && data) {
    return (
      <div className="flex flex-col gap-4">
        <p>A key belongs to an account, and there is none yet. Make one on the tab Accounts first.</p>
        {children}
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        name="name"
        required
        maxLength={100}
        hint="What it is for, such as build or rotten-potatoes."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      {isAdmin && accounts.length > 0 && (
        <Select label="Account" value={owner ?? ''} onChange={(event) => setChosen(event.target.value)}>
          {accounts.map(({ name, role: of }) => (
            <option key={name} value={name}>
              {name} ({of})
            </option>
          ))}
        </Select>
      )}
      <fieldset>
        <legend className="mb-1 font-medium">It may</legend>
        {possible.map((scope) => (
          <label key={scope} className="flex min-h-8 items-baseline gap-2 text-sm">
            <input
              type="checkbox"
              checked={scopes.has(scope)}
              onChange={() => toggle(scope)}
              className="accent-accent size-4 shrink-0 translate-y-0.5"
            />
            <span>
              <span className="font-medium">{scope}</span>{' '}
              <span className="text-soft">{scopeTold[scope]}</span>
            </span>
          </label>
        ))}
        {wanted.length === 0 && <p className="text-bad text-sm">Without any, the key could do nothing.</p>}
      </fieldset>
      <Select label="Good for" name="lifetime" defaultValue="90">
        {lifetimes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {children}
    </form>
  );
}
