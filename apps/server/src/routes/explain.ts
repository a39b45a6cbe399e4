import { ExplainReply, ExplainRequest } from '@verdict/api';
import { assertText } from '../check-texts.ts';
import { ServerError } from '../errors.ts';
import { bodyErrors, modelErrors, refusals } from '../schemas.ts';
import type { RouteInput } from './route-input.ts';

/** A person reads a handful, a chart shows dozens; a long text has ten thousand n-grams. */
const strongestGrams = 100;

export function explainRoutes({ app, config, asking }: RouteInput): void {
  app.route({
    method: 'POST',
    url: '/api/v1/explain',
    config: { permission: 'predict' },
    schema: {
      operationId: 'explain',
      summary: 'Say which words decided',
      tags: ['predict'],
      body: ExplainRequest,
      response: {
        200: ExplainReply,
        ...refusals(
          ...bodyErrors,
          'TEXT_EMPTY',
          'TEXT_OVER_LIMIT',
          'TARGET_UNKNOWN',
          'NOT_EXPLAINABLE',
          ...modelErrors,
        ),
      },
    },
    handler: async (request, reply) => {
      const { text, model, target } = request.body;
      assertText(text, config);
      const served = await asking.find(model);
      const { classes } = served.model;
      if (target !== undefined && !classes.includes(target)) {
        throw new ServerError(
          'TARGET_UNKNOWN',
          `The model ${served.name} has no class ${JSON.stringify(target.slice(0, 100))}; it has ${classes.join(', ')}.`,
        );
      }
      if (!served.explain) {
        throw new ServerError(
          'NOT_EXPLAINABLE',
          `The model ${served.name} is a forest, which has no weight a word; ask a linear one.`,
        );
      }
      const { prediction, grams, ...rest } = served.explain(text, target);
      reply.header('x-model-name', served.name).header('x-model-version', served.version);
      return reply.send({
        ...prediction,
        ...rest,
        spans: [...rest.spans],
        strongest: grams.slice(0, strongestGrams),
        model: served.reference,
      });
    },
  });
}
