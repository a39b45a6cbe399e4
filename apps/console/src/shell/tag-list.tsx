import { useMutation } from '@tanstack/react-query';
import { Button, Field, Table, Td, Th } from '@verdict/ui';
import { useState } from 'react';
import { LongValue } from './long-value.tsx';
import { Failure } from './shown.tsx';

type Tags = Readonly<Record<string, string>>;

export interface TagListProps {
  readonly tags: Tags;
  readonly mayWrite: boolean;
  /** Shown elsewhere. */
  readonly without?: string;
  /** A tag that is null is taken away. */
  readonly change: (tags: Record<string, string | null>) => Promise<unknown>;
}

export function TagList({ tags: all, mayWrite, without, change: send }: TagListProps) {
  const change = useMutation({ mutationFn: send });
  const tags = Object.entries(all).filter(([key]) => key !== without);
  return (
    <>
      {tags.length === 0 ? (
        <p className="text-soft text-sm">No tags.</p>
      ) : (
        <Table label="Tags" className="relative">
          <thead className="sr-only">
            <tr>
              <Th>Tag</Th>
              <Th>Value</Th>
              {mayWrite && <Th>Change</Th>}
            </tr>
          </thead>
          <tbody>
            {tags.map(([key, value]) => (
              <tr key={key}>
                <th
                  scope="row"
                  dir="auto"
                  className="text-soft w-60 max-w-40 px-3 py-2 text-left align-baseline font-normal break-words sm:max-w-60"
                >
                  {key}
                </th>
                <Td className="[overflow-wrap:anywhere]">
                  <LongValue value={value} />
                </Td>
                {mayWrite && (
                  <Td className="w-24 text-right">
                    <Button
                      small
                      kind="quiet"
                      aria-label={`Remove the tag ${key}`}
                      disabled={change.isPending}
                      onClick={() => change.mutate({ [key]: null })}
                    >
                      Remove
                    </Button>
                  </Td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {mayWrite && <AddTag tags={all} change={send} />}
      {change.error && <Failure error={change.error} />}
    </>
  );
}

function AddTag({ tags, change: send }: Pick<TagListProps, 'tags' | 'change'>) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const change = useMutation({ mutationFn: send });
  const before = Object.hasOwn(tags, key.trim()) ? tags[key.trim()] : null;
  return (
    <form
      className="mt-3 flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { [key.trim()]: value },
          {
            onSuccess: () => {
              setKey('');
              setValue('');
            },
          },
        );
      }}
    >
      <div className="w-56">
        <Field
          label="Tag"
          value={key}
          maxLength={250}
          required
          dir="auto"
          hint={before !== null && `is now “${before.slice(0, 60)}”`}
          onChange={({ target }) => setKey(target.value)}
        />
      </div>
      <div className="min-w-0 flex-1 basis-56">
        <Field
          label="Value"
          value={value}
          maxLength={8000}
          dir="auto"
          error={change.error?.message ?? null}
          onChange={({ target }) => setValue(target.value)}
        />
      </div>
      <Button type="submit" className="mt-7" disabled={change.isPending || key.trim() === ''}>
        {before === null ? 'Add' : 'Change'}
      </Button>
    </form>
  );
}
