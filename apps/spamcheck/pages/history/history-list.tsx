import { Button, Chip, Dialog, percentText, When } from '@verdict/ui';
import { useState } from 'react';
import type { Remembered } from './history.ts';

export interface HistoryListProps {
  readonly history: readonly Remembered[];
  readonly onClear: () => void;
}

const shownFirst = 8;

export function HistoryList({ history, onClear }: HistoryListProps) {
  const [asksToClear, setAsksToClear] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  if (history.length === 0) return null;
  const shown = showsAll ? history : history.slice(0, shownFirst);
  return (
    <section aria-labelledby="history" className="mt-12">
      <div className="mb-2 flex items-center justify-between gap-4">
        <h2 id="history" className="font-serif text-2xl font-semibold">
          What you checked
        </h2>
        <Button small kind="quiet" onClick={() => setAsksToClear(true)}>
          Clear history
        </Button>
      </div>
      <ol className="border-line divide-line divide-y border-y">
        {shown.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its head, and rows hold no state
          <li key={at} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2.5">
            <Chip tone={one.unsure ? 'warn' : one.prediction === 'spam' ? 'bad' : 'good'}>
              {one.prediction === 'spam' ? 'Spam' : 'Not spam'} {percentText(one.confidence, 0)}
            </Chip>
            <span dir="auto" className="min-w-0 flex-1 basis-64 truncate">
              {one.preview}
            </span>
            <span className="text-soft text-sm">
              {one.model} · <When ms={one.atMs} relative />
            </span>
          </li>
        ))}
      </ol>
      {history.length > shownFirst && !showsAll && (
        <Button small kind="quiet" className="mt-2" onClick={() => setShowsAll(true)}>
          Show all {history.length}
        </Button>
      )}
      <p className="text-soft mt-2 text-sm">Only this browser remembers this list.</p>
      <Dialog title="Clear the history?" open={asksToClear} onClose={() => setAsksToClear(false)}>
        <p className="mb-4">All {history.length} entries leave this browser, for good.</p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsksToClear(false)}>Keep them</Button>
          <Button
            kind="danger"
            onClick={() => {
              onClear();
              setAsksToClear(false);
            }}
          >
            Clear
          </Button>
        </div>
      </Dialog>
    </section>
  );
}
