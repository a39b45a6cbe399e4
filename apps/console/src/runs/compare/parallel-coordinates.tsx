import type { Run } from '@verdict/api';
import { Button, countText } from '@verdict/ui';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { figureText } from '../columns.ts';
import { RunLink } from '../run-name.tsx';
import { AxisLimits } from './axis-limits.tsx';
import { mostAxes } from './compare-search.ts';
import {
  type Axis,
  axisOf,
  type Brush,
  brushed,
  loggedValue,
  pathOf,
  placeOn,
  usualAxes,
} from './parallel-layout.ts';

const heightPx = 380;
const topPx = 44;
const footPx = 28;
const sidePx = 60;
/** Closer together, and names and ticks lie upon one another. */
const leastBetweenPx = 104;

export interface ParallelCoordinatesProps {
  readonly runs: readonly Run[];
  readonly chosen: readonly string[] | undefined;
  readonly onAxes: (axes: readonly string[] | null) => void;
}

/** A line a run, an axis a parameter or metric; drawn along an axis, a brush keeps the runs that lie in it. */
export function ParallelCoordinates({ runs, chosen, onAxes }: ParallelCoordinatesProps) {
  const [brushes, setBrushes] = useState<ReadonlyMap<string, Brush>>(new Map());
  const [over, setOver] = useState<number | null>(null);
  const [widthPx, box] = useWidth();
  const ids = useMemo(() => chosen ?? usualAxes(runs), [chosen, runs]);
  const axes = useMemo(() => ids.flatMap((id) => axisOf(runs, id) ?? []), [ids, runs]);
  const width = Math.max(widthPx, 2 * sidePx + (axes.length - 1) * leastBetweenPx);
  const xAt = (at: number): number =>
    axes.length === 1 ? width / 2 : sidePx + (at * (width - 2 * sidePx)) / (axes.length - 1);
  const inside = useMemo(() => brushed(runs, axes, brushes), [runs, axes, brushes]);
  const kept = inside.filter(Boolean).length;
  const last = axes.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `xAt` is of the width and the axes
  const paths = useMemo(
    () =>
      runs.map((run) =>
        pathOf(
          axes.map((axis) => placeOn(axis, loggedValue(run, axis.id))),
          xAt,
          yAt,
        ),
      ),
    [runs, axes, width],
  );
  const ranked = useMemo(() => rankBy(runs, last), [runs, last]);
  const brush = (id: string, next: Brush | null): void => {
    setBrushes((before) => {
      const after = new Map(before);
      if (next) after.set(id, next);
      else after.delete(id);
      return after;
    });
  };
  const others = useMemo(() => everyAxis(runs).filter((id) => !ids.includes(id)), [runs, ids]);
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-center gap-3 text-sm">
        <span aria-live="polite">
          {brushes.size === 0
            ? 'Draw along an axis to keep the runs that lie there.'
            : `${countText(kept)} of ${countText(runs.length)} runs lie within`}
        </span>
        {brushes.size > 0 && (
          <Button small onClick={() => setBrushes(new Map())}>
            Keep all again
          </Button>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <label className="flex items-center gap-2">
            <span className="sr-only">Add an axis</span>
            <select
              className="border-edge bg-card min-h-8 max-w-48 rounded-md border px-2"
              value=""
              disabled={ids.length >= mostAxes || others.length === 0}
              onChange={({ target }) => target.value && onAxes([...ids, target.value])}
            >
              <option value="">Add an axis…</option>
              {others.map((id) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </select>
          </label>
          {chosen && (
            <Button small onClick={() => onAxes(null)}>
              The usual axes
            </Button>
          )}
        </span>
      </div>
      <section
        ref={box}
        aria-label="Parallel coordinates"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
        tabIndex={0}
        className="border-line bg-card overflow-x-auto rounded-lg border"
      >
        {axes.length === 0 ? (
          <p className="text-soft p-6">
            Nothing that was logged differs between these runs, so there is nothing to draw. Add an axis, or
            choose other runs.
          </p>
        ) : (
          <svg
            role="img"
            aria-label={`${runs.length} runs over ${axes.map(({ label }) => label).join(', ')}; the table below has those that are kept`}
            width={width}
            height={heightPx}
            className="block select-none"
          >
            <g fill="none" strokeWidth="1.25">
              {paths.map(
                (d, at) =>
                  !inside[at] && <path key={runs[at].id} d={d} stroke="var(--color-line)" opacity="0.7" />,
              )}
              {paths.map(
                (d, at) =>
                  inside[at] && (
                    <path
                      key={runs[at].id}
                      d={d}
                      stroke={last ? colourAt(placeOn(last, loggedValue(runs[at], last.id))) : undefined}
                      strokeWidth={over === at ? 3.5 : undefined}
                      opacity={over === null ? (runs.length > 60 ? 0.55 : 0.85) : over === at ? 1 : 0.25}
                      onPointerEnter={() => setOver(at)}
                      onPointerLeave={() => setOver(null)}
                    >
                      <title>{runs[at].name}</title>
                    </path>
                  ),
              )}
            </g>
            {axes.map((axis, at) => (
              <AxisLine
                key={axis.id}
                axis={axis}
                x={xAt(at)}
                brush={brushes.get(axis.id) ?? null}
                onBrush={(next) => brush(axis.id, next)}
              />
            ))}
          </svg>
        )}
      </section>
      <AxisLimits
        axes={axes}
        brushes={brushes}
        onBrush={brush}
        onRemove={(id) => {
          brush(id, null);
          onAxes(ids.filter((each) => each !== id));
        }}
      />
      <h2 className="mt-5 mb-2 font-medium">
        {brushes.size === 0 ? 'These runs' : 'The runs within'} ({countText(kept)})
        {last && <span className="text-soft font-normal"> by {last.label}</span>}
      </h2>
      <ul className="grid gap-x-6 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {ranked.flatMap((at) => {
          const run = runs[at];
          return inside[at]
            ? [
                <li
                  key={run.id}
                  className="flex min-h-8 min-w-0 items-center gap-2"
                  onPointerEnter={() => setOver(at)}
                  onPointerLeave={() => setOver(null)}
                >
                  <RunLink run={run} className="min-w-0 truncate" />
                  {last && (
                    <span className="text-soft ml-auto shrink-0 tabular-nums">
                      {valueText(loggedValue(run, last.id))}
                    </span>
                  )}
                </li>,
              ]
            : [];
        })}
      </ul>
    </div>
  );
}

/** The places of the runs, from the top of the axis to its foot, and then those that have no place on it. */
function rankBy(runs: readonly Run[], axis: Axis | undefined): readonly number[] {
  const places = runs.map((run) => (axis ? (placeOn(axis, loggedValue(run, axis.id)) ?? -1) : 0));
  return runs.map((_, at) => at).sort((a, b) => places[b] - places[a]);
}

function yAt(share: number): number {
  return heightPx - footPx - share * (heightPx - topPx - footPx);
}

/** By the last axis, from one colour to the other, so that where the best lines come from is seen. */
function colourAt(place: number | null): string {
  if (place === null) return 'var(--color-edge)';
  return `color-mix(in oklab, var(--color-good) ${Math.round(place * 100)}%, var(--color-b))`;
}

function AxisLine({
  axis,
  x,
  brush,
  onBrush,
}: {
  readonly axis: Axis;
  readonly x: number;
  readonly brush: Brush | null;
  readonly onBrush: (brush: Brush | null) => void;
}) {
  const from = useRef<number | null>(null);
  const shareAt = (event: PointerEvent<SVGRectElement>): number => {
    const { top } = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, 1 - (event.clientY - top) / (heightPx - topPx - footPx)));
  };
  const ticks =
    axis.kind === 'number'
      ? [0, 0.5, 1].map((share) => ({
          share,
          text: figureText(Number((axis.low + share * (axis.high - axis.low)).toPrecision(4))),
        }))
      : axis.values.map((value) => ({ share: placeOn(axis, value) ?? 0, text: shortened(value, 16) }));
  return (
    <g>
      <line x1={x} x2={x} y1={yAt(1)} y2={yAt(0)} stroke="var(--color-edge)" />
      <text x={x} y={18} textAnchor="middle" className="fill-ink text-xs font-medium">
        <title>{axis.label}</title>
        {shortened(axis.label, 16)}
      </text>
      {ticks.map(({ share, text }) => (
        <text
          key={share}
          x={x + 5}
          y={yAt(share) + (share === 1 ? -4 : share === 0 ? 13 : 4)}
          className="fill-soft text-[11px]"
          paintOrder="stroke"
          stroke="var(--color-card)"
          strokeWidth="3"
        >
          {text}
        </text>
      ))}
      {brush && (
        <rect
          x={x - 9}
          width={18}
          y={yAt(brush[1])}
          height={Math.max(2, yAt(brush[0]) - yAt(brush[1]))}
          rx={3}
          className="fill-accent stroke-accent"
          fillOpacity={0.3}
        />
      )}
      <rect
        x={x - 14}
        width={28}
        y={topPx}
        height={heightPx - topPx - footPx}
        fill="transparent"
        className="cursor-crosshair touch-pan-x"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = shareAt(event);
        }}
        onPointerMove={(event) => {
          if (from.current === null) return;
          const to = shareAt(event);
          if (Math.abs(to - from.current) > 0.01) {
            onBrush([Math.min(from.current, to), Math.max(from.current, to)]);
          }
        }}
        onPointerUp={(event) => {
          // A press without a stroke takes the brush away.
          if (from.current !== null && Math.abs(shareAt(event) - from.current) <= 0.01) onBrush(null);
          from.current = null;
        }}
        onPointerCancel={() => {
          from.current = null;
        }}
      />
    </g>
  );
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function valueText(value: string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? figureText(value) : shortened(value, 24);
}

function everyAxis(runs: readonly Run[]): readonly string[] {
  const keys = (of: 'params' | 'metrics') =>
    [...new Set(runs.flatMap((run) => Object.keys(run[of])))].sort().map((key) => `${of}.${key}`);
  return [...keys('params'), ...keys('metrics')].filter((id) => axisOf(runs, id) !== null);
}

function useWidth() {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const seen = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    seen.observe(box.current);
    return () => seen.disconnect();
  }, []);
  return [width, box] as const;
}
