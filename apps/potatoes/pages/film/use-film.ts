import { useRef, useState } from 'react';
import type { FilmPage, ReviewOnPage, ReviewReply, ReviewsReply } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal } from '../site-client.ts';
import {
  type FilmState,
  openFilm,
  withFirst,
  withOlder,
  withoutReview,
  withReview,
  withScore,
} from './film-state.ts';
import { useLive } from './use-live.ts';

export interface Film {
  readonly state: FilmState;
  /** For those who hear the page; the newest alone. */
  readonly said: string;
  readonly say: (text: string) => void;
  /** The id of what was changed, where the answer has no review left. */
  readonly reply: (reply: ReviewReply, id?: number) => void;
  readonly current: (review: ReviewOnPage) => void;
  readonly isLost: boolean;
  readonly older: { readonly load: () => void; readonly busy: boolean; readonly refusal: Refusal | null };
}

export function useFilm(page: FilmPage): Film {
  const { words, percent } = useWords();
  const { id } = page.film;
  const [state, setState] = useState(() => openFilm(page));
  const [said, setSaid] = useState('');
  const [isLost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** From then on the visitor has a cookie that tells which reviews are theirs. */
  const [hasWritten, setWritten] = useState(false);
  const now = useRef(state);
  now.current = state;
  /** Up to where the page has heard everything. */
  const heard = useRef(page.revision);

  const fetchReviews = async (after: string | null) =>
    ask<ReviewsReply>(
      `/api/films/${id}/reviews${after === null ? '' : `?after=${encodeURIComponent(after)}`}`,
    );

  useLive(id, hasWritten, {
    revision: () => heard.current,
    connected: (is) => setLost(!is),
    review: (review) => {
      const isNew = !now.current.reviews.some((known) => known.id === review.id);
      setState((before) => withReview(before, review));
      if (!review.isOwn) setSaid(isNew ? words.live.added(1) : words.live.changed);
    },
    removed: ({ id: gone, revision }) => {
      const isThere = now.current.reviews.some((known) => known.id === gone);
      setState((before) => withoutReview(before, gone, revision));
      if (isThere) setSaid(words.live.removed);
    },
    score: ({ score, days }, revision) => {
      heard.current = Math.max(heard.current, revision);
      const { share } = score;
      const isOther = share !== now.current.score.share;
      setState((before) => withScore(before, score, days, revision));
      if (isOther && share !== null) {
        setSaid((text) => `${text} ${words.live.score(percent(share), words.standing[score.standing])}`);
      }
    },
    reset: async ({ revision }) => {
      const answer = await fetchReviews(null);
      if (!answer.ok) return;
      heard.current = Math.max(heard.current, revision);
      setState((before) => withFirst(before, answer.value));
    },
  });

  return {
    state,
    said,
    say: setSaid,
    reply: ({ review, revision, score, days }, changed) => {
      setWritten(true);
      setState((before) => {
        const next = withScore(before, score, days, revision);
        if (review !== null) return withReview(next, review);
        return changed === undefined ? next : withoutReview(next, changed, revision);
      });
    },
    current: (review) => setState((before) => withReview(before, review)),
    isLost,
    older: {
      busy,
      refusal,
      load: async () => {
        setBusy(true);
        const answer = await fetchReviews(state.next);
        setBusy(false);
        setRefusal(answer.ok ? null : answer.refusal);
        if (answer.ok) setState((before) => withOlder(before, answer.value));
      },
    },
  };
}
