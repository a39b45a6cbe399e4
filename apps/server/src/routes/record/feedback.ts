import { Feedback, GiveFeedback } from '@verdict/api';
import { giveFeedback } from '@verdict/ledger';
import { Type } from 'typebox';
import { onceFlushed } from '../../prediction-log/once-flushed.ts';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { presentFeedback } from './present-predictions.ts';
import type { RecordInput } from './record-input.ts';

export function feedbackRoutes({ app, ledger, predictionLog: log }: RecordInput): void {
  app.post(
    '/api/v1/predictions/:id/feedback',
    {
      config: { permission: 'predict', eventType: 'DB_WRITE' },
      schema: {
        operationId: 'predictions.giveFeedback',
        summary: 'Say what would have been right',
        description:
          'Nothing is overwritten: of one prediction the latest feedback counts. The same said again is the same.',
        tags: ['predictions'],
        params: Type.Object({ id: Type.String() }),
        body: GiveFeedback,
        response: {
          201: Feedback,
          200: Feedback,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'PREDICTION_UNKNOWN',
            'LABEL_UNKNOWN',
            'VALUE_INVALID',
            'LIMIT_EXCEEDED',
          ),
        },
      },
    },
    async ({ params: { id }, body, actor }, reply) => {
      // What this process does not know even then may be on its way from another.
      const given = await onceFlushed({ log, id, nowMs: ledger.clock() }, (flushed) =>
        giveFeedback(ledger, actor, { predictionId: id, ...body, mayCome: flushed }),
      );
      return reply.code(given.created ? 201 : 200).send(presentFeedback(given.feedback));
    },
  );
}
