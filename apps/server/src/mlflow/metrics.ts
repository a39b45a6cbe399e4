import {
  MetricHistoriesOf,
  MetricHistoriesReply,
  MetricHistoryOf,
  MetricsReply,
  SampledHistoriesOf,
  SampledHistoriesReply,
} from '@verdict/api/mlflow';
import {
  LedgerError,
  type MetricPoint,
  metricHistories,
  metricHistory,
  type Page,
  type PointOfRun,
  sampledHistories,
} from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { refuse } from './refuse.ts';
import { wireNumber } from './wire-number.ts';

/** Of one page; clients ask for the next. */
const pagePoints = 25_000;
/** Where a page is not asked for: ten of them, some 20 MB. */
const wholePoints = 250_000;
const mostRuns = 100;
const mostSampled = 2500;

export function mlflowMetrics({ app, ledger }: MlflowInput): void {
  /** MLflow has no points of a run that is not there. */
  const pageOf = async (
    runId: string,
    key: string,
    limit: number,
    pageToken: string | null,
  ): Promise<Page<MetricPoint>> => {
    try {
      return await metricHistory(ledger, runId, key, { limit, pageToken });
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'RUN_UNKNOWN') {
        return { items: [], nextPageToken: null };
      }
      throw error;
    }
  };

  serveEndpoint(app, {
    method: 'GET',
    path: 'metrics/get-history',
    id: 'metrics.getHistory',
    summary: 'List the points of one metric, oldest first',
    permission: 'read',
    asked: MetricHistoryOf,
    reply: MetricsReply,
    refuses: ['PAGE_TOKEN_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ run_id, metric_key: key, max_results, page_token }) => {
      if (max_results !== undefined && max_results <= 0) {
        refuse(
          `Invalid value ${max_results} for parameter 'max_results' supplied. It must be a positive integer.`,
        );
      }
      const limit = Math.min(max_results ?? pagePoints, pagePoints);
      let page = await pageOf(run_id, key, limit, page_token ?? null);
      const points = [...page.items];
      while (max_results === undefined && page.nextPageToken !== null && points.length < wholePoints) {
        page = await pageOf(run_id, key, limit, page.nextPageToken);
        for (const point of page.items) points.push(point);
      }
      return {
        ...(points.length > 0 && { metrics: points.map((point) => presentPoint(key, point)) }),
        ...(page.nextPageToken !== null && { next_page_token: page.nextPageToken }),
      };
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'metrics/get-history-bulk',
    id: 'metrics.getHistoryBulk',
    summary: 'List the points of one metric of several runs',
    permission: 'read',
    asked: MetricHistoriesOf,
    reply: MetricHistoriesReply,
    refuses: ['NAME_INVALID'],
    handle: async ({ run_id: runIds = [], metric_key: key, max_results = pagePoints }) => {
      if (runIds.length === 0) refuse('GetMetricHistoryBulk request must specify at least one run_id.');
      if (runIds.length > mostRuns) {
        refuse(
          `GetMetricHistoryBulk request cannot specify more than ${mostRuns} run_ids. Received ${runIds.length} run_ids.`,
        );
      }
      if (key === undefined) refuse('GetMetricHistoryBulk request must specify a metric_key.');
      const most = Math.max(0, Math.min(max_results, pagePoints));
      const points = await metricHistories(ledger, runIds, key as string, most);
      return { metrics: points.map((point) => presentOfRun(key as string, point)) };
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'metrics/get-history-bulk-interval',
    id: 'metrics.getHistoryBulkInterval',
    summary: 'Points of one metric of several runs, evenly over a range of steps',
    permission: 'read',
    asked: SampledHistoriesOf,
    reply: SampledHistoriesReply,
    refuses: ['NAME_INVALID'],
    handle: async ({ run_ids, metric_key: key, start_step, end_step, max_results = mostSampled }) => {
      if (run_ids.length > mostRuns) {
        refuse(
          `GetMetricHistoryBulkInterval request must specify at most ${mostRuns} run_ids. Received ${run_ids.length} run_ids. See the API docs for more information about request parameters.`,
        );
      }
      if (max_results < 1 || max_results > mostSampled) {
        refuse(
          `max_results must be between 1 and ${mostSampled}. See the API docs for more information about request parameters.`,
        );
      }
      const range = rangeOf(start_step, end_step);
      const points = await sampledHistories(ledger, run_ids, key, { range, most: max_results });
      return { ...(points.length > 0 && { metrics: points.map((point) => presentOfRun(key, point)) }) };
    },
  });
}

function rangeOf(from: number | undefined, to: number | undefined) {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined) {
    return refuse('If either start step or end step are specified, both must be specified.');
  }
  if (from > to) {
    refuse(`end_step must be greater than start_step. Found start_step=${from} and end_step=${to}.`);
  }
  return { from, to };
}

function presentPoint(key: string, { value, atMs, step }: MetricPoint) {
  return { key, value: wireNumber(value), timestamp: atMs, step };
}

function presentOfRun(key: string, { runId, ...point }: PointOfRun) {
  return { ...presentPoint(key, point), run_id: runId };
}
