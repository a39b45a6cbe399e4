import {
  CurvesReply,
  CurvesRequest,
  FindRuns,
  FoundRuns,
  RunKeys,
  RunLinesReply,
  RunLinesRequest,
  RunOverview,
  SideBySide,
  SideBySideReply,
} from '@verdict/api';
import {
  findRunNumbers,
  getRun,
  knownKeys,
  listArtifacts,
  readConfusion,
  readCurves,
  readRunLines,
} from '@verdict/ledger';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { untilGone } from '../../until-gone.ts';
import { presentArtifact, presentRun } from '../record/present-runs.ts';
import type { RecordInput } from '../record/record-input.ts';
import { OfRun } from '../record/runs.ts';
import { parseRunsAsked, presentConfusion, presentCurve, presentFault, presentLine } from './present-runs.ts';
import { columnName, parseColumn, usualColumns } from './run-columns.ts';
import { sideBySide } from './side-by-side.ts';

const tags = ['console'];
const read = { permission: 'read' } as const;

/** The first screen comes with the list; a tall one shows sixty lines. */
const firstLines = 100;
const usualPoints = 400;

export function consoleRunRoutes({ app, ledger, stopping }: RecordInput): void {
  app.get(
    '/api/v1/console/run-keys',
    {
      config: read,
      schema: {
        operationId: 'console.runKeys',
        summary: 'List what was ever logged, by name',
        tags,
        response: { 200: RunKeys, ...refusals(...recordErrors) },
      },
    },
    async () => {
      const { experiments, params, metrics, tags } = await knownKeys(ledger);
      return { experiments: [...experiments], params: [...params], metrics: [...metrics], tags: [...tags] };
    },
  );

  app.post(
    '/api/v1/console/runs/find',
    {
      config: read,
      schema: {
        operationId: 'console.findRuns',
        summary: 'Find runs: all by number, and the first lines of their table',
        tags,
        body: FindRuns,
        response: {
          200: FoundRuns,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'EXPERIMENT_UNKNOWN',
            'LIMIT_EXCEEDED',
            'VALUE_INVALID',
          ),
        },
      },
    },
    async ({ body }) => {
      const columns = body.columns?.map(parseColumn) ?? usualColumns(await knownKeys(ledger));
      const names = columns.map(columnName);
      const found = await findRunNumbers(ledger, parseRunsAsked(body));
      if (found.fault) {
        return { fault: presentFault(found.fault), numbers: [], more: false, columns: names, lines: [] };
      }
      const lines = await readRunLines(ledger, found.numbers.slice(0, firstLines), columns);
      return {
        fault: null,
        numbers: [...found.numbers],
        more: found.more,
        columns: names,
        lines: lines.map(presentLine),
      };
    },
  );

  app.post(
    '/api/v1/console/runs/lines',
    {
      config: read,
      schema: {
        operationId: 'console.runLines',
        summary: 'Show lines of the table of runs',
        tags,
        body: RunLinesRequest,
        response: { 200: RunLinesReply, ...refusals(...bodyErrors, ...recordErrors, 'LIMIT_EXCEEDED') },
      },
    },
    async ({ body: { numbers, columns } }) => ({
      lines: (await readRunLines(ledger, numbers, columns.map(parseColumn))).map(presentLine),
    }),
  );

  app.post(
    '/api/v1/console/runs/side-by-side',
    {
      config: read,
      schema: {
        operationId: 'console.runsSideBySide',
        summary: 'Show runs side by side, with all that was logged',
        tags,
        body: SideBySide,
        response: {
          200: SideBySideReply,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'EXPERIMENT_UNKNOWN',
            'LIMIT_EXCEEDED',
            'VALUE_INVALID',
            'BLOB_STORE_FAILED',
          ),
        },
      },
    },
    async (request, reply) =>
      sideBySide(ledger, request.body, { signal: untilGone(request, reply, stopping) }),
  );

  app.post(
    '/api/v1/console/runs/curves',
    {
      config: read,
      schema: {
        operationId: 'console.runCurves',
        summary: 'Show the histories of metrics, thinned to what a screen can show',
        tags,
        body: CurvesRequest,
        response: {
          200: CurvesReply,
          ...refusals(...bodyErrors, ...recordErrors, 'RUN_UNKNOWN', 'LIMIT_EXCEEDED'),
        },
      },
    },
    async ({ body: { ids, keys, points = usualPoints } }) => {
      const curves = await readCurves(ledger, { ids, points, ...(keys && { keys }) });
      return { keys: [...curves.keys], curves: curves.curves.map(presentCurve) };
    },
  );

  app.get(
    '/api/v1/console/runs/:id',
    {
      config: read,
      schema: {
        operationId: 'console.run',
        summary: 'Show a run with its artifacts and its confusion matrix',
        tags,
        params: OfRun,
        response: { 200: RunOverview, ...refusals(...recordErrors, 'RUN_UNKNOWN', 'BLOB_STORE_FAILED') },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const run = presentRun(await getRun(ledger, id));
      const artifacts = (await listArtifacts(ledger, id)).map(presentArtifact);
      const confusion = await readConfusion(ledger, id, { signal: untilGone(request, reply, stopping) });
      return { run, artifacts, confusion: confusion && presentConfusion(confusion) };
    },
  );
}
