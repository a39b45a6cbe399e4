import { Button, countText } from '@verdict/ui';
import { useEffect, useRef, useState } from 'react';
import { splitHits } from './split-hits.ts';

export interface LongTextProps {
  /** Perhaps only its beginning. */
  readonly text: string;
  /** Of the whole. */
  readonly characters: number;
  readonly search?: string;
  /** Fetches the whole; without it the beginning is all there is to see. */
  readonly whole?: (signal: AbortSignal) => Promise<string>;
}

/** About as much as stands on four lines. */
const shortText = 320;
/** More of one text makes the page slow, and nobody reads it here. */
const mostShown = 200_000;

/** A text in a table: its beginning, and the rest when somebody wants it. */
export function LongText({ text, characters, search = '', whole }: LongTextProps) {
  const [open, setOpen] = useState(false);
  const [fetched, setFetched] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const asking = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    asking.current = controller;
    return () => controller.abort();
  }, []);
  const long = text.length > shortText;
  const cut = characters > text.length;
  const show = async (): Promise<void> => {
    setOpen(true);
    setFailed(null);
    if (!cut || fetched !== null || !whole) return;
    try {
      setFetched(await whole(asking.current.signal));
    } catch (error) {
      if (!asking.current.signal.aborted) setFailed((error as Error).message);
    }
  };
  const shown = open ? (fetched ?? text).slice(0, mostShown) : beginning(text, search);
  const rest = characters - shown.length;
  return (
    <>
      <span
        dir="auto"
        {...(open && { tabIndex: 0 })}
        className="block max-h-96 overflow-y-auto break-words whitespace-pre-wrap"
      >
        {splitHits(shown, search).map(({ text: piece, hit }, at) =>
          hit ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece's place is what tells it from its equals
            <mark key={at} className="bg-warn-paper text-ink rounded-sm">
              {piece}
            </mark>
          ) : (
            piece
          ),
        )}
        {rest > 0 && '…'}
      </span>
      {(long || cut) && (
        <span className="text-soft mt-1 flex flex-wrap items-center gap-2 text-xs">
          <Button
            small
            kind="quiet"
            aria-expanded={open}
            onClick={() => (open ? setOpen(false) : void show())}
          >
            {open ? 'Show less' : 'Show all'}
          </Button>
          {countText(characters)} characters
          {open &&
            rest > 0 &&
            (fetched !== null || !whole) &&
            `, of which ${countText(shown.length)} are shown`}
          {failed && <span className="text-bad">{failed}</span>}
        </span>
      )}
    </>
  );
}

/** Around the first hit, if it lies further in. */
function beginning(text: string, search: string): string {
  if (text.length <= shortText) return text;
  const hit = search === '' ? -1 : text.toLowerCase().indexOf(search.toLowerCase());
  const end = Math.max(shortText, Math.min(text.length, hit + search.length + 80));
  const half = /[\ud800-\udbff]/.test(text[end - 1]);
  return text.slice(0, end - (half ? 1 : 0));
}
