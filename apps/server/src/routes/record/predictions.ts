import {
  AccuracyQuery,
  AccuracyReply,
  NoReply,
  PredictionLogReply,
  PredictionOnRecord,
  PredictionsQuery,
} from '@verdict/api';
import { deletePrediction, getModel, getPrediction, listPredictions, modelAccuracy } from '@verdict/ledger';
import { Type } from 'typebox';
import { assertPermission, type Caller, permissionDenied } from '../../auth/index.ts';
import { onceFlushed } from '../../prediction-log/once-flushed.ts';
import { recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from './paging.ts';
import { presentAccuracy, presentListed, presentPrediction } from './present-predictions.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['predictions'];
const OfPrediction = Type.Object({ id: Type.String() });

export function predictionRoutes({ app, ledger, predictionLog: log }: RecordInput): void {
  app.get(
    '/api/v1/predictions',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'predictions.list',
        summary: 'List what was predicted, newest first',
        tags,
        querystring: PredictionsQuery,
        response: {
          200: PredictionLogReply,
          ...refusals(...recordErrors, 'VALUE_INVALID', 'LIMIT_EXCEEDED', 'PAGE_TOKEN_INVALID'),
        },
      },
    },
    async (request) => {
      const { model, version, label, unsure, disputed, search } = request.query;
      const { items, nextPageToken } = await listPredictions(ledger, {
        ...(model !== undefined && { model }),
        ...(version !== undefined && { version }),
        ...(label !== undefined && { label }),
        ...(unsure !== undefined && { unsure }),
        ...(disputed && { disputed }),
        ...(search !== undefined && { search }),
        ...timesOf(request.query),
        ...pageOf(request.query),
      });
      return { predictions: items.map(presentListed), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/predictions/:id',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'predictions.get',
        summary: 'Show a prediction, and what was said of it',
        tags,
        params: OfPrediction,
        response: { 200: PredictionOnRecord, ...refusals(...recordErrors, 'PREDICTION_UNKNOWN') },
      },
    },
    async ({ params: { id } }) =>
      presentPrediction(
        await onceFlushed({ log, id, nowMs: ledger.clock() }, () => getPrediction(ledger, id)),
      ),
  );

  app.delete(
    '/api/v1/predictions/:id',
    {
      // One of two: `write`, or `predict` for one's own.
      config: { permission: 'any' },
      schema: {
        operationId: 'predictions.remove',
        summary: 'Delete a prediction with its text, for good',
        description:
          'Whoever may write deletes any; whoever may only predict deletes what the same account asked for, as a site that erases what a visitor wrote.',
        tags,
        params: OfPrediction,
        response: {
          200: NoReply,
          ...refusals(...recordErrors, 'PERMISSION_DENIED', 'PREDICTION_UNKNOWN'),
        },
      },
    },
    async (request) => {
      const { actor, caller } = request;
      const { id } = request.params;
      const mayAny = caller?.permissions.includes('write') === true;
      if (!mayAny) assertPermission(request, 'predict');
      await onceFlushed({ log, id, nowMs: ledger.clock() }, async () => {
        if (!mayAny) {
          const { prediction } = await getPrediction(ledger, id);
          if (!isOwn(prediction.actor, caller)) throw permissionDenied(caller, 'write');
        }
        await deletePrediction(ledger, actor, id);
      });
      return {};
    },
  );

  app.get(
    '/api/v1/models/:name/accuracy',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'predictions.accuracy',
        summary: 'How often each version was right, where feedback says so',
        tags,
        params: Type.Object({ name: Type.String() }),
        querystring: AccuracyQuery,
        response: { 200: AccuracyReply, ...refusals(...recordErrors, 'MODEL_UNKNOWN') },
      },
    },
    async (request) => {
      const { name } = await getModel(ledger, request.params.name);
      const versions = await modelAccuracy(ledger, { model: name, ...timesOf(request.query) });
      return presentAccuracy(name, versions);
    },
  );
}

/** A key that replaced another is the same account's, and must still be able to erase. */
function isOwn(asked: string | null, caller: Caller | null): boolean {
  if (asked === null || caller === null) return false;
  return asked === caller.actor || (caller.account !== null && asked.split('/key:')[0] === caller.account);
}

function timesOf({ from_ms, to_ms }: AccuracyQuery): { fromMs?: number; toMs?: number } {
  return {
    ...(from_ms !== undefined && { fromMs: from_ms }),
    ...(to_ms !== undefined && { toMs: to_ms }),
  };
}
