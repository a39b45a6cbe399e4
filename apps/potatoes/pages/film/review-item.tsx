import { Chip, classNames, When } from '@verdict/ui';
import { useState } from 'react';
import type { ReviewOnPage, ReviewReply, Standing } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { Spud } from '../spud/spud.tsx';
import { ReviewActions } from './review-actions.tsx';
import { ReviewEdit } from './review-edit.tsx';
import { ReviewWhy } from './review-why.tsx';

export interface ReviewItemProps {
  readonly review: ReviewOnPage;
  readonly isArrived: boolean;
  readonly onReply: (reply: ReviewReply, id: number) => void;
  /** Learned by the way: how the review stands now. */
  readonly onCurrent: (review: ReviewOnPage) => void;
  readonly onSay: (text: string) => void;
  readonly onEditing: (review: ReviewOnPage, is: boolean) => void;
}

export function ReviewItem({ review, isArrived, onReply, onCurrent, onSay, onEditing }: ReviewItemProps) {
  const { words, language } = useWords();
  const author = review.author || words.name.anonymous;
  const [doing, setDoing] = useState<'reading' | 'why' | 'editing'>('reading');
  const edit = (is: boolean): void => {
    setDoing(is ? 'editing' : 'reading');
    onEditing(review, is);
  };
  return (
    <li
      id={`review-${review.id}`}
      className={classNames(
        'bg-card border-line flex gap-3 rounded-md border border-l-4 p-4 sm:gap-4 sm:p-5',
        edgeOf(review),
        isArrived && 'arrives',
      )}
    >
      <Spud standing={faceOf(review)} className="hidden size-14 sm:block" />
      <article className="min-w-0 flex-1" aria-label={`${author}: ${verdictWords(words.review, review)}`}>
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
          <bdi className="text-base font-semibold break-words">{author}</bdi>
          {review.isOwn && <Chip>{words.review.own}</Chip>}
          {isArrived && <Chip tone="warn">{words.review.unread}</Chip>}
          <span className="text-soft">
            <When ms={review.writtenMs} locale={language} relative />
            {review.editedMs !== null && ` · ${words.review.edited}`}
          </span>
        </p>
        {doing === 'editing' ? (
          <ReviewEdit
            review={review}
            onReply={(reply) => {
              onReply(reply, review.id);
              edit(false);
              onSay(words.review.saved);
            }}
            onLeft={(current) => {
              onCurrent(current);
              edit(false);
            }}
            onClose={() => edit(false)}
          />
        ) : (
          <>
            <VerdictLine review={review} />
            {doing === 'why' ? (
              <ReviewWhy review={review} />
            ) : (
              <p className="font-serif text-lg leading-relaxed break-words whitespace-pre-line" dir="auto">
                {review.text}
              </p>
            )}
            <ReviewActions
              review={review}
              isExplained={doing === 'why'}
              onWhy={() => setDoing(doing === 'why' ? 'reading' : 'why')}
              onEdit={() => edit(true)}
              onReply={(reply) => onReply(reply, review.id)}
              onSay={onSay}
            />
          </>
        )}
      </article>
    </li>
  );
}

function VerdictLine({ review }: { readonly review: ReviewOnPage }) {
  const { words, percent } = useWords();
  const { state, isPositive, confidence, isUnsure, correctedTo, correctionCounts } = review;
  const said = words.review;
  return (
    <div className="mt-1 mb-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className={classNames('font-semibold', inkOf(review))}>{verdictWords(said, review)}</span>
        {state === 'shown' && isPositive !== null && (
          <span className="text-soft">
            {isUnsure ? said.leaning(isPositive) : confidence !== null && said.sure(percent(confidence))}
          </span>
        )}
      </p>
      {state !== 'shown' && (
        <p className="text-soft">{state === 'held' ? said.heldAbout : said.waitingAbout}</p>
      )}
      {correctedTo !== null && (
        <p className="text-warn">
          {correctionCounts ? said.counted(correctedTo) : said.disputed(correctedTo)}
        </p>
      )}
    </div>
  );
}

interface Said {
  readonly held: string;
  readonly waiting: string;
  readonly unsure: string;
  readonly positive: string;
  readonly negative: string;
}

function verdictWords(said: Said, { state, isPositive, isUnsure }: ReviewOnPage): string {
  if (state === 'held') return said.held;
  if (state === 'waiting' || isPositive === null) return said.waiting;
  if (isUnsure) return said.unsure;
  return isPositive ? said.positive : said.negative;
}

function faceOf({ state, isPositive, isUnsure }: ReviewOnPage): Standing {
  if (state !== 'shown' || isPositive === null) return 'none';
  if (isUnsure) return 'few';
  return isPositive ? 'fresh' : 'rotten';
}

function inkOf({ state, isPositive, isUnsure }: ReviewOnPage): string {
  if (state !== 'shown' || isPositive === null || isUnsure) return 'text-soft';
  return isPositive ? 'text-good' : 'text-bad';
}

function edgeOf({ state, isPositive, isUnsure }: ReviewOnPage): string {
  if (state === 'held') return 'border-l-warn';
  if (state === 'waiting' || isPositive === null || isUnsure) return 'border-l-edge';
  return isPositive ? 'border-l-good' : 'border-l-bad';
}
