import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { AskVerdict } from '../ask-verdict.ts';
import { assertText, assertTexts } from '../check-texts.ts';
import type { RateLimits } from '../http/limit-rates.ts';
import type { Receipts } from '../receipts.ts';
import {
  CheckReply,
  ChecksReply,
  Done,
  Erase,
  GiveFeedback,
  OneText,
  PredictReply,
  PreviewReply,
  SeveralTexts,
} from '../wire.ts';

/** What the page asks, and `POST /predict` for programs. */
export function addCheckRoutes(
  server: FastifyInstance,
  ask: AskVerdict,
  receipts: Pick<Receipts, 'assertGood'>,
  rates: RateLimits,
): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const checks = { onRequest: rates.checks };

  app.post(
    '/predict',
    { ...checks, schema: { body: OneText, response: { 200: PredictReply } } },
    async (request) => {
      assertText(request.body.text);
      const { results, model_version } = await ask.checkAll([request.body.text]);
      const [{ prediction, confidence }] = results;
      return { prediction, confidence, request_id: request.id, model_version };
    },
  );

  app.post(
    '/api/check',
    { ...checks, schema: { body: OneText, response: { 200: CheckReply } } },
    async (request) => {
      assertText(request.body.text);
      return { request_id: request.id, ...(await ask.check(request.body.text)) };
    },
  );

  app.post(
    '/api/preview',
    { onRequest: rates.previews, schema: { body: OneText, response: { 200: PreviewReply } } },
    async (request) => {
      assertText(request.body.text);
      return ask.preview(request.body.text);
    },
  );

  app.post(
    '/api/checks',
    { ...checks, schema: { body: SeveralTexts, response: { 200: ChecksReply } } },
    async (request) => {
      assertTexts(request.body.texts);
      return { request_id: request.id, ...(await ask.checkAll(request.body.texts)) };
    },
  );

  app.post(
    '/api/feedback',
    { ...checks, schema: { body: GiveFeedback, response: { 200: Done } } },
    async (request) => {
      receipts.assertGood(request.body);
      await ask.correct(request.body.prediction_id, request.body.prediction);
      return { done: true as const };
    },
  );

  app.post('/api/erase', { ...checks, schema: { body: Erase, response: { 200: Done } } }, async (request) => {
    receipts.assertGood(request.body);
    await ask.erase(request.body.prediction_id);
    return { done: true as const };
  });
}
