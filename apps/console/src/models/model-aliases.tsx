import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConsoleModel } from '@verdict/api';
import { Button, EmptyState, Field, Select, Table, Td, Th } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { aliasesOf } from './aliases-of.ts';
import { VersionLink } from './links.tsx';
import { modelsKey } from './models-queries.ts';

interface Move {
  readonly alias: string;
  /** Null: away with it. */
  readonly version: number | null;
}

/** `champion` moves by promoting and rolling back alone, and a trial keeps its challenger: they are shown, and not offered. */
export function ModelAliases({
  model,
  mayWrite,
}: {
  readonly model: ConsoleModel;
  readonly mayWrite: boolean;
}) {
  const queries = useQueryClient();
  const [alias, setAlias] = useState('');
  const moving = useMutation({
    mutationFn: ({ alias, version }: Move) =>
      version === null
        ? verdict.models.removeAlias(model.name, alias)
        : verdict.models.setAlias(model.name, alias, { version }),
    onSuccess: async () => {
      setAlias('');
      await queries.invalidateQueries({ queryKey: modelsKey });
    },
  });
  const aliases = aliasesOf(model);
  return (
    <>
      {aliases.length === 0 ? (
        <EmptyState title="No alias">A version that is promoted gets the alias champion.</EmptyState>
      ) : (
        <Table label={`Aliases of ${model.name}`}>
          <thead>
            <tr>
              <Th>Alias</Th>
              <Th>Version</Th>
              <Th>Moves by</Th>
            </tr>
          </thead>
          <tbody>
            {aliases.map(({ alias, version, movesBy }) => (
              <tr key={alias}>
                <Td className="font-mono break-all">{alias}</Td>
                <Td>
                  <VersionLink model={model.name} version={version} />
                </Td>
                <Td>
                  {movesBy ??
                    (mayWrite ? (
                      <Button
                        small
                        kind="quiet"
                        aria-label={`Take away the alias ${alias}`}
                        disabled={moving.isPending}
                        onClick={() => moving.mutate({ alias, version: null })}
                      >
                        Take away
                      </Button>
                    ) : (
                      'hand'
                    ))}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {mayWrite && model.versions.length > 0 && (
        <form
          className="mt-3 flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const version = Number(new FormData(event.currentTarget).get('version'));
            moving.mutate({ alias: alias.trim(), version });
          }}
        >
          <div className="w-56">
            <Field
              label="Alias"
              value={alias}
              maxLength={255}
              required
              autoComplete="off"
              hint="Letters, digits, underscores and hyphens."
              onChange={({ target }) => {
                moving.reset();
                setAlias(target.value);
              }}
            />
          </div>
          <div className="w-40">
            <Select label="Points at" name="version">
              {model.versions.map(({ version }) => (
                <option key={version} value={version}>
                  version {version}
                </option>
              ))}
            </Select>
          </div>
          <Button type="submit" className="mt-7" disabled={moving.isPending || alias.trim() === ''}>
            Set the alias
          </Button>
        </form>
      )}
      {moving.error && (
        <div className="mt-3">
          <Failure error={moving.error} />
        </div>
      )}
    </>
  );
}
