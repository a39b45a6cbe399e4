import {
  AbortTrafficRequest,
  Traffic,
  TrafficReport,
  TrafficReportQuery,
  TrafficRequest,
} from '@verdict/api';
import { abortTraffic, endTraffic, getTraffic, reportTraffic, setTraffic } from '@verdict/ledger';
import { Type } from 'typebox';
import { ServerError } from '../../errors.ts';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { presentTraffic, presentTrafficReport, readRules } from './present-traffic.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['models'];
const OfModel = Type.Object({ name: Type.String() });
const url = '/api/v1/models/:name/traffic';
const missing = [...recordErrors, 'MODEL_UNKNOWN', 'TRAFFIC_UNKNOWN'] as const;

export function trafficRoutes({ app, ledger, refreshServing }: RecordInput): void {
  app.get(
    url,
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.traffic',
        summary: 'Show how the challenger of a model is tried',
        tags,
        params: OfModel,
        response: { 200: Traffic, ...refusals(...missing) },
      },
    },
    async (request) => presentTraffic(await getTraffic(ledger, request.params.name)),
  );

  app.put(
    url,
    {
      config: { permission: 'promote' },
      schema: {
        operationId: 'models.setTraffic',
        summary: 'Try a version beside the champion, in its shadow or as a canary',
        description:
          'Sets the alias `challenger` too. Another version or mode begins a trial of its own; another share or other rules change the one that runs. The judge is not asked: nothing is promoted.',
        tags,
        params: OfModel,
        body: TrafficRequest,
        response: {
          200: Traffic,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'MODEL_UNKNOWN',
            'MODEL_VERSION_UNKNOWN',
            'CANNOT_SERVE',
            'NOTHING_TO_CHALLENGE',
            'VALUE_INVALID',
          ),
        },
      },
    },
    async (request) => {
      const { mode, version, rules } = request.body;
      const traffic = await setTraffic(ledger, request.actor, {
        model: request.params.name,
        mode,
        version,
        percent: percentOf(request.body),
        rules: readRules(rules),
      });
      await refreshServing();
      return presentTraffic(traffic);
    },
  );

  app.delete(
    url,
    {
      config: { permission: 'promote' },
      schema: {
        operationId: 'models.endTraffic',
        summary: 'End the trial of a challenger, and take its alias away',
        tags,
        params: OfModel,
        response: { 200: Traffic, ...refusals(...missing) },
      },
    },
    async (request) => {
      const traffic = await endTraffic(ledger, request.actor, { model: request.params.name });
      await refreshServing();
      return presentTraffic(traffic);
    },
  );

  app.post(
    `${url}/abort`,
    {
      config: { permission: 'promote' },
      schema: {
        operationId: 'models.abortTraffic',
        summary: 'Stop asking the challenger; the trial stays on record with the reason',
        tags,
        params: OfModel,
        body: AbortTrafficRequest,
        response: { 200: Traffic, ...refusals(...bodyErrors, ...missing, 'VALUE_INVALID') },
      },
    },
    async (request) => {
      const traffic = await abortTraffic(ledger, request.actor, {
        model: request.params.name,
        reason: request.body.reason ?? '',
      });
      await refreshServing();
      return presentTraffic(traffic);
    },
  );

  app.get(
    `${url}/report`,
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.trafficReport',
        summary: 'Compare champion and challenger since the trial began',
        tags,
        params: OfModel,
        querystring: TrafficReportQuery,
        response: { 200: TrafficReport, ...refusals(...missing) },
      },
    },
    async (request) => {
      const { examples } = request.query;
      const asked = { model: request.params.name, ...(examples !== undefined && { examples }) };
      return presentTrafficReport(await reportTraffic(ledger, asked));
    },
  );
}

/** Nobody meets a canary by leaving a number out. */
function percentOf({ mode, percent }: TrafficRequest): number {
  if (percent !== undefined) return percent;
  if (mode === 'shadow') return 100;
  throw new ServerError(
    'REQUEST_INVALID',
    'A canary needs percent, the share of the questions that it answers; begin with 1 or 5.',
  );
}
