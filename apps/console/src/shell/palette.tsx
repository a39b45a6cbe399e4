import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { classNames, stepThrough } from '@verdict/ui';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { verdict } from '../queries.ts';
import { findPlaces, type Place } from './find-places.ts';
import { sections } from './sections.ts';

const pages: readonly Place[] = sections.map(({ name, path }) => ({ name, kind: 'Page', href: path }));

/** A box that leads anywhere by its name: the ARIA practices' combobox with a list. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const element = useRef<HTMLDialogElement>(null);
  const { history } = useRouter();
  const id = useId();
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const places = useNamedPlaces();
  const found = useMemo(() => findPlaces(places, asked), [places, asked]);

  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);

  const go = ({ href }: Place): void => {
    element.current?.close();
    history.push(href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && found[at]) {
      event.preventDefault();
      go(found[at]);
      return;
    }
    // Home and End belong to the text.
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setAt(stepThrough(event.key, at, found.length) ?? 0);
  };
  return (
    <dialog
      ref={element}
      aria-label="Go to"
      onClose={onClose}
      className="bg-card border-line mt-[12vh] w-[min(34rem,calc(100vw-2rem))] overflow-hidden rounded-lg border p-0 shadow-xl backdrop:bg-black/40"
    >
      <input
        type="text"
        role="combobox"
        aria-label="Page, model, data set or id"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Page, model, data set or id"
        value={asked}
        onChange={(event) => {
          setAsked(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="border-line placeholder:text-soft w-full border-b bg-transparent px-4 py-3 text-lg outline-none"
      />
      <div role="listbox" id={id} aria-label="Places" className="max-h-96 overflow-y-auto p-1.5">
        {found.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the box above, which has the keys
          <div
            key={place.href}
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === at}
            tabIndex={-1}
            onClick={() => go(place)}
            onMouseMove={() => setAt(index)}
            className={classNames(
              'flex cursor-pointer items-baseline justify-between gap-4 rounded-md px-3 py-2',
              index === at && 'bg-sunken',
            )}
          >
            <span className="min-w-0 truncate" dir="auto">
              {place.name}
            </span>
            <span className="text-soft text-xs whitespace-nowrap">{place.kind}</span>
          </div>
        ))}
      </div>
      <p role="status" className={found.length > 0 ? 'sr-only' : 'text-soft px-4 pb-4 text-sm'}>
        {found.length > 0
          ? `${found.length} found`
          : 'Nothing has this name. A whole id of a job, a run or a prediction leads there too.'}
      </p>
    </dialog>
  );
}

/** Pages at once; names as soon as they are here. */
function useNamedPlaces(): readonly Place[] {
  const { data } = useQuery({
    queryKey: ['places'],
    queryFn: async ({ signal }) => {
      const [{ models }, { datasets }] = await Promise.all([
        verdict.models.list({ limit: 1000 }, { signal }),
        verdict.datasets.list({ limit: 1000 }, { signal }),
      ]);
      return [
        ...models.map(({ name }) => place(name, 'Model', 'models')),
        ...datasets.map(({ name }) => place(name, 'Data set', 'data')),
      ];
    },
    staleTime: 30_000,
  });
  return useMemo(() => [...pages, ...(data ?? [])], [data]);
}

function place(name: string, kind: string, section: string): Place {
  return { name, kind, href: `/${section}/${encodeURIComponent(name)}` };
}
