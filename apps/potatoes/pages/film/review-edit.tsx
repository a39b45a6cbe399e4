import { Button, Notice, TextArea } from '@verdict/ui';
import { useEffect, useRef, useState } from 'react';
import type { ReviewOnPage, ReviewReply } from '../page-data.ts';
import { fewestWords, mostCharacters } from '../review-rules.ts';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal, refusalText } from '../site-client.ts';
import { checkReview } from './check-review.ts';

export interface ReviewEditProps {
  readonly review: ReviewOnPage;
  readonly onReply: (reply: ReviewReply) => void;
  /** The review as it stands on the site, where that is left so. */
  readonly onLeft: (review: ReviewOnPage) => void;
  readonly onClose: () => void;
}

export function ReviewEdit({ review, onReply, onLeft, onClose }: ReviewEditProps) {
  const { words } = useWords();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(review.text);
  /** What this edit starts from, however the review changes meanwhile. */
  const [base, setBase] = useState(review);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [rival, setRival] = useState<ReviewOnPage | null>(null);
  const check = checkReview(text);
  useEffect(() => box.current?.focus(), []);

  const save = async (edition: number): Promise<void> => {
    setBusy(true);
    const answer = await ask<ReviewReply>(`/api/reviews/${review.id}`, {
      method: 'PATCH',
      body: { text: text.trim(), edition },
    });
    setBusy(false);
    if (answer.ok) return onReply(answer.value);
    setRival(answer.refusal.code === 'REVIEW_CHANGED' ? (answer.refusal.review ?? review) : null);
    setRefusal(answer.refusal);
  };

  if (rival) {
    return (
      <Conflict
        theirs={rival.text}
        mine={text}
        busy={busy}
        onMine={() => {
          setBase(rival);
          void save(rival.edition);
        }}
        onTheirs={() => onLeft(rival)}
      />
    );
  }
  return (
    <form
      className="mt-2 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save(base.edition);
      }}
      onKeyDown={(event) => {
        // What was typed is not thrown away by a key that closes other things too.
        if (event.key === 'Escape' && text === base.text) onClose();
      }}
    >
      <TextArea
        ref={box}
        readOnly={busy}
        label={words.review.editLabel}
        rows={5}
        dir="auto"
        value={text}
        className="font-serif text-lg leading-relaxed"
        hint={words.write.words(check.words, fewestWords)}
        error={check.charactersLeft < 0 ? words.write.tooLong(mostCharacters) : null}
        onChange={(event) => setText(event.target.value)}
      />
      {refusal && (
        <Notice tone="bad" urgent title={words.review.saveFailed}>
          {refusalText(words, refusal)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="strong" small disabled={busy || !check.mayBeSent} aria-busy={busy}>
          {words.review.save}
        </Button>
        <Button small onClick={onClose}>
          {words.site.cancel}
        </Button>
      </div>
    </form>
  );
}

interface ConflictProps {
  readonly theirs: string;
  readonly mine: string;
  readonly busy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Both side by side: nothing that somebody wrote is dropped unseen. */
function Conflict({ theirs, mine, busy, onMine, onTheirs }: ConflictProps) {
  const { words } = useWords();
  const sides = [
    { title: words.review.theirs, text: theirs, act: words.review.takeTheirs, onAct: onTheirs },
    { title: words.review.mine, text: mine, act: words.review.keepMine, onAct: onMine },
  ];
  return (
    <div role="alert" className="mt-2">
      <p className="font-semibold">{words.review.conflict}</p>
      <p className="text-soft text-sm">{words.review.conflictAbout}</p>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {sides.map(({ title, text, act, onAct }) => (
          <section key={title} className="bg-sunken flex flex-col gap-2 rounded-md p-3">
            <h3 className="text-soft text-sm font-medium">{title}</h3>
            <p className="font-serif flex-1 break-words whitespace-pre-line" dir="auto">
              {text}
            </p>
            <div>
              <Button small disabled={busy} onClick={onAct}>
                {act}
              </Button>
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
