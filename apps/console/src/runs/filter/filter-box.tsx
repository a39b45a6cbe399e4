import type { FilterFault } from '@verdict/api';
import { Button, classNames } from '@verdict/ui';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Known, searchOfNames, suggestFilter, withSuggestion } from './suggest-filter.ts';

export interface FilterBoxProps {
  readonly filter: string;
  readonly known: Known;
  /** Of the filter that was asked last. */
  readonly fault: FilterFault | null;
  readonly onFilter: (filter: string) => void;
}

/** Long enough to write a word in, short enough to see what it does. */
const settleMs = 300;

/** A line in the filter's language: it says what could come next, and where it is not understood. */
export function FilterBox({ filter, known, fault, onFilter }: FilterBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter);
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const sent = useRef(filter);

  // Somebody went back, or opened another address.
  useEffect(() => {
    if (filter === sent.current) return;
    sent.current = filter;
    setText(filter);
  }, [filter]);

  const send = (next: string): void => {
    if (next === sent.current) return;
    sent.current = next;
    onFilter(next);
  };
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);

  const suggestions = suggestFilter(text, caret, known);
  const shown = open && suggestions.items.length > 0;
  const choose = (at: number): void => {
    const next = withSuggestion(text, suggestions, suggestions.items[at]);
    setText(next.filter);
    setCaret(next.caret);
    setActive(-1);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const chosen = shown && active >= 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (shown) setActive(nextActive(active, suggestions.items.length, event.key === 'ArrowDown' ? 1 : -1));
    } else if ((event.key === 'Tab' || event.key === 'Enter') && chosen) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Enter') {
      close();
      send(text);
    } else if (event.key === 'Escape') {
      if (shown) event.stopPropagation();
      close();
    }
  };
  const names = fault && searchOfNames(text);
  // What was asked is not what stands there while somebody writes on.
  // Nor is it wrong while the next word is on offer.
  const current =
    fault?.of === 'filter' && text === filter && !(shown && caret === text.length) ? fault : null;
  return (
    <div className="relative min-w-0 flex-1 basis-80">
      <label htmlFor={id} className="sr-only">
        Filter runs
      </label>
      <div className="flex">
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={10_000}
          placeholder="metrics.accuracy > 0.9 and params.recipe = 'nb-logreg'"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={current ? true : undefined}
          aria-describedby={`${id}-said`}
          className="border-edge bg-card text-ink placeholder:text-soft aria-invalid:border-bad min-h-11 w-full rounded-md border px-3 py-1.5 font-mono text-sm"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
            setOpen(true);
            setActive(-1);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        hidden={!shown}
        className="border-line bg-card absolute top-12 left-0 z-30 w-full max-w-md overflow-hidden rounded-md border py-1 shadow-lg"
      >
        {suggestions.items.map((item, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the input's, as a combobox has it
          // biome-ignore lint/a11y/useFocusableInteractive: likewise
          <div
            key={item.text}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(at)}
            className={classNames(
              'flex min-h-8 cursor-pointer items-baseline justify-between gap-3 px-3 py-1 text-sm',
              at === active ? 'bg-good-paper' : 'hover:bg-sunken',
            )}
          >
            <span className="truncate font-mono" dir="auto">
              {item.text}
            </span>
            <span className="text-soft shrink-0 text-xs">{item.hint}</span>
          </div>
        ))}
      </div>
      <div id={`${id}-said`} aria-live="polite" className="mt-1 min-h-6 text-sm">
        {current && (
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Faulty text={text} fault={current} />
            <span className="text-bad">{current.message}</span>
            {names && (
              <Button kind="quiet" small onClick={() => setText(names)}>
                Look for it in names
              </Button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

/** Round and round, over one place more than there are suggestions: the one where none is chosen. */
function nextActive(active: number, count: number, step: 1 | -1): number {
  return ((active + 1 + step + count + 1) % (count + 1)) - 1;
}

/** The place that is not understood, with a little of what stands around it. */
function Faulty({ text, fault: { at, end } }: { readonly text: string; readonly fault: FilterFault }) {
  const before = text.slice(Math.max(0, at - 12), at);
  return (
    <code className="max-w-full font-mono break-all" dir="auto">
      {at > 12 && '…'}
      {before}
      <mark className="bg-bad-paper text-bad underline decoration-wavy">
        {text.slice(at, Math.min(end, at + 40)) || '␣'}
      </mark>
      {text.slice(end, end + 12)}
      {text.length > end + 12 && '…'}
    </code>
  );
}
