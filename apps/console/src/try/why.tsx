import { Button, countText, MarkedText, strongestWords, weighWords } from '@verdict/ui';
import { memo, useState } from 'react';
import type { Answer } from './ask-side.ts';
import { paintedPart } from './painted-part.ts';

export interface WhyProps {
  readonly text: string;
  readonly answer: Answer;
  readonly title: string;
}

/** A person takes in half a dozen on each side. */
const listed = 6;
/** What is less reads as nothing in two digits. */
const shownFrom = 0.005;

/** The text with the words that decided, and the strongest of them. Drawn once an answer, and not at every key. */
export const Why = memo(function Why({ text, answer: { side, reasons, said }, title }: WhyProps) {
  const [whole, setWhole] = useState(false);
  if (!reasons) {
    return (
      <section aria-label={title} className="min-w-0">
        <h2 className="font-serif text-lg font-semibold">{title}</h2>
        <p className="text-soft text-sm">
          Version {said.model.version} cannot say why: trees vote, and no word has a weight of its own.
        </p>
      </section>
    );
  }
  const { spans, target } = reasons;
  const painted = paintedPart(text, spans, whole ? text.length : undefined);
  const all = side.readsLetters
    ? strongestWords(weighWords(text, spans), Number.POSITIVE_INFINITY)
    : reasons.strongest.map(({ text: word, contribution }) => ({ text: word, weight: contribution }));
  const parts = all.filter(({ weight }) => Math.abs(weight) >= shownFrom);
  const most = Math.max(...parts.map(({ weight }) => Math.abs(weight)), shownFrom);
  const listOf = (title: string, sign: number, tone: string) => (
    <Strongest
      title={title}
      parts={parts.filter(({ weight }) => weight * sign > 0)}
      most={most}
      tone={tone}
    />
  );
  return (
    <section aria-label={title} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-serif text-lg font-semibold">{title}</h2>
        <p className="text-soft text-sm">
          <span className="text-ink bg-good/35 decoration-good rounded-sm px-1 underline">speaks for</span>{' '}
          <strong data-part="target" className="break-words">
            {target}
          </strong>{' '}
          <span className="text-ink bg-bad/35 decoration-bad rounded-sm px-1 underline decoration-dotted">
            speaks against it
          </span>
        </p>
      </div>
      <div
        data-part="painted"
        className="border-line bg-card max-h-96 overflow-y-auto rounded-lg border p-4 font-serif text-lg leading-relaxed"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
        tabIndex={0}
      >
        <MarkedText text={painted.text} spans={painted.spans} />
      </div>
      {!painted.isWhole && (
        <p className="text-soft mt-2 flex flex-wrap items-center gap-2 text-sm">
          The first {countText(painted.text.length)} of {countText(text.length)} characters.
          <Button small onClick={() => setWhole(true)}>
            Show them all
          </Button>
        </p>
      )}
      <div className="mt-4 grid gap-6 sm:grid-cols-2">
        {listOf(`For ${target}`, 1, 'fill-good')}
        {listOf(`Against ${target}`, -1, 'fill-bad')}
      </div>
    </section>
  );
});

function Strongest({
  title,
  parts,
  most,
  tone,
}: {
  readonly title: string;
  readonly parts: readonly { readonly text: string; readonly weight: number }[];
  /** Of both lists, so that they can be compared. */
  readonly most: number;
  readonly tone: string;
}) {
  const shown = parts.slice(0, listed);
  return (
    <section className="min-w-0" aria-label={title}>
      <h3 className="mb-1 text-sm font-medium break-words">{title}</h3>
      {shown.length === 0 ? (
        <p className="text-soft text-sm">No word of this text.</p>
      ) : (
        <ol className="flex flex-col gap-1 text-sm">
          {shown.map(({ text, weight }) => (
            <li key={text} className="grid grid-cols-[minmax(0,1fr)_4rem_3.5rem] items-center gap-2">
              <span data-part="word" className="truncate" dir="auto" title={text}>
                {text}
              </span>
              <svg aria-hidden="true" className="block h-1.5 w-full">
                <rect width={`${(Math.abs(weight) / most) * 100}%`} height="100%" rx="3" className={tone} />
              </svg>
              <span className="text-right tabular-nums">
                {weight < 0 ? '−' : '+'}
                {Math.abs(weight).toFixed(2)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
