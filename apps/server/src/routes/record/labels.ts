import {
  ClaimLabels,
  ClaimReply,
  GiveLabel,
  GivenLabel,
  Job,
  LabelItem,
  LabelsState,
  NoReply,
  RetrainRequest,
} from '@verdict/api';
import { claimLabels, enqueueJob, giveLabel, labelsState, skipLabel, undoLabel } from '@verdict/ledger';
import { Type } from 'typebox';
import { assertPermission } from '../../auth/index.ts';
import { planRetrain, retrainKind } from '../../plan-retrain.ts';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { presentJob } from './present-jobs.ts';
import { presentGivenLabel, presentLabelItem, presentLabelsState } from './present-labels.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['labels'];
const OfModel = Type.Object({ name: Type.String() });
const OfLabel = Type.Object({ name: Type.String(), id: Type.String({ description: 'Of the prediction.' }) });
const usualCount = 5;

export function labelRoutes({ app, ledger, wakeWorker }: RecordInput): void {
  app.get(
    '/api/v1/models/:name/labels',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'labels.state',
        summary: 'What waits for a label, and what was labelled',
        tags,
        params: OfModel,
        response: { 200: LabelsState, ...refusals(...recordErrors, 'MODEL_UNKNOWN') },
      },
    },
    async ({ params: { name }, actor }) => presentLabelsState(await labelsState(ledger, actor, name)),
  );

  app.post(
    '/api/v1/models/:name/labels/claim',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'labels.claim',
        summary: 'Take what is worth a label most',
        description:
          'Disputed first, then where champion and challenger disagree, then the least sure. Nobody else is given them for ten minutes; what the caller was given before and has not decided comes first.',
        tags,
        params: OfModel,
        body: ClaimLabels,
        response: { 200: ClaimReply, ...refusals(...bodyErrors, ...recordErrors, 'MODEL_UNKNOWN') },
      },
    },
    async ({ params: { name: model }, body: { source, count = usualCount }, actor }) => {
      const items = await claimLabels(ledger, actor, { model, count, ...(source && { source }) });
      const state = await labelsState(ledger, actor, model);
      return { items: items.map(presentLabelItem), state: presentLabelsState(state) };
    },
  );

  app.put(
    '/api/v1/models/:name/labels/:id',
    {
      config: { permission: 'write', eventType: 'DB_WRITE' },
      schema: {
        operationId: 'labels.give',
        summary: 'Label a prediction',
        description: 'It is feedback too, and ends a dispute, whichever way it decides.',
        tags,
        params: OfLabel,
        body: GiveLabel,
        response: {
          200: GivenLabel,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'MODEL_UNKNOWN',
            'PREDICTION_UNKNOWN',
            'LABEL_UNKNOWN',
            'VALUE_INVALID',
            'LIMIT_EXCEEDED',
          ),
        },
      },
    },
    async ({ params: { name: model, id: predictionId }, body, actor }) =>
      presentGivenLabel(await giveLabel(ledger, actor, { model, predictionId, ...body })),
  );

  app.post(
    '/api/v1/models/:name/labels/:id/skip',
    {
      config: { permission: 'write', eventType: 'DB_WRITE' },
      schema: {
        operationId: 'labels.skip',
        summary: 'Put a prediction aside for a day',
        tags,
        params: OfLabel,
        response: { 200: NoReply, ...refusals(...recordErrors, 'PREDICTION_UNKNOWN') },
      },
    },
    async ({ params: { name: model, id: predictionId }, actor }) => {
      await skipLabel(ledger, actor, { model, predictionId });
      return {};
    },
  );

  app.delete(
    '/api/v1/models/:name/labels/:id',
    {
      config: { permission: 'write', eventType: 'DB_WRITE' },
      schema: {
        operationId: 'labels.undo',
        summary: 'Take one’s own label, or skip, of the last hour back',
        tags,
        params: OfLabel,
        response: {
          200: LabelItem,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'PREDICTION_UNKNOWN', 'LABEL_NOT_YOURS'),
        },
      },
    },
    async ({ params: { name: model, id: predictionId }, actor }) =>
      presentLabelItem(await undoLabel(ledger, actor, { model, predictionId })),
  );

  app.post(
    '/api/v1/models/:name/retrain',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'labels.retrain',
        summary: 'Train a candidate with what people said, and ask the judge',
        description:
          'A job: it freezes the rows of a data version together with the labels as a new version, trains on it with the recipe of the version in service, registers the candidate, and judges it.',
        tags,
        params: OfModel,
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({
              description: 'The same key with the same request again is the job that is there.',
            }),
          ),
        }),
        body: RetrainRequest,
        response: {
          202: Job,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'PERMISSION_DENIED',
            'NAME_INVALID',
            'VALUE_INVALID',
            'MODEL_UNKNOWN',
            'DATASET_UNKNOWN',
            'DATASET_VERSION_UNKNOWN',
            'RETRAIN_NEEDS_ROWS',
            'RETRAIN_NEEDS_LABELS',
            'IDEMPOTENCY_KEY_USED',
          ),
        },
      },
    },
    async (request, reply) => {
      if (request.body.promote) assertPermission(request, 'promote');
      const input = await planRetrain(ledger, request.actor, request.params.name, request.body);
      const key = request.headers['idempotency-key'];
      const { job } = await enqueueJob(ledger, request.actor, {
        kind: retrainKind,
        input,
        ...(key !== undefined && { idempotencyKey: key }),
      });
      wakeWorker();
      return reply.code(202).send(presentJob(job));
    },
  );
}
