import { PredictionReply, PredictionsReply, PredictRequest } from '@verdict/api';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Answer } from '../asking/question.ts';
import { assertText, assertTexts } from '../check-texts.ts';
import { ServerError } from '../errors.ts';
import { bodyErrors, modelErrors, refusals } from '../schemas.ts';
import type { RouteInput } from './route-input.ts';

/** Each shape has its serialiser: the union's own would check every reply against both schemas before writing it. */
const one = { ...PredictionReply };
const several = { ...PredictionsReply };

/** Memory only: of a version in service and a model that is cheap to ask, nothing on this path waits for anything. */
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
          ...refusals(...bodyErrors, 'TEXT_EMPTY', 'TEXT_OVER_LIMIT', 'TEXTS_OVER_LIMIT', ...modelErrors),
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
        reply.header('content-type', 'application/json; charset=utf-8');
        if (texts) {
          assertTexts(texts, config);
          const answers = await asking.askMany(texts, about);
          request.answers = answers;
          reply.serializer(reply.compileSerializationSchema(several));
          return nameModel(reply, answers[0]).send({ predictions: answers.map(presentAnswer) });
        }
        const only = text ?? '';
        assertText(only, config);
        reply.serializer(reply.compileSerializationSchema(one));
        const answer = await asking.ask({ ...about, text: only });
        request.answers = [answer];
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
