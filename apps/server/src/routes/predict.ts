import { PredictionReply, PredictionsReply, PredictRequest } from '@verdict/api';
import { Type } from 'typebox';
import { assertText, assertTexts } from '../check-texts.ts';
import { ServerError } from '../errors.ts';
import { bodyErrors, refusals } from '../schemas.ts';
import type { ServedModel } from '../served-model.ts';
import type { RouteInput } from './route-input.ts';

/** Each shape has its serialiser: the union's own would check every reply against both schemas before writing it. */
const one = { ...PredictionReply };
const several = { ...PredictionsReply };

/** Memory only: nothing on this path waits for anything. */
export function predictRoutes({ app, config, shelf, nextId }: RouteInput): void {
  const answer = (served: ServedModel, text: string) => ({
    id: nextId(),
    ...served.predict(text),
    model: served.reference,
  });

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
      handler: (request, reply) => {
        const { text, texts, model } = request.body;
        if ((text === undefined) === (texts === undefined)) {
          throw new ServerError('REQUEST_INVALID', 'Give either text or texts, and not both.');
        }
        const served = shelf.find(model);
        reply
          .header('content-type', 'application/json; charset=utf-8')
          .header('x-model-name', served.name)
          .header('x-model-version', served.version);
        if (texts) {
          assertTexts(texts, config);
          reply.serializer(reply.compileSerializationSchema(several));
          return { predictions: texts.map((each) => answer(served, each)) };
        }
        const only = text ?? '';
        assertText(only, config);
        reply.serializer(reply.compileSerializationSchema(one));
        return answer(served, only);
      },
    });
  }
}
