import { randomUUID } from 'node:crypto';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { Store } from '@verdict/db';
import type { runInEngine } from '@verdict/engine';
import type { Ledger } from '@verdict/ledger';
import { createModelShelf, type ModelShelf, type ServedModel } from '@verdict/serve';
import fastify, { type FastifyServerOptions, LogController } from 'fastify';
import { answerBrokenHttp } from './answer-broken-http.ts';
import { createAsking } from './asking/create-asking.ts';
import { type Auth, authenticate, createAuth, limitRates, requirePermissions } from './auth/index.ts';
import type { ServerConfig } from './config.ts';
import { endConnectionsWhenStopping } from './drain.ts';
import { createEngineQueue } from './engine-queue.ts';
import { logRequests } from './log/log-requests.ts';
import { createOwnRequest } from './own-request.ts';
import { createIds } from './prediction-id.ts';
import { refusedBy } from './problem.ts';
import { standingOf } from './record-standing.ts';
import { refuseRequests, sendProblem } from './refuse-requests.ts';
import { requestIdHeader, requestIdOf } from './request-id.ts';
import { docsRoutes, gatherOpenApi } from './routes/docs.ts';
import { explainRoutes } from './routes/explain.ts';
import { healthRoutes } from './routes/health.ts';
import { modelInfoRoutes } from './routes/model-info.ts';
import { pageRoutes } from './routes/pages.ts';
import { predictRoutes } from './routes/predict.ts';
import { recordRoutes } from './routes/record/index.ts';
import type { App } from './routes/route-input.ts';
import { schemaError } from './schema-error.ts';
import { replyHeaders } from './security-headers.ts';
import { createServing, type Serving } from './serving/create-serving.ts';

export interface AppInput {
  readonly config: ServerConfig;
  /** What is served; with a record, what is in memory already of that which it says is served. */
  readonly models?: readonly ServedModel[];
  /** Without it the app predicts, and keeps nothing. */
  readonly record?: RecordPlace | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Fastify's logger options; without them nothing is logged. */
  readonly logger?: Exclude<FastifyServerOptions['logger'], boolean>;
  readonly engine?: typeof runInEngine;
}

/** As `openWorkspace` gives it. */
export interface RecordPlace {
  readonly ledger: Ledger;
  readonly store: Pick<Store, 'kind' | 'ping'>;
  readonly tempFolder: string;
}

/** The app, and what its process needs beside it. */
export interface ComposedApp {
  readonly app: App;
  readonly shelf: ModelShelf;
  /** Null without a record. Nothing is served of it before it is refreshed. */
  readonly serving: Serving | null;
  /** Null without a record. */
  readonly auth: Auth | null;
  /** Called when a job was enqueued through this app. */
  readonly onJob: (wake: () => void) => void;
}

export function createApp(input: AppInput): App {
  return composeApp(input).app;
}

/** The one place where the server is put together. */
export function composeApp({
  config,
  models = [],
  record = null,
  clock,
  logger,
  engine,
}: AppInput): ComposedApp {
  const shelf = createModelShelf(record ? [] : models, config.defaultModel);
  const app = fastify({
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: (raw) => requestIdOf(raw.headers[requestIdHeader], randomUUID),
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: config.requestTimeoutMs,
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    // While draining, a request that still arrives is answered like any other, and its connection then closed.
    return503OnClosing: false,
    // The longest path of an artifact, every character of it escaped; names have rules of their own.
    routerOptions: { maxParamLength: 4096 },
    schemaErrorFormatter: schemaError,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => {
      reply.headers(replyHeaders).header(requestIdHeader, request.id);
      const refused = refusedBy(error, { bodyMissing: false, bodyLimitBytes: config.bodyLimitBytes });
      sendProblem(refused, request, reply, error);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Only JSON: a page of another site can post text/plain without being asked for permission first.
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(replyHeaders).header(requestIdHeader, request.id);
    done();
  });
  refuseRequests(app, config, createOwnRequest(config.host, config.publicHosts));
  const auth = record && createAuth({ ledger: record.ledger, config, clock });
  if (auth) {
    authenticate(app, auth);
    requirePermissions(app, { publicUnder: ['/docs'] });
    limitRates(app, config);
  }
  if (logger && (config.logLevel === 'info' || config.logLevel === 'debug')) logRequests(app);
  endConnectionsWhenStopping(app);
  gatherOpenApi(app);

  const serving = record && createServing({ ledger: record.ledger, shelf, inMemory: models, log: app.log });
  app.addHook('onClose', async () => serving?.stop());
  const stopping = new AbortController();
  app.addHook('preClose', (done) => {
    stopping.abort();
    done();
  });
  let wake = (): void => {};
  app.after(() => {
    const standing = record && serving && standingOf(record.store, serving);
    const asking = createAsking({ shelf, nextId: createIds({ now: clock }), listeners: [] });
    const input = { app, config, shelf, asking, clock, standing };
    predictRoutes(input);
    explainRoutes(input);
    healthRoutes(input);
    modelInfoRoutes(input);
    docsRoutes(app);
    pageRoutes(app);
    if (record && serving && auth) {
      recordRoutes({
        app,
        config,
        auth,
        ledger: record.ledger,
        tempFolder: record.tempFolder,
        engine: createEngineQueue(engine),
        refreshServing: serving.refresh,
        wakeWorker: () => wake(),
        stopping: stopping.signal,
      });
    }
  });
  return {
    app,
    shelf,
    serving,
    auth,
    onJob: (call) => {
      wake = call;
    },
  };
}
