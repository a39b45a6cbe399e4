import { percentText } from '@verdict/ui';
import { stackedBars } from './chart-scale.ts';

/** How sure the answers are: twenty steps from 0 to 100 %. */
export function ConfidenceBars({ counts }: { readonly counts: readonly number[] }) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1e-9, ...counts);
  const sure = counts.slice(18).reduce((sum, count) => sum + count, 0);
  const said = all === 0 ? 'No answers.' : `${percentText(sure / all)} of the answers are at least 90% sure.`;
  return (
    <figure className="border-line bg-card min-w-0 rounded-lg border p-3">
      <figcaption className="mb-2 flex min-h-11 flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="font-medium">Answers by confidence</span>
        <span className="text-soft text-xs">{said}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`Answers by confidence: ${said}`}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="h-28 w-full"
      >
        {stackedBars([counts], most).map(({ x, y, width, height }) => (
          <rect key={x} x={x} y={y} width={width} height={height} className="fill-a" />
        ))}
        <line x1="0" x2="100" y1="100" y2="100" className="stroke-edge" vectorEffect="non-scaling-stroke" />
      </svg>
      <div aria-hidden="true" className="text-soft mt-1 flex justify-between text-[0.6875rem] tabular-nums">
        {[0, 25, 50, 75, 100].map((percent) => (
          <span key={percent}>{percent}%</span>
        ))}
      </div>
    </figure>
  );
}
