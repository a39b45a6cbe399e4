import {
  CompareRuns,
  CreateRun,
  LogBatch,
  MetricHistoryQuery,
  MetricHistoryReply,
  NoReply,
  Run,
  RunsReply,
  SearchRuns,
  UpdateRun,
} from '@verdict/api';
import {
  compareRuns,
  createRun,
  deleteRun,
  getRun,
  logBatch,
  metricHistory,
  restoreRun,
  searchRuns,
  updateRun,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from './paging.ts';
import { parseBatch, parseNewRun, parseRunChange, parseRunsQuery } from './parse-runs.ts';
import { presentComparison, presentPoint, presentRun } from './present-runs.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['runs'];
export const OfRun = Type.Object({ id: Type.String() });
const read = { permission: 'read' } as const;
const write = { permission: 'write' } as const;
const valueErrors = ['VALUE_INVALID', 'LIMIT_EXCEEDED'] as const;

/** The 10,000 points of a batch with keys of 250 characters have 3.5 MB as JSON. */
const batchLimitBytes = 8 * 2 ** 20;
/** Side by side on one screen; each is read whole. */
const mostToCompare = 50;

const CompareQuery = Type.Object(
  // What an address has room for within the 16 kB of headers that Node reads.
  { ids: Type.String({ maxLength: 15_000, description: 'Ids with commas between them.' }) },
  { additionalProperties: false },
);

export function runRoutes({ app, ledger }: RecordInput): void {
  app.post(
    '/api/v1/runs',
    {
      config: write,
      schema: {
        operationId: 'runs.create',
        summary: 'Create a run; with an id that is there already, show that one',
        tags,
        body: CreateRun,
        response: {
          200: Run,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...valueErrors,
            'NAME_INVALID',
            'RUN_EXISTS',
            'DELETED',
          ),
        },
      },
    },
    async (request) => presentRun((await createRun(ledger, request.actor, parseNewRun(request.body))).run),
  );

  app.post(
    '/api/v1/runs/search',
    {
      config: read,
      schema: {
        operationId: 'runs.search',
        summary: 'Search runs by parameters, metrics and tags',
        tags,
        body: SearchRuns,
        response: {
          200: RunsReply,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'EXPERIMENT_UNKNOWN',
            'FILTER_INVALID',
            'PAGE_TOKEN_INVALID',
            'LIMIT_EXCEEDED',
          ),
        },
      },
    },
    async (request) => {
      const { items, nextPageToken } = await searchRuns(ledger, parseRunsQuery(request.body));
      return { runs: items.map(presentRun), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/runs/compare',
    {
      config: read,
      schema: {
        operationId: 'runs.compare',
        summary: 'Show in what runs differ',
        tags,
        querystring: CompareQuery,
        response: { 200: CompareRuns, ...refusals(...recordErrors, 'RUN_UNKNOWN', 'LIMIT_EXCEEDED') },
      },
    },
    async (request) => {
      const ids = [...new Set(request.query.ids.split(',').filter((id) => id !== ''))];
      return presentComparison(await compareRuns(ledger, ids.slice(0, mostToCompare + 1)));
    },
  );

  app.get(
    '/api/v1/runs/:id',
    {
      config: read,
      schema: {
        operationId: 'runs.get',
        summary: 'Show a run',
        tags,
        params: OfRun,
        response: { 200: Run, ...refusals(...recordErrors, 'RUN_UNKNOWN') },
      },
    },
    async (request) => presentRun(await getRun(ledger, request.params.id)),
  );

  app.patch(
    '/api/v1/runs/:id',
    {
      config: write,
      schema: {
        operationId: 'runs.update',
        summary: 'Change a run’s name, status or tags',
        tags,
        params: OfRun,
        body: UpdateRun,
        response: {
          200: Run,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...valueErrors,
            'NAME_INVALID',
            'RUN_UNKNOWN',
            'DELETED',
          ),
        },
      },
    },
    async (request) =>
      presentRun(await updateRun(ledger, request.actor, request.params.id, parseRunChange(request.body))),
  );

  app.delete(
    '/api/v1/runs/:id',
    {
      config: write,
      schema: {
        operationId: 'runs.remove',
        summary: 'Delete a run; it can be restored',
        tags,
        params: OfRun,
        response: { 200: NoReply, ...refusals(...recordErrors, 'RUN_UNKNOWN', 'STILL_REFERRED_TO') },
      },
    },
    async (request) => {
      await deleteRun(ledger, request.actor, request.params.id);
      return {};
    },
  );

  app.post(
    '/api/v1/runs/:id/restore',
    {
      config: write,
      schema: {
        operationId: 'runs.restore',
        summary: 'Bring a deleted run back',
        tags,
        params: OfRun,
        response: { 200: NoReply, ...refusals(...recordErrors, 'RUN_UNKNOWN', 'DELETED') },
      },
    },
    async (request) => {
      await restoreRun(ledger, request.actor, request.params.id);
      return {};
    },
  );

  app.post(
    '/api/v1/runs/:id/log',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: {
        operationId: 'runs.log',
        summary: 'Log parameters, metrics, tags and inputs: all of it or nothing',
        tags,
        params: OfRun,
        body: LogBatch,
        response: {
          200: NoReply,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...valueErrors,
            'NAME_INVALID',
            'RUN_UNKNOWN',
            'DATASET_UNKNOWN',
            'DATASET_VERSION_UNKNOWN',
            'PARAM_CHANGED',
            'DELETED',
          ),
        },
      },
    },
    async (request) => {
      await logBatch(ledger, request.actor, request.params.id, parseBatch(request.body));
      return {};
    },
  );

  app.get(
    '/api/v1/runs/:id/metrics',
    {
      config: read,
      schema: {
        operationId: 'runs.metrics',
        summary: 'List the points of one metric, oldest first',
        tags,
        params: OfRun,
        querystring: MetricHistoryQuery,
        response: {
          200: MetricHistoryReply,
          ...refusals(...recordErrors, 'RUN_UNKNOWN', 'PAGE_TOKEN_INVALID', 'LIMIT_EXCEEDED'),
        },
      },
    },
    async (request) => {
      const { key, ...page } = request.query;
      const { items, nextPageToken } = await metricHistory(ledger, request.params.id, key, pageOf(page));
      return { points: items.map(presentPoint), next_page_token: nextPageToken };
    },
  );
}
