import { randomUUID } from 'node:crypto';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify, { type FastifyServerOptions, LogController } from 'fastify';
import { answerBrokenHttp } from './answer-broken-http.ts';
import type { ServerConfig } from './config.ts';
import { endConnectionsWhenStopping } from './drain.ts';
import { logRequests } from './log-requests.ts';
import { createModelShelf } from './model-shelf.ts';
import { createOwnRequest } from './own-request.ts';
import { createIds } from './prediction-id.ts';
import { serverErrorOf } from './problem.ts';
import { refuseRequests, sendProblem } from './refuse-requests.ts';
import { requestIdHeader, requestIdOf } from './request-id.ts';
import { docsRoutes, gatherOpenApi } from './routes/docs.ts';
import { explainRoutes } from './routes/explain.ts';
import { healthRoutes } from './routes/health.ts';
import { modelInfoRoutes } from './routes/model-info.ts';
import { pageRoutes } from './routes/pages.ts';
import { predictRoutes } from './routes/predict.ts';
import type { App } from './routes/route-input.ts';
import { schemaError } from './schema-error.ts';
import { replyHeaders } from './security-headers.ts';
import type { ServedModel } from './served-model.ts';

export interface AppInput {
  readonly config: ServerConfig;
  readonly models: readonly ServedModel[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Fastify's logger options; without them nothing is logged. */
  readonly logger?: Exclude<FastifyServerOptions['logger'], boolean>;
}

/** The one place where the server is put together. */
export function createApp({ config, models, clock, logger }: AppInput): App {
  const shelf = createModelShelf(models, config.defaultModel);
  const app = fastify({
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: (raw) => requestIdOf(raw.headers[requestIdHeader], randomUUID),
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: config.requestTimeoutMs,
    // While draining, a request that still arrives is answered like any other, and its connection then closed.
    return503OnClosing: false,
    schemaErrorFormatter: schemaError,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => {
      reply.headers(replyHeaders).header(requestIdHeader, request.id);
      sendProblem(serverErrorOf(error, { bodyMissing: false, limits: config }), request, reply);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Only JSON: a page of another site can post text/plain without being asked for permission first.
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(replyHeaders).header(requestIdHeader, request.id);
    done();
  });
  refuseRequests(app, config, createOwnRequest(config.host));
  if (logger && (config.logLevel === 'info' || config.logLevel === 'debug')) logRequests(app);
  endConnectionsWhenStopping(app);
  gatherOpenApi(app);
  app.after(() => {
    const input = { app, config, shelf, nextId: createIds({ now: clock }), clock };
    predictRoutes(input);
    explainRoutes(input);
    healthRoutes(input);
    modelInfoRoutes(input);
    docsRoutes(app);
    pageRoutes(app);
  });
  return app;
}
