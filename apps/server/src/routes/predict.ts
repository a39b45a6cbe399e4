import { PredictionReply, PredictionsReply, PredictRequest } from '@verdict/api';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Answer, Question } from '../asking/question.ts';
import { assertText, assertTexts } from '../check-texts.ts';
import { ServerError } from '../errors.ts';
import { bodyErrors, refusals } from '../schemas.ts';
import type { RouteInput } from './route-input.ts';

/** Each shape has its serialiser: the union's own would check every reply against both schemas before writing it. */
const one = { ...PredictionReply };
const several = { ...PredictionsReply };

/** Memory only: nothing on this path waits for anything. */
export function predictRoutes({ app, config, asking }: RouteInput): void {
  for (const url of ['/predict', '/api/v1/predict']) {
    app.route({
      method: 'POST',
      url,
      config: { permission: 'predict' },
      schema: {
        // The short address has no name of its own: it is the same operation.
        ...(url !== '/predict' && { operationId: 'predict' }),
        summary: 'Label one text or several',
        tags: ['predict'],
        body: PredictRequest,
        response: {
          200: Type.Union([PredictionReply, PredictionsReply]),
          ...refusals(
            ...bodyErrors,
            'TEXT_EMPTY',
            'TEXT_OVER_LIMIT',
            'TEXTS_OVER_LIMIT',
            'MODEL_NOT_FOUND',
            'NOT_READY',
          ),
        },
      },
      handler: async (request, reply) => {
        const { text, texts, model, key } = request.body;
        if ((text === undefined) === (texts === undefined)) {
          throw new ServerError('REQUEST_INVALID', 'Give either text or texts, and not both.');
        }
        const about = {
          model,
          key: key ?? null,
          surface: 'predict',
          requestId: request.id,
          actor: request.caller?.actor ?? null,
        } as const;
        const ask = (question: Question) => asking.ask(question);
        reply.header('content-type', 'application/json; charset=utf-8');
        if (texts) {
          assertTexts(texts, config);
          const answers = await Promise.all(texts.map((each) => ask({ ...about, text: each })));
          reply.serializer(reply.compileSerializationSchema(several));
          return nameModel(reply, answers[0]).send({ predictions: answers.map(presentAnswer) });
        }
        const only = text ?? '';
        assertText(only, config);
        reply.serializer(reply.compileSerializationSchema(one));
        const answer = await ask({ ...about, text: only });
        return nameModel(reply, answer).send(presentAnswer(answer));
      },
    });
  }
}

function nameModel(reply: FastifyReply, { served }: Answer): FastifyReply {
  return reply.header('x-model-name', served.name).header('x-model-version', served.version);
}

/** As every protocol of our own has it. */
export function presentAnswer({ id, prediction, served }: Answer) {
  return { id, ...prediction, model: served.reference };
}
