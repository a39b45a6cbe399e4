import { Notice, percentText, weighWords } from '@verdict/ui';
import { memo } from 'react';
import type { Answer } from './ask-side.ts';
import { wordsApart } from './words-apart.ts';

/** A person takes in half a dozen. */
const listed = 6;

/** Where two versions differ: in the label, in how sure they are, and in the words that they read otherwise. */
export const Apart = memo(function Apart({
  text,
  left,
  right,
}: {
  readonly text: string;
  readonly left: Answer;
  readonly right: Answer;
}) {
  const [one, other] = [left.said, right.said];
  const agree = one.label === other.label;
  const apart = Math.abs(one.confidence - other.confidence) * 100;
  const sameTarget = left.reasons && right.reasons && left.reasons.target === right.reasons.target;
  const words =
    left.reasons && right.reasons && sameTarget
      ? wordsApart(weighWords(text, left.reasons.spans), weighWords(text, right.reasons.spans), listed)
      : [];
  return (
    <Notice
      tone={agree ? 'neutral' : 'warn'}
      title={
        agree
          ? `Both say ${one.label}`
          : `They disagree: version ${one.model.version} says ${one.label}, version ${other.model.version} says ${other.label}`
      }
    >
      {agree &&
        (apart < 0.05
          ? 'They are as sure as each other.'
          : `Version ${(one.confidence > other.confidence ? one : other).model.version} is surer by ${apart.toFixed(1)} points.`)}
      {words.length > 0 && left.reasons && (
        <div className="mt-2">
          <p id="apart-words">
            Words that they read differently, as a share of each version’s strongest, for{' '}
            {left.reasons.target}:
          </p>
          <table className="text-ink mt-1 text-sm" aria-labelledby="apart-words">
            <thead>
              <tr className="text-soft text-xs">
                <th scope="col" className="pr-6 text-left font-medium">
                  Word
                </th>
                <th scope="col" className="pr-6 text-right font-medium">
                  Version {one.model.version}
                </th>
                <th scope="col" className="text-right font-medium">
                  Version {other.model.version}
                </th>
              </tr>
            </thead>
            <tbody>
              {words.map((word) => (
                <tr key={word.text}>
                  <th scope="row" className="max-w-48 truncate pr-6 text-left font-normal" dir="auto">
                    {word.text}
                    {word.turned && <span className="text-warn"> turned</span>}
                  </th>
                  <td className="pr-6 text-right">{shareText(word.left)}</td>
                  <td className="text-right">{shareText(word.right)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left.reasons && right.reasons && !sameTarget && (
        <p>Choose one class below either to see which words they read differently.</p>
      )}
    </Notice>
  );
});

function shareText(share: number): string {
  if (Math.abs(share) < 0.005) return '–';
  return `${share < 0 ? '−' : '+'}${percentText(Math.abs(share), 0)}`;
}
