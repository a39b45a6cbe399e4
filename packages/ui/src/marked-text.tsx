import { classNames } from './class-names.ts';
import { type Span, weighWords } from './weigh-words.ts';

export interface MarkedTextProps {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** By share of the strongest: four depths, since more are not told apart. */
const forDepths = ['bg-good/15', 'bg-good/25', 'bg-good/35', 'bg-good/50'];
const againstDepths = ['bg-bad/15', 'bg-bad/25', 'bg-bad/35', 'bg-bad/50'];
/** Below this share of the strongest a word is not marked: everything would be. */
const faintest = 0.08;

/** A text as it was written, each word coloured by what it said for or against; underlined too, for who sees no colour. */
export function MarkedText({ text, spans }: MarkedTextProps) {
  const words = weighWords(text, spans);
  const most = Math.max(...words.map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  return (
    <span className="block break-words whitespace-pre-wrap" dir="auto">
      {words.map(({ text: word, weight }, index) => {
        const share = Math.abs(weight) / most;
        if (word.trim() === '' || share < faintest) return word;
        const depth = Math.min(3, Math.floor(share * 4));
        return (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is what tells it from its equals
            key={index}
            data-for={weight > 0}
            className={classNames(
              'text-ink rounded-sm underline decoration-2 underline-offset-4',
              weight > 0 ? 'decoration-good' : 'decoration-bad decoration-dotted',
              (weight > 0 ? forDepths : againstDepths)[depth],
            )}
          >
            {word}
          </mark>
        );
      })}
    </span>
  );
}
