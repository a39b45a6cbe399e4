import { classNames } from '@verdict/ui';
import { chartScale, linePath, stackedBars } from './chart-scale.ts';

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface TimeChartProps {
  readonly title: string;
  /** Of the figures on the scale. */
  readonly text: (value: number) => string;
  readonly series: readonly ChartSeries[];
  readonly kind: 'lines' | 'stacked';
  /** The step that is looked at. */
  readonly at: number;
  readonly onAt: (at: number) => void;
  /** Where the scale ends, for shares; else where the values do. */
  readonly top?: number;
  /** The times that the chart begins and ends with. */
  readonly ends: readonly [string, string];
  /** Said in one breath, for those who do not see it. */
  readonly summary: string;
}

const strokes = ['stroke-a', 'stroke-b', 'stroke-c', 'stroke-d', 'stroke-edge'] as const;
const fills = ['fill-a', 'fill-b', 'fill-c', 'fill-d', 'fill-edge'] as const;
const grounds = ['bg-a', 'bg-b', 'bg-c', 'bg-d', 'bg-edge'] as const;
/** Lines differ in more than colour. */
const dashes = [undefined, '6 3', '2 3', '8 3 2 3'] as const;

const nth = <Item,>(items: readonly Item[], at: number): Item => items[Math.min(at, items.length - 1)];

/** One measure over the steps of the window; all charts of a page share the step that is looked at. */
export function TimeChart({ title, text, series, kind, at, onAt, top, ends, summary }: TimeChartProps) {
  const numbers = series.map(({ values }) => values.map((value) => value ?? 0));
  const steps = series[0]?.values.length ?? 0;
  const most =
    kind === 'stacked'
      ? Math.max(0, ...Array.from({ length: steps }, (_, step) => sumAt(numbers, step)))
      : Math.max(0, ...numbers.flat());
  const scale = top === undefined ? chartScale(most) : { top, ticks: [0, top / 2, top] };
  return (
    <figure className="border-line bg-card min-w-0 rounded-lg border p-3">
      <figcaption className="mb-2 flex min-h-11 flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 text-sm">
        <span className="font-medium">{title}</span>
        <span className="text-soft flex flex-wrap gap-x-3 text-xs tabular-nums">
          {series.map(({ name, values }, index) => (
            <span key={name} className="inline-flex items-center gap-1" dir="auto">
              {(series.length > 1 || kind === 'stacked') && (
                <span
                  aria-hidden="true"
                  className={classNames('inline-block h-2 w-3 rounded-sm', nth(grounds, index))}
                />
              )}
              <span className="max-w-40 truncate">{name}</span>
              <span className="text-ink min-w-10 text-right">{valueText(values[at] ?? null, text)}</span>
            </span>
          ))}
        </span>
      </figcaption>
      <div className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2">
        <div aria-hidden="true" className="text-soft relative h-32 text-right text-[0.6875rem] tabular-nums">
          {scale.ticks.map((tick) => (
            <span
              key={tick}
              className="absolute right-0 translate-y-1/2 leading-none whitespace-nowrap"
              style={{ bottom: `${(tick / scale.top) * 100}%` }}
            >
              {text(tick)}
            </span>
          ))}
        </div>
        <svg
          role="img"
          aria-label={`${title}: ${summary}`}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="h-32 w-full overflow-visible"
          onPointerMove={(event) => {
            const { left, width } = event.currentTarget.getBoundingClientRect();
            const step = Math.floor(((event.clientX - left) / width) * steps);
            onAt(Math.min(steps - 1, Math.max(0, step)));
          }}
        >
          {scale.ticks.map((tick) => (
            <line
              key={tick}
              x1="0"
              x2="100"
              y1={100 - (tick / scale.top) * 100}
              y2={100 - (tick / scale.top) * 100}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <rect
            x={(at / steps) * 100}
            width={100 / steps}
            y="0"
            height="100"
            className="fill-ink opacity-10"
          />
          {kind === 'stacked'
            ? stackedBars(numbers, scale.top).map(({ series: index, x, y, width, height }) => (
                <rect
                  key={`${index} ${x}`}
                  x={x}
                  y={y}
                  width={width}
                  height={height}
                  className={nth(fills, index)}
                />
              ))
            : series.map(({ name, values }, index) => (
                <path
                  key={name}
                  d={linePath(values, scale.top)}
                  fill="none"
                  strokeWidth="1.75"
                  strokeLinejoin="round"
                  strokeLinecap="round"
                  strokeDasharray={nth(dashes, index)}
                  vectorEffect="non-scaling-stroke"
                  className={nth(strokes, index)}
                />
              ))}
        </svg>
        <div
          aria-hidden="true"
          className="text-soft col-start-2 flex justify-between pt-1 text-[0.6875rem] tabular-nums"
        >
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      </div>
    </figure>
  );
}

function sumAt(series: readonly (readonly number[])[], step: number): number {
  return series.reduce((sum, values) => sum + values[step], 0);
}

function valueText(value: number | null, text: (value: number) => string): string {
  return value === null ? '–' : text(value);
}
