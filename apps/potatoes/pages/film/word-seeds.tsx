import { classNames } from '@verdict/ui';
import { fewestWords } from '../review-rules.ts';

/** As many seeds as a review needs words; each word plants one. */
export function WordSeeds({ words }: { readonly words: number }) {
  return (
    <svg viewBox={`0 0 ${fewestWords * 14} 12`} className="h-3 w-18" aria-hidden="true">
      {Array.from({ length: fewestWords }, (_, index) => (
        <ellipse
          // biome-ignore lint/suspicious/noArrayIndexKey: a seed is its place
          key={index}
          cx={index * 14 + 7}
          cy="6"
          rx="5.5"
          ry="4.5"
          strokeWidth="1.2"
          className={classNames('stroke-spud-deep', index < words ? 'fill-spud' : 'fill-transparent')}
        />
      ))}
    </svg>
  );
}
