import type { DatasetStep } from '@verdict/api';
import { classNames, countText } from '@verdict/ui';
import { historyBars } from './history-bars.ts';
import { seriesFill, seriesGround } from './series.ts';

const height = 120;
const gap = 12;

/** How a dataset grew; the table below has every number. */
export function HistoryChart({ steps }: { readonly steps: readonly DatasetStep[] }) {
  const { bars, series, others, most } = historyBars(steps);
  // A few stand wide, many narrow; more scroll.
  const barWidth = Math.max(28, Math.min(72, Math.floor(560 / Math.max(1, bars.length))));
  const names = others ? [...series, 'other classes'] : series;
  const said = bars.map(({ number, rows }) => `version ${number}: ${countText(rows)}`).join(', ');
  return (
    <figure className="border-line bg-card mb-6 rounded-lg border p-4">
      <figcaption className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="text-sm font-medium">Rows by version</span>
        <ul className="text-soft flex flex-wrap gap-x-4 text-sm">
          {names.map((label, at) => (
            <li key={label} className="flex min-w-0 items-center gap-1.5">
              <span aria-hidden="true" className={classNames('size-2.5 rounded-sm', seriesGround(at))} />
              <span dir="auto" className="max-w-40 truncate">
                {label}
              </span>
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="flex items-end gap-3 overflow-x-auto">
        <span aria-hidden="true" className="text-soft self-start text-xs tabular-nums">
          {countText(most)}
        </span>
        <svg
          role="img"
          aria-label={`Rows by version. ${said}.`}
          width={bars.length * (barWidth + gap)}
          height={height + 22}
          className="shrink-0"
        >
          {bars.map(({ number, rows, parts }, at) => (
            <g key={number}>
              <title>{`Version ${number}: ${countText(rows)} rows`}</title>
              {parts.map(({ series: of, from, size }) => (
                <rect
                  key={of}
                  x={at * (barWidth + gap)}
                  y={height * (1 - from - size)}
                  width={barWidth}
                  height={Math.max(1, height * size - (from > 0 ? 1 : 0))}
                  className={seriesFill(of)}
                />
              ))}
              <text
                x={at * (barWidth + gap) + barWidth / 2}
                y={height + 16}
                textAnchor="middle"
                className="fill-soft text-xs"
              >
                {number}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}
