import type * as Wire from '@verdict/api';
import type { Confusion, Curve, FilterInvalid, RunLine, RunsAsked } from '@verdict/ledger';
import { presentMetricValue } from '../record/metric-value.ts';

export function parseRunsAsked({ experiments, filter, order_by, deleted }: Wire.FindRuns): RunsAsked {
  return {
    ...(experiments?.length && { experiments }),
    ...(filter !== undefined && { filter }),
    ...(order_by && { orderBy: order_by }),
    ...(deleted !== undefined && { deleted }),
  };
}

export function presentFault({ of, at, end, fault }: FilterInvalid): Wire.FilterFault {
  return { of, at, end, message: `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.` };
}

export function presentLine(line: RunLine): Wire.RunLine {
  return {
    number: line.number,
    id: line.id,
    name: line.name,
    experiment: line.experiment,
    status: line.status,
    user: line.user,
    start_ms: line.startMs,
    end_ms: line.endMs,
    models: line.models.map(({ name, version }) => `${name}@${version}`),
    values: line.values.map((value) => (typeof value === 'number' ? presentMetricValue(value) : value)),
  };
}

/** Three lists in place of a list of points: a third of the bytes, and what a chart takes. */
export function presentCurve({ runId, key, total, points }: Curve): Wire.Curve {
  return {
    run_id: runId,
    key,
    total,
    steps: points.map(({ step }) => step),
    at_ms: points.map(({ atMs }) => atMs),
    values: points.map(({ value }) => presentMetricValue(value)),
  };
}

export function presentConfusion({ classes, counts }: Confusion): Wire.ConfusionMatrix {
  return { classes: [...classes], counts: counts.map((row) => [...row]) };
}
