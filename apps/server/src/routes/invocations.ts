import { Invocation, InvocationQuery, InvocationReply } from '@verdict/api';
import { Type } from 'typebox';
import { assertTexts } from '../check-texts.ts';
import { readInvocationCsv } from '../protocols/invocation-csv.ts';
import { type InvocationQuestion, readInvocation } from '../protocols/invocation-request.ts';
import { mlflowVersion } from '../protocols/mlflow-version.ts';
import { bodyIsReadLater } from '../protocols/read-later.ts';
import { refusalShapes } from '../protocols/refusal-shape.ts';
import { takeBytes } from '../protocols/take-bytes.ts';
import { bodyErrors, type HttpErrorCode, refusalsOf } from '../schemas.ts';
import { presentAnswer } from './predict.ts';
import type { App, RouteInput } from './route-input.ts';

const tags = ['mlflow'];
const csv = 'text/csv';
const refusals = (...codes: HttpErrorCode[]) => refusalsOf(refusalShapes.mlflowScoring, codes);

/** The answers of MLflow's scoring server, so that its clients can ask the models here. */
export function invocationRoutes({ app, config, asking, readiness }: RouteInput): void {
  app.register(async (scoped) => {
    const scope = scoped as App;
    takeBytes(scoped, { type: csv, untyped: false });
    scope.route({
      method: 'POST',
      url: '/invocations',
      config: { permission: 'predict' },
      validatorCompiler: bodyIsReadLater,
      schema: {
        operationId: 'mlflow.invocations',
        summary: 'Label rows in any form that MLflow sends',
        tags,
        querystring: InvocationQuery,
        body: {
          content: {
            'application/json': { schema: Invocation },
            [csv]: { schema: Type.String({ description: 'With a header, as pandas writes it.' }) },
          },
        },
        response: {
          200: InvocationReply,
          ...refusals(
            ...bodyErrors,
            'TEXT_EMPTY',
            'TEXT_OVER_LIMIT',
            'TEXTS_OVER_LIMIT',
            'MODEL_NOT_FOUND',
            'NOT_READY',
            'OVERLOADED',
          ),
        },
      },
      handler: async (request, reply) => {
        const { texts, key } = read(request.body, config.maxTexts);
        assertTexts(texts, config);
        const answers = await asking.askMany(texts, {
          model: request.query.model,
          key,
          surface: 'invocations',
          requestId: request.id,
          actor: request.caller?.actor ?? null,
        });
        request.answers = answers;
        const [{ served }] = answers;
        reply.header('x-model-name', served.name).header('x-model-version', served.version);
        return reply.send({ predictions: answers.map(presentAnswer) });
      },
    });
    probeRoutes(scope, readiness.check);
  });
}

function read(body: unknown, most: number): InvocationQuestion {
  return Buffer.isBuffer(body) ? { texts: readInvocationCsv(body, most), key: null } : readInvocation(body);
}

function probeRoutes(scope: App, checkReady: () => Promise<void>): void {
  const probes = [
    ['/ping', 'mlflow.ping', 'The server can be asked, as MLflow’s scoring server says it', '\n'],
    ['/health', 'mlflow.health', 'The process answers, as MLflow’s tracking server says it', 'OK'],
    ['/version', 'mlflow.version', 'The MLflow whose calls are understood', mlflowVersion],
  ] as const;
  for (const [url, operationId, summary, said] of probes) {
    scope.get(
      url,
      {
        config: { permission: 'public' },
        schema: { operationId, summary, tags, response: repliesOf(url) },
      },
      async (_request, reply) => {
        if (url === '/ping') await checkReady();
        return reply.type('text/plain').send(said);
      },
    );
  }
}

function repliesOf(url: string): Readonly<Record<number, object>> {
  return {
    200: { description: 'As it says.', content: { 'text/plain': { schema: Type.String() } } },
    ...(url === '/ping' ? refusals('NOT_READY', 'STOPPING', 'QUEUE_FULL', 'RECORD_AWAY') : refusals()),
  };
}
