import type { ModelQuality } from '@verdict/api';
import { countText, Meter, percentText } from '@verdict/ui';
import { onWhich, rangeText, withinText } from './figures.ts';

/** A share, and below it the interval that it is known to. */
export function AccuracyCell({ quality }: { readonly quality: ModelQuality | null }) {
  if (!quality) return <span className="text-soft">not measured</span>;
  const { accuracy, rows, on } = quality;
  return (
    <span title={`On ${countText(rows)} ${onWhich[on]}; 19 times in 20 the true share is in the range`}>
      {percentText(accuracy.estimate)}
      <span className="text-soft block text-xs">{rangeText(accuracy)}</span>
    </span>
  );
}

export function AccuracyMeter({ quality }: { readonly quality: ModelQuality }) {
  const { accuracy, rows, on } = quality;
  return (
    <div>
      <p className="flex items-baseline justify-between gap-3">
        <span className="text-soft text-sm">Accuracy</span>
        <span className="tabular-nums">
          <strong className="text-lg">{percentText(accuracy.estimate)}</strong>{' '}
          <span className="text-soft text-sm">{rangeText(accuracy)}</span>
        </span>
      </p>
      <Meter
        share={accuracy.estimate}
        interval={[accuracy.low, accuracy.high]}
        label={`Accuracy ${withinText(accuracy)}`}
        className="my-1"
      />
      <p className="text-soft text-xs">
        on {countText(rows)} {onWhich[on]} that the fit had not seen
      </p>
    </div>
  );
}
