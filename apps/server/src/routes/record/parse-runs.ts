import type * as Wire from '@verdict/api';
import type { Batch, NewRun, RunChange, RunsQuery } from '@verdict/ledger';
import { parseMetricValue } from './metric-value.ts';
import { pageOf } from './paging.ts';

export function parseNewRun({ id, experiment, name, start_ms, tags }: Wire.CreateRun): NewRun {
  return {
    ...(id !== undefined && { id }),
    ...(experiment !== undefined && { experiment }),
    ...(name !== undefined && { name }),
    ...(start_ms !== undefined && { startMs: start_ms }),
    ...(tags && { tags }),
  };
}

export function parseRunChange({ name, status, end_ms, tags }: Wire.UpdateRun): RunChange {
  return {
    ...(name !== undefined && { name }),
    ...(status !== undefined && { status }),
    ...(end_ms !== undefined && { endMs: end_ms }),
    ...(tags && { tags }),
  };
}

export function parseBatch({ params, metrics, tags, inputs }: Wire.LogBatch): Batch {
  return {
    ...(params && { params }),
    ...(metrics && {
      metrics: metrics.map(({ key, value, at_ms, step }) => ({
        key,
        value: parseMetricValue(value),
        ...(at_ms !== undefined && { atMs: at_ms }),
        ...(step !== undefined && { step }),
      })),
    }),
    ...(tags && { tags }),
    ...(inputs && {
      inputs: inputs.map(({ dataset, context }) => ({
        dataset,
        ...(context !== undefined && { context }),
      })),
    }),
  };
}

export function parseRunsQuery(search: Wire.SearchRuns): RunsQuery {
  const { experiments, filter, order_by, deleted } = search;
  return {
    ...(experiments && { experiments }),
    ...(filter !== undefined && { filter }),
    ...(order_by && { orderBy: order_by }),
    ...(deleted !== undefined && { deleted }),
    ...pageOf(search),
  };
}
