import { Button, Notice } from '@verdict/ui';
import { useState } from 'react';
import type { ReviewOnPage } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { refusalText } from '../site-client.ts';
import { Spud } from '../spud/spud.tsx';
import { withEdited } from './film-state.ts';
import { ReviewItem } from './review-item.tsx';
import type { Film } from './use-film.ts';

export function ReviewsList({ film }: { readonly film: Film }) {
  const { words } = useWords();
  const { state, older } = film;
  const [edited, setEdited] = useState<readonly ReviewOnPage[]>([]);
  const reviews = withEdited(state.reviews, edited);
  const editing = (review: ReviewOnPage, is: boolean): void =>
    setEdited((before) => [...before.filter(({ id }) => id !== review.id), ...(is ? [review] : [])]);
  return (
    <section aria-labelledby="reviews" className="mt-12">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="reviews" className="font-serif text-2xl font-semibold italic">
          {words.review.title}
        </h2>
        {film.isLost && <p className="text-soft text-sm">{words.live.lost}</p>}
      </div>
      {reviews.length === 0 ? (
        <div className="flex flex-col items-center gap-2 py-8 text-center">
          <Spud standing="none" className="size-28" />
          <p className="font-serif text-xl italic">{words.review.none}</p>
          <p className="text-soft">{words.review.noneAbout}</p>
        </div>
      ) : (
        <ol className="flex flex-col gap-4">
          {reviews.map((review) => (
            <ReviewItem
              key={review.id}
              review={review}
              isArrived={state.arrived.has(review.id)}
              onReply={film.reply}
              onCurrent={film.current}
              onSay={film.say}
              onEditing={editing}
            />
          ))}
        </ol>
      )}
      {older.refusal && (
        <div className="mt-4">
          <Notice tone="warn" urgent title={words.review.moreFailed}>
            {refusalText(words, older.refusal)}
          </Notice>
        </div>
      )}
      {state.next !== null && (
        <p className="mt-6 text-center">
          <Button onClick={older.load} disabled={older.busy} aria-busy={older.busy}>
            {words.review.more}
          </Button>
        </p>
      )}
    </section>
  );
}
