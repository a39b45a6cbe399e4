import { MarkedText, Meter, type Span, strongestWords, type WeighedWord, weighWords } from '@verdict/ui';
import { useMemo } from 'react';
import { markedCharacters } from '../../src/limits.ts';

export interface WhyWordsProps {
  readonly text: string;
  /** Above zero: speaks against spam. Null: the model cannot say. */
  readonly spans: readonly Span[] | null;
}

const mostWords = 6;

export function WhyWords({ text, spans }: WhyWordsProps) {
  const start = text.slice(0, markedCharacters);
  const words = useMemo(
    () =>
      strongestWords(weighWords(start, spans ?? []), 1000).filter(({ text: word }) =>
        /[\p{L}\p{N}\p{S}]/u.test(word),
      ),
    [start, spans],
  );
  if (spans === null) {
    return <p className="text-soft mt-6">Which words it went by cannot be shown for this message.</p>;
  }
  const strongest = Math.max(...words.map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  return (
    <div className="mt-6">
      <h3 className="font-serif mb-2 text-xl font-semibold">The words that weighed</h3>
      <p className="text-soft mb-3 text-sm">
        Dotted and rust speaks for spam, solid and green against it; the deeper, the more.
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
        tabIndex={0}
        aria-label="The message with its words marked"
        className="border-line bg-paper max-h-96 overflow-y-auto rounded-md border p-4 font-serif text-lg leading-loose"
      >
        <MarkedText text={start} spans={spans} />
        {text.length > start.length && (
          <span className="text-soft"> … The rest counted too and is not shown.</span>
        )}
      </section>
      <div className="mt-5 grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <Side
          title="For spam"
          words={words.filter(({ weight }) => weight < 0)}
          strongest={strongest}
          tone="bad"
        />
        <Side
          title="Against spam"
          words={words.filter(({ weight }) => weight > 0)}
          strongest={strongest}
          tone="good"
        />
      </div>
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly words: readonly WeighedWord[];
  readonly strongest: number;
  readonly tone: 'good' | 'bad';
}

function Side({ title, words, strongest, tone }: SideProps) {
  return (
    <div>
      <h4 className="mb-2 font-medium">{title}</h4>
      {words.length === 0 ? (
        <p className="text-soft text-sm">No word.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {words.slice(0, mostWords).map(({ text, weight }) => (
            <li key={text} className="grid grid-cols-[8rem_1fr] items-center gap-3">
              <span dir="auto" className="truncate">
                {text}
              </span>
              <Meter
                share={Math.abs(weight) / strongest}
                label={`${Math.abs(weight).toFixed(2)} ${title.toLowerCase()}`}
                tone={tone}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
