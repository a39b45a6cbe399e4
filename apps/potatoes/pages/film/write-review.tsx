import { Button, Field, Notice, TextArea } from '@verdict/ui';
import { useRef, useState } from 'react';
import type { ReviewReply, ReviewState, Viewer } from '../page-data.ts';
import { fewestWords, mostCharacters, mostNameCharacters } from '../review-rules.ts';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal, refusalText } from '../site-client.ts';
import { checkReview } from './check-review.ts';
import { TasteView } from './taste-view.tsx';
import { useDraft } from './use-draft.ts';
import { useLiveVerdict } from './use-live-verdict.ts';
import { useOnline } from './use-online.ts';
import { WordSeeds } from './word-seeds.tsx';

export interface WriteReviewProps {
  readonly filmId: number;
  readonly viewer: Viewer;
  readonly onWritten: (reply: ReviewReply) => void;
}

/** From here on the number of characters left is worth saying. */
const sayLeftFrom = 500;

export function WriteReview({ filmId, viewer, onWritten }: WriteReviewProps) {
  const { words } = useWords();
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(filmId, box);
  const online = useOnline();
  const taste = useLiveVerdict(draft.text, online);
  const [name, setName] = useState('');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<ReviewState | null>(null);
  const check = checkReview(draft.text);

  const send = async (): Promise<void> => {
    if (!check.mayBeSent || sending) return;
    setSending(true);
    const chosen = name.trim();
    const answer = await ask<ReviewReply>(`/api/films/${filmId}/reviews`, {
      method: 'POST',
      body: { text: draft.text.trim(), ...(chosen !== '' && { name: chosen }) },
    });
    setSending(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    // What was typed on while it was sent is not in it.
    if (box.current?.value === draft.text) draft.drop();
    setDone(answer.value.review?.state ?? 'waiting');
    onWritten(answer.value);
  };

  const type = (text: string): void => {
    setDone(null);
    draft.setText(text);
  };

  return (
    <form
      aria-labelledby="write"
      className="bg-card border-line rounded-lg border p-4 sm:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id="write" className="font-serif mb-4 text-2xl font-semibold italic">
        {words.write.title}
      </h2>
      <noscript>
        <p className="text-warn mb-4">{words.site.needsScript}</p>
      </noscript>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <TextArea
            ref={box}
            label={words.write.label}
            placeholder={words.write.placeholder}
            rows={6}
            dir="auto"
            value={draft.text}
            className="font-serif min-h-44 resize-y text-lg leading-relaxed"
            error={check.charactersLeft < 0 ? words.write.tooLong(mostCharacters) : null}
            hint={<WritingHint {...check} isEmpty={draft.text.trim() === ''} />}
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
            }}
          />
          {draft.isKept && (
            <p className="text-soft text-sm">
              {words.write.kept}{' '}
              <button type="button" className="min-h-6 underline" onClick={draft.drop}>
                {words.write.discard}
              </button>
            </p>
          )}
        </div>
        <TasteView taste={taste} online={online} />
      </div>
      <div className="mt-4 flex flex-wrap items-end gap-4">
        {viewer.name === null ? (
          <div className="w-full sm:w-64">
            <Field
              label={words.write.name}
              placeholder={words.name.anonymous}
              value={name}
              dir="auto"
              autoComplete="nickname"
              maxLength={mostNameCharacters}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
        ) : (
          <p className="text-soft self-center text-sm break-words">
            <bdi>{words.write.as(viewer.name)}</bdi>
          </p>
        )}
        <Button
          type="submit"
          kind="strong"
          disabled={!draft.ready || !check.mayBeSent || sending}
          aria-busy={sending}
        >
          {sending ? words.write.sending : words.write.send}
        </Button>
      </div>
      <div role="status" className="mt-4 empty:hidden">
        {done && <Notice tone={done === 'shown' ? 'good' : 'warn'} title={thanks(words.write, done)} />}
      </div>
      {refusal && !done && (
        <div className="mt-4">
          <Notice tone="bad" urgent title={words.write.failed}>
            {refusalText(words, refusal)} {words.write.failedAbout}
          </Notice>
        </div>
      )}
    </form>
  );
}

function WritingHint({
  words: count,
  charactersLeft,
  isEmpty,
}: {
  readonly words: number;
  readonly charactersLeft: number;
  readonly isEmpty: boolean;
}) {
  const { words } = useWords();
  if (charactersLeft < 0) return null;
  return (
    <span className="flex min-h-5 flex-wrap items-center gap-x-3">
      <WordSeeds words={count} />
      <span aria-live="off">
        {isEmpty ? words.write.least(fewestWords) : words.write.words(count, fewestWords)}
      </span>
      {charactersLeft < sayLeftFrom && <span>{words.write.chars(charactersLeft)}</span>}
    </span>
  );
}

function thanks(
  said: { readonly done: string; readonly doneWaiting: string; readonly doneHeld: string },
  state: ReviewState,
): string {
  if (state === 'held') return said.doneHeld;
  return state === 'waiting' ? said.doneWaiting : said.done;
}
