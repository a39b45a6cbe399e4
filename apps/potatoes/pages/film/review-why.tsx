import { Button, MarkedText, Notice, Skeleton } from '@verdict/ui';
import { useCallback, useEffect, useState } from 'react';
import type { ExplanationReply, ReviewOnPage } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { type Answer, ask, refusalText } from '../site-client.ts';

/** As many as say something; what comes behind weighs next to nothing. */
const shownWords = 5;

/** In the place of the text: the same text, with what decided marked. */
export function ReviewWhy({ review }: { readonly review: ReviewOnPage }) {
  const { words } = useWords();
  const [answer, setAnswer] = useState<Answer<ExplanationReply> | null>(null);
  const { id, edition } = review;
  const load = useCallback(
    async (signal?: AbortSignal): Promise<void> => {
      setAnswer(null);
      const next = await ask<ExplanationReply>(`/api/reviews/${id}/explanation`, signal ? { signal } : {});
      if (!signal?.aborted) setAnswer(next);
    },
    [id],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition has other words
  useEffect(() => {
    const own = new AbortController();
    void load(own.signal);
    return () => own.abort();
  }, [load, edition]);

  const plain = (
    <p className="font-serif text-lg leading-relaxed break-words whitespace-pre-line" dir="auto">
      {review.text}
    </p>
  );
  if (answer === null) {
    return (
      <>
        {plain}
        <Skeleton className="mt-3 h-5 w-2/3" />
      </>
    );
  }
  if (!answer.ok) {
    return (
      <>
        {plain}
        <div className="mt-3">
          <Notice
            tone="warn"
            urgent
            title={words.review.whyFailed}
            action={
              <Button small onClick={() => void load()}>
                {words.site.tryAgain}
              </Button>
            }
          >
            {refusalText(words, answer.refusal)}
          </Notice>
        </div>
      </>
    );
  }
  return <Explained {...answer.value} />;
}

function Explained({ text, verdict }: ExplanationReply) {
  const { words } = useWords();
  const said = words.review;
  // What speaks for a negative verdict speaks against the film: colours follow the film, not the verdict.
  const sign = verdict.isPositive ? 1 : -1;
  const spans = verdict.spans.map((span) => ({ ...span, contribution: sign * span.contribution }));
  const strongest = verdict.strongest.map(({ text: word, contribution }) => ({
    word,
    weight: sign * contribution,
  }));
  const listed = (wanted: boolean): string =>
    strongest
      .filter(({ weight }) => weight > 0 === wanted && weight !== 0)
      .slice(0, shownWords)
      .map(({ word }) => `“${word}”`)
      .join(', ') || said.nothing;
  return (
    <div aria-live="polite">
      <p className="font-serif text-lg leading-relaxed">
        <MarkedText text={text} spans={spans} />
      </p>
      <div className="border-line text-soft mt-3 border-t pt-3 text-sm">
        {strongest.length === 0 ? (
          <p>{said.whyNone}</p>
        ) : (
          <dl className="grid gap-x-4 sm:grid-cols-[auto_1fr]">
            <dt className="text-good font-medium">{said.strongestFor}</dt>
            <dd className="break-words" dir="auto">
              {listed(true)}
            </dd>
            <dt className="text-bad font-medium">{said.strongestAgainst}</dt>
            <dd className="break-words" dir="auto">
              {listed(false)}
            </dd>
          </dl>
        )}
        <p className="mt-1">{said.whyLegend}</p>
        <p>{said.by(verdict.model)}</p>
      </div>
    </div>
  );
}
