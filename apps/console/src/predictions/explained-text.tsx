import { useQuery } from '@tanstack/react-query';
import { MarkedText, Skeleton, strongestWords, weighWords } from '@verdict/ui';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';

export interface ExplainedTextProps {
  readonly text: string;
  /** `name@version`. */
  readonly model: string;
  readonly label: string;
}

/** The words that decided, as the version that answered weighs them now. */
export function ExplainedText({ text, model, label }: ExplainedTextProps) {
  const asked = useQuery({
    queryKey: ['explain', model, label, text],
    queryFn: ({ signal }) => verdict.explain({ text, model, target: label }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (asked.error) {
    return (
      <>
        <Failure error={asked.error} onAgain={asked.refetch} />
        <p className="mt-3 break-words whitespace-pre-wrap" dir="auto">
          {text}
        </p>
      </>
    );
  }
  if (!asked.data) {
    return (
      <>
        <p className="break-words whitespace-pre-wrap" dir="auto">
          {text}
        </p>
        <Skeleton className="mt-3 h-6 w-80 max-w-full" />
      </>
    );
  }
  const { spans } = asked.data;
  const strongest = strongestWords(weighWords(text, spans), 8);
  return (
    <>
      <MarkedText text={text} spans={spans} />
      <p className="text-soft mt-3 flex min-h-6 flex-wrap gap-x-3 gap-y-1 font-sans text-sm">
        {strongest.length === 0 && <span>No word of it counts for or against.</span>}
        {strongest.map(({ text: word, weight }) => (
          <span key={word} className={weight > 0 ? 'text-good' : 'text-bad'}>
            <bdi className="break-all">{word}</bdi> {weight > 0 ? '+' : '−'}
            {Math.abs(weight).toFixed(2)}
          </span>
        ))}
      </p>
    </>
  );
}
