import { countText, percentText } from '@verdict/ui';
import type { Split } from './judged-lines.ts';

const parts = [
  { key: 'both', name: 'both right', fill: 'fill-line', swatch: 'bg-line' },
  { key: 'candidateOnly', name: 'only the candidate right', fill: 'fill-a', swatch: 'bg-a' },
  { key: 'championOnly', name: 'only the champion right', fill: 'fill-b', swatch: 'bg-b' },
  { key: 'neither', name: 'both wrong', fill: 'fill-edge', swatch: 'bg-edge' },
] as const;

/** The same rows, asked of both. McNemar's test looks at the two parts in the middle alone. */
export function SplitBar({ split }: { readonly split: Split }) {
  const rows = parts.reduce((sum, { key }) => sum + split[key], 0);
  let from = 0;
  return (
    <figure className="flex flex-col gap-2">
      <svg aria-hidden="true" className="block h-5 w-full rounded">
        {parts.map(({ key, fill }) => {
          const x = from;
          const width = (split[key] / Math.max(1, rows)) * 100;
          from += width;
          return <rect key={key} x={`${x}%`} width={`${width}%`} height="100%" className={fill} />;
        })}
      </svg>
      <figcaption>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {parts.map(({ key, name, swatch }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span aria-hidden="true" className={`inline-block size-3 rounded-sm ${swatch}`} />
              <span className="tabular-nums">{countText(split[key])}</span>
              <span className="text-soft">
                {name} ({percentText(rows === 0 ? 0 : split[key] / rows)})
              </span>
            </li>
          ))}
        </ul>
        <p className="text-soft mt-1 text-sm">
          Between equals, a split as uneven as {countText(split.candidateOnly)} to{' '}
          {countText(split.championOnly)} comes by chance in {chanceText(split.p)} (McNemar).
        </p>
      </figcaption>
    </figure>
  );
}

function chanceText(p: number): string {
  if (p >= 0.1) return `${Math.round(p * 100)} of 100 cases`;
  if (p >= 0.001) return `${Math.max(1, Math.round(p * 1000))} of 1,000 cases`;
  return 'less than 1 of 1,000 cases';
}
