import { Button, Chip, When } from '@verdict/ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { HeldReview, ModerationReply } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal } from '../site-client.ts';
import { Spud } from '../spud/spud.tsx';
import { moderationMove } from './moderation-keys.ts';

type Queue = Pick<ModerationReply, 'held' | 'heldTotal'>;
type Action = 'approve' | 'remove';

export interface HeldListProps {
  readonly queue: Queue;
  readonly onQueue: (change: (queue: Queue) => Queue) => void;
  readonly onLoad: () => Promise<void>;
  readonly onRefusal: (refusal: Refusal) => void;
}

export function HeldList({ queue, onQueue, onLoad, onRefusal }: HeldListProps) {
  const { words } = useWords();
  const said = words.moderation;
  const list = useRef<HTMLOListElement>(null);
  const [status, setStatus] = useState('');
  const [busy, setBusy] = useState<number | null>(null);
  const { held, heldTotal } = queue;

  const focus = (index: number): void => {
    list.current?.querySelectorAll<HTMLElement>('[data-held]')[index]?.focus();
  };
  /** Where the focus goes when the list has been drawn without the one that was dealt with. */
  const goTo = useRef<number | null>(null);
  useEffect(() => {
    if (goTo.current !== null) focus(Math.min(goTo.current, held.length - 1));
    goTo.current = null;
  });

  const act = async (review: HeldReview, action: Action, index: number): Promise<void> => {
    if (busy !== null) return;
    setBusy(review.id);
    const answer = await ask(`/api/moderation/reviews/${review.id}`, { method: 'POST', body: { action } });
    setBusy(null);
    // Somebody else dealt with it: for this page it is as done as if we had.
    const isOthers = !answer.ok && ['REVIEW_NOT_HELD', 'REVIEW_UNKNOWN'].includes(answer.refusal.code);
    if (!answer.ok && !isOthers) return onRefusal(answer.refusal);
    goTo.current = index;
    setStatus(
      isOthers ? words.refusals.REVIEW_NOT_HELD : action === 'approve' ? said.approved : said.removed,
    );
    onQueue((now) => ({
      held: now.held.filter(({ id }) => id !== review.id),
      heldTotal: Math.max(0, now.heldTotal - 1),
    }));
    if (held.length === 1 && heldTotal > 1) await onLoad();
  };

  const press = (event: KeyboardEvent<HTMLOListElement>): void => {
    const items = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-held]') ?? []);
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const move = moderationMove(event, at, held.length);
    if (move === null) return;
    event.preventDefault();
    if (move.kind === 'focus') focus(move.index);
    else void act(held[move.index], move.kind, move.index);
  };

  return (
    <>
      <p role="status" className="sr-only">
        {status}
      </p>
      {held.length === 0 ? (
        <div className="flex flex-col items-center gap-2 py-12 text-center">
          <Spud standing="hot" className="size-36" />
          <p className="font-serif text-2xl italic">{said.none}</p>
          <p className="text-soft">{said.noneAbout}</p>
        </div>
      ) : (
        <>
          <p className="text-soft mb-4 flex flex-wrap justify-between gap-x-4 text-sm">
            <span>{said.held(heldTotal)}</span>
            <span>{said.keys}</span>
          </p>
          <ol ref={list} onKeyDown={press} className="flex flex-col gap-4">
            {held.map((review, index) => (
              <HeldItem
                key={review.id}
                review={review}
                busy={busy === review.id}
                onAct={(action) => void act(review, action, index)}
              />
            ))}
          </ol>
          {heldTotal > held.length && (
            <p className="text-soft mt-4 text-sm">{said.more(heldTotal - held.length)}</p>
          )}
        </>
      )}
    </>
  );
}

interface HeldItemProps {
  readonly review: HeldReview;
  readonly busy: boolean;
  readonly onAct: (action: Action) => void;
}

function HeldItem({ review, busy, onAct }: HeldItemProps) {
  const { words, language, percent } = useWords();
  const said = words.moderation;
  return (
    <li
      data-held
      tabIndex={-1}
      className="bg-card border-line rounded-md border border-l-4 border-l-warn p-4 sm:p-5"
    >
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
        <bdi className="text-base font-semibold break-words">{review.author || words.name.anonymous}</bdi>
        <a href={`/films/${review.filmId}`} className="underline">
          {said.about(review.filmName)}
        </a>
        <span className="text-soft">
          <When ms={review.writtenMs} locale={language} relative />
        </span>
        {review.spamConfidence !== null && (
          <Chip tone="warn">{said.spam(percent(review.spamConfidence))}</Chip>
        )}
      </p>
      <p className="font-serif my-3 text-lg leading-relaxed break-words whitespace-pre-line" dir="auto">
        {review.text}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button small kind="strong" disabled={busy} onClick={() => onAct('approve')}>
          {said.approve}
        </Button>
        <Button small kind="danger" disabled={busy} onClick={() => onAct('remove')}>
          {said.remove}
        </Button>
      </div>
    </li>
  );
}
