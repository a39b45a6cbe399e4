import type { Curve } from '@verdict/api';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { figureText } from '../columns.ts';
import { seriesOf } from '../run-name.tsx';
import { alignCurves } from './align-curves.ts';
import { useThemeName } from './use-theme-name.ts';

export interface CurveChartProps {
  readonly curves: readonly Curve[];
  /** The place of each among the runs side by side, which gives its colour. */
  readonly series: readonly number[];
  readonly by: 'step' | 'time';
  readonly log: boolean;
  readonly label: string;
}

export const chartHeightPx = 220;

export function CurveChart({ curves, series, by, log, label }: CurveChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const theme = useThemeName();
  const [under, setUnder] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the colours are
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const colour = colourReader(element);
    const { xs, ys } = alignCurves(curves, by);
    const axis: uPlot.Axis = {
      stroke: colour('var(--color-soft)'),
      grid: { stroke: colour('var(--color-line)'), width: 1 },
      ticks: { show: false },
      font: '11px system-ui',
      size: 30,
    };
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: chartHeightPx,
        legend: { show: false },
        cursor: { y: false, points: { size: 7 }, sync: { key: `runs-${by}` } },
        scales: { x: { time: false }, y: { distr: log ? 3 : 1 } },
        axes: [
          axis,
          {
            ...axis,
            size: 46,
            values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : figureText(tick))),
          },
        ],
        series: [
          {},
          ...series.map((at): uPlot.Series => {
            const { colour: name, dash } = seriesOf(at);
            return {
              stroke: colour(name),
              width: 1.75,
              spanGaps: false,
              points: { show: xs.length < 40 },
              ...(dash && { dash: dash.split(' ').map(Number) }),
            };
          }),
        ],
        hooks: { setCursor: [({ cursor }) => setUnder(cursor.idx ?? null)] },
      },
      [[...xs], ...ys.map((each) => [...each])] as uPlot.AlignedData,
      element,
    );
    const seen = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: chartHeightPx }),
    );
    seen.observe(element);
    return () => {
      seen.disconnect();
      chart.destroy();
    };
  }, [curves, series, by, log, theme]);
  const aligned = alignCurves(curves, by);
  return (
    <div>
      <div
        ref={box}
        role="img"
        aria-label={label}
        className="w-full overflow-hidden"
        style={{ height: chartHeightPx }}
      />
      <p
        aria-hidden="true"
        className="text-soft flex h-5 gap-3 overflow-hidden text-xs whitespace-nowrap tabular-nums"
      >
        {under !== null && under < aligned.xs.length && (
          <>
            <span>
              {by === 'step' ? 'step' : 'after'} {figureText(aligned.xs[under])}
              {by === 'time' && ' s'}
            </span>
            {aligned.ys.map((ys, at) => {
              const value = ys[under];
              return (
                typeof value === 'number' && (
                  <span key={curves[at].run_id} style={{ color: seriesOf(series[at]).colour }}>
                    {figureText(value)}
                  </span>
                )
              );
            })}
          </>
        )}
      </p>
    </div>
  );
}

/** A canvas knows no variables and no pairs of colours: what a name comes to here and now. */
function colourReader(near: Element): (name: string) => string {
  const probe = document.createElement('span');
  return (name) => {
    probe.style.color = name;
    near.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
