import { Button, Dialog, Field } from '@verdict/ui';
import { useState } from 'react';
import type { Viewer, ViewerReply } from '../page-data.ts';
import { mostNameCharacters } from '../review-rules.ts';
import { ask, refusalText } from '../site-client.ts';
import { useWords } from './words-context.tsx';

export interface NameButtonProps {
  readonly viewer: Viewer;
  readonly onViewer: (viewer: Viewer) => void;
}

export function NameButton({ viewer, onViewer }: NameButtonProps) {
  const { words } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="text-soft-on-band hover:text-on-band min-h-8 min-w-0 max-w-64 truncate text-sm underline decoration-1 underline-offset-4"
      >
        <bdi>{viewer.name === null ? words.name.none : words.name.as(viewer.name)}</bdi>
      </button>
      <Dialog title={words.name.title} open={open} onClose={() => setOpen(false)}>
        <NameForm
          viewer={viewer}
          onDone={(next) => {
            onViewer(next);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function NameForm({
  viewer,
  onDone,
}: {
  readonly viewer: Viewer;
  readonly onDone: (viewer: Viewer) => void;
}) {
  const { words } = useWords();
  const [name, setName] = useState(viewer.name ?? '');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask<ViewerReply>('/api/name', { method: 'POST', body: { name } });
    setBusy(false);
    if (answer.ok) onDone(answer.value.viewer);
    else setError(refusalText(words, answer.refusal));
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={words.name.label}
        hint={words.name.hint}
        error={error}
        value={name}
        dir="auto"
        autoComplete="nickname"
        maxLength={mostNameCharacters}
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <Button type="submit" kind="strong" aria-busy={busy} disabled={busy || name.trim() === ''}>
          {words.name.save}
        </Button>
      </div>
    </form>
  );
}
