import { useQueryClient } from '@tanstack/react-query';
import type { Run, RunOverview } from '@verdict/api';
import { Button, Notice, TextArea } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../../queries.ts';
import { useChangeRun } from './use-change-run.ts';

/** Where MLflow's own pages keep it, so that a note written there is read here. */
export const noteTag = 'mlflow.note.content';
const longestNote = 8000;

export function RunNote({ run, mayWrite }: { readonly run: Run; readonly mayWrite: boolean }) {
  const note = run.tags[noteTag] ?? '';
  const [base, setBase] = useState<string | null>(null);
  if (base !== null) return <NoteForm run={run} base={base} onDone={() => setBase(null)} />;
  return (
    <>
      {note === '' ? (
        <p className="text-soft text-sm">Nothing is written down about this run.</p>
      ) : (
        <p dir="auto" className="font-serif leading-relaxed break-words whitespace-pre-wrap">
          {note}
        </p>
      )}
      {mayWrite && (
        <Button small className="mt-2" onClick={() => setBase(note)}>
          {note === '' ? 'Write a note' : 'Change the note'}
        </Button>
      )}
    </>
  );
}

/** What somebody else wrote meanwhile is shown, and not written over unseen. */
function NoteForm({
  run,
  base: begun,
  onDone,
}: {
  readonly run: Run;
  readonly base: string;
  readonly onDone: () => void;
}) {
  const [base, setBase] = useState(begun);
  const [text, setText] = useState(begun);
  const [theirs, setTheirs] = useState<string | null>(null);
  const [checking, setChecking] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const queries = useQueryClient();
  const change = useChangeRun(run.id);
  const save = async (): Promise<void> => {
    setChecking(true);
    setFailed(null);
    try {
      const now = await verdict.runs.get(run.id);
      const note = now.tags[noteTag] ?? '';
      if (note !== base) {
        setTheirs(note);
        setBase(note);
        queries.setQueryData<RunOverview>(
          ['runs', 'run', run.id],
          (before) => before && { ...before, run: now },
        );
        return;
      }
      await change.mutateAsync({ tags: { [noteTag]: text.trim() === '' ? null : text } });
      onDone();
    } catch (error) {
      // What was written stays in the box.
      setFailed((error as Error).message);
    } finally {
      setChecking(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {theirs !== null && (
        <div className="mb-3">
          <Notice urgent tone="warn" title="Somebody changed the note meanwhile. It now says:">
            <span dir="auto" className="whitespace-pre-wrap">
              {theirs || '(nothing)'}
            </span>
          </Notice>
        </div>
      )}
      <TextArea
        label="Note"
        dir="auto"
        rows={6}
        maxLength={longestNote}
        value={text}
        error={failed}
        hint={text.length > longestNote * 0.8 ? `${longestNote - text.length} characters left` : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="mt-2 flex gap-2">
        <Button small kind="strong" type="submit" disabled={checking}>
          {theirs === null ? 'Save' : 'Save mine in its place'}
        </Button>
        <Button small onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
