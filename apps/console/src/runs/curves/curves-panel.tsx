import { useQuery } from '@tanstack/react-query';
import type { Curve, Run } from '@verdict/api';
import { countText, EmptyState, Skeleton, Table, Td, Th } from '@verdict/ui';
import { lazy, Suspense, useMemo, useState } from 'react';
import { verdict } from '../../queries.ts';
import { Shown } from '../../shell/shown.tsx';
import { figureText } from '../columns.ts';
import { RunLink, SeriesMark } from '../run-name.tsx';
import { canBeLogarithmic, curveFacts } from './align-curves.ts';

const CurveChart = lazy(() => import('./curve-chart.tsx').then((module) => ({ default: module.CurveChart })));

/** A chart is this many pixels wide at most, and a line has no more points than pixels. */
const points = 400;
/** The server draws no more at once. */
const mostKeys = 12;

export interface CurvesPanelProps {
  readonly runs: readonly Pick<Run, 'id' | 'name' | 'status'>[];
  /** How many more runs there are than curves are drawn of. */
  readonly left?: number;
  readonly time: boolean;
  readonly log: boolean;
  readonly onTime: (time: boolean) => void;
  readonly onLog: (log: boolean) => void;
}

export function CurvesPanel({ runs, left = 0, time, log, onTime, onLog }: CurvesPanelProps) {
  const [keys, setKeys] = useState<readonly string[] | null>(null);
  const request = { ids: runs.map(({ id }) => id), points, ...(keys && { keys: [...keys] }) };
  const curves = useQuery({
    queryKey: ['runs', 'curves', request],
    queryFn: ({ signal }) => verdict.console.runCurves(request, { signal }),
    placeholderData: (before) => before,
    // A run that is under way goes on.
    refetchInterval: runs.some(({ status }) => status === 'running') ? 5000 : false,
  });
  return (
    <Shown asked={curves} loading={<Skeleton className="h-80 w-full" />}>
      {({ keys: known, curves: all }) => {
        if (known.length === 0) {
          return (
            <EmptyState title="No curves">
              A metric that was logged more than once, step by step, is drawn here.
            </EmptyState>
          );
        }
        const shown = keys ?? [...new Set(all.map(({ key }) => key))];
        return (
          <>
            <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
              <Choice label="By time since the start" on={time} onChange={onTime} />
              <Choice label="Logarithmic" on={log} onChange={onLog} />
              {left > 0 && <span className="text-soft">Curves of the first {runs.length} runs.</span>}
              {known.length > 1 && (
                <details className="relative">
                  <summary className="min-h-8 py-1.5">
                    Metrics ({shown.length} of {known.length})
                  </summary>
                  <div className="border-line bg-card absolute z-20 max-h-80 w-72 overflow-y-auto rounded-md border p-2 shadow-lg">
                    {known.map((key) => (
                      <Choice
                        key={key}
                        label={key}
                        on={shown.includes(key)}
                        disabled={!shown.includes(key) && shown.length >= mostKeys}
                        onChange={(on) =>
                          setKeys(on ? [...shown, key].sort() : shown.filter((each) => each !== key))
                        }
                      />
                    ))}
                  </div>
                </details>
              )}
            </div>
            {runs.length > 1 && (
              <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
                {runs.map((run, at) => (
                  <li key={run.id} className="flex min-h-6 min-w-0 items-center gap-2">
                    <SeriesMark index={at} />
                    <RunLink run={run} className="max-w-60 truncate" />
                  </li>
                ))}
              </ul>
            )}
            <div className="grid gap-5 lg:grid-cols-2">
              {shown.map((key) => (
                <MetricCurves
                  key={key}
                  name={key}
                  runs={runs}
                  curves={all}
                  by={time ? 'time' : 'step'}
                  log={log}
                />
              ))}
            </div>
          </>
        );
      }}
    </Shown>
  );
}

function MetricCurves({
  name,
  runs,
  curves,
  by,
  log,
}: {
  readonly name: string;
  readonly runs: CurvesPanelProps['runs'];
  readonly curves: readonly Curve[];
  readonly by: 'step' | 'time';
  readonly log: boolean;
}) {
  const [own, series] = useMemo(() => {
    const own = curves.filter(({ key }) => key === name);
    return [own, own.map(({ run_id }) => runs.findIndex(({ id }) => id === run_id))] as const;
  }, [curves, name, runs]);
  const logarithmic = log && canBeLogarithmic(own);
  const total = own.reduce((sum, curve) => sum + curve.total, 0);
  const kept = own.reduce((sum, { values }) => sum + values.length, 0);
  return (
    <figure className="border-line bg-card min-w-0 rounded-lg border p-3">
      <figcaption className="mb-1 flex flex-wrap items-baseline justify-between gap-2">
        <span className="font-medium break-words" dir="auto">
          {name}
        </span>
        <span className="text-soft text-xs">
          {log && !logarithmic && 'has values that are not above 0 · '}
          {kept < total ? `${countText(kept)} of ${countText(total)} points` : `${countText(total)} points`}
        </span>
      </figcaption>
      {own.length > 0 ? (
        <Suspense fallback={<Skeleton className="h-60 w-full" />}>
          <CurveChart
            curves={own}
            series={series}
            by={by}
            log={logarithmic}
            label={`${name} over its ${by === 'step' ? 'steps' : 'time'}; the figures are in the table below`}
          />
        </Suspense>
      ) : (
        <Skeleton className="h-60 w-full" />
      )}
      <details className="mt-1 text-sm">
        <summary className="text-soft min-h-6">Figures</summary>
        <Table label={`Figures of ${name}`} className="mt-1">
          <thead>
            <tr>
              <Th>Run</Th>
              <Th number>last</Th>
              <Th number>lowest</Th>
              <Th number>highest</Th>
            </tr>
          </thead>
          <tbody>
            {own.map((curve, at) => {
              const { last, low, high } = curveFacts(curve);
              return (
                <tr key={curve.run_id}>
                  <Td>{runs[series[at]]?.name || curve.run_id}</Td>
                  <Td number>{figureText(last)}</Td>
                  <Td number>{low === null ? '–' : figureText(low)}</Td>
                  <Td number>{high === null ? '–' : figureText(high)}</Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </details>
    </figure>
  );
}

function Choice({
  label,
  on,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        className="accent-accent size-4 shrink-0"
        checked={on}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span className="break-words">{label}</span>
    </label>
  );
}
