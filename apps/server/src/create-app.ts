import { randomUUID } from 'node:crypto';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { runInEngine } from '@verdict/engine';
import {
  addressBehind,
  createOwnRequest,
  endConnectionsWhenStopping,
  type Log,
  readStaticFiles,
  replyHeaders,
  requestIdHeader,
  requestIdOf,
} from '@verdict/http';
import { countJobs } from '@verdict/ledger';
import { createModelShelf, type ModelShelf, type ServedModel } from '@verdict/serve';
import fastify, { LogController } from 'fastify';
import { answerBrokenHttp } from './answer-broken-http.ts';
import { rememberAnswers } from './asking/answered.ts';
import { createAsking } from './asking/create-asking.ts';
import { type Auth, authenticate, limitRates, requirePermissions } from './auth/index.ts';
import type { ServerConfig } from './config.ts';
import { createEngineQueue } from './engine-queue.ts';
import { createFastLane } from './fast-lane/create-fast-lane.ts';
import { openFastLane } from './fast-lane/open-fast-lane.ts';
import { createMetrics, jobSource, type Metrics, trafficFamilies } from './metrics/index.ts';
import { mlflowRoutes } from './mlflow/index.ts';
import { createIds } from './prediction-id.ts';
import type { PredictionLog } from './prediction-log/create-prediction-log.ts';
import { keepForDays } from './prediction-log/keep-for-days.ts';
import { logPredictions } from './prediction-log/log-predictions.ts';
import { refusedBy } from './problem.ts';
import type { RecordPlace } from './record-place.ts';
import { refuseRequests, sendProblem } from './refuse-requests.ts';
import { boundLoad } from './roles/bound-load.ts';
import { createDraining, type Draining } from './roles/draining.ts';
import { createReadiness } from './roles/readiness.ts';
import { ownRecord, recordOf } from './roles/record-link.ts';
import type { Upstream } from './roles/upstream.ts';
import { consolePages, lostPage } from './routes/console-pages.ts';
import { docsRoutes, gatherOpenApi } from './routes/docs.ts';
import { explainRoutes } from './routes/explain.ts';
import { healthRoutes } from './routes/health.ts';
import { invocationRoutes } from './routes/invocations.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { modelInfoRoutes } from './routes/model-info.ts';
import { predictRoutes } from './routes/predict.ts';
import { recordRoutes } from './routes/record/index.ts';
import type { RecordInput } from './routes/record/record-input.ts';
import type { App } from './routes/route-input.ts';
import { v2Routes } from './routes/v2.ts';
import { schemaError } from './schema-error.ts';
import { createServing, type Serving } from './serving/create-serving.ts';
import { createTraffic, type TrafficControl, watchAccuracy } from './traffic/index.ts';
import { watchRequests } from './watch-requests.ts';

export interface AppInput {
  readonly config: ServerConfig;
  /** What is served; with a record, what is in memory already of that which it says is served. */
  readonly models?: readonly ServedModel[];
  /** Without it the app predicts, and keeps nothing. */
  readonly record?: RecordPlace | null;
  /** Who keeps the record, where this process does not. */
  readonly upstream?: Upstream | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Without it nothing is logged. */
  readonly log?: Log;
  readonly engine?: typeof runInEngine;
  /** Makes of this process’s metrics what /metrics tells; without it, they are that. */
  readonly gatherMetrics?: (own: Metrics['snapshot']) => ReturnType<Metrics['snapshot']>;
}

/** The app, and what its process needs beside it. */
export interface ComposedApp {
  readonly app: App;
  readonly shelf: ModelShelf;
  /** Null without a record. Nothing is served of it before it is refreshed. */
  readonly serving: Serving | null;
  /** Null without a record. */
  readonly auth: Auth | null;
  readonly metrics: Metrics;
  /** Null without a record. */
  readonly traffic: TrafficControl | null;
  /** Null without a record, or where nothing is logged. */
  readonly predictionLog: PredictionLog | null;
  readonly draining: Draining;
  /** Called when a job was enqueued through this app. */
  readonly onJob: (wake: () => void) => void;
}

export function createApp(input: AppInput): App {
  return composeApp(input).app;
}

/** How much longer than it may a stuck client holds its connection at most; a look costs nothing to speak of. */
const stuckLookMs = 5000;

/** The one place where the server is put together. */
export function composeApp({
  config,
  models = [],
  record = null,
  upstream = null,
  clock,
  log,
  engine,
  gatherMetrics = (own) => own(),
}: AppInput): ComposedApp {
  const shelf = createModelShelf(record || upstream ? [] : models, config.defaultModel);
  const app = fastify({
    logger: log?.options ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: (raw) => requestIdOf(raw.headers[requestIdHeader], randomUUID),
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: config.requestTimeoutMs,
    // Given a longer time for headers than for the whole, Node swaps the two; and it looks every half minute only.
    http: {
      headersTimeout: config.requestTimeoutMs,
      requestTimeout: config.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(config.requestTimeoutMs, stuckLookMs),
    },
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    // While draining, a request that still arrives is answered like any other, and its connection then closed.
    return503OnClosing: false,
    // The longest path of an artifact, every character of it escaped; names have rules of their own.
    routerOptions: { maxParamLength: 4096 },
    schemaErrorFormatter: schemaError,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => {
      requests.unrouted(request, reply);
      reply.headers(replyHeaders).header(requestIdHeader, request.id);
      const refused = refusedBy(error, { bodyMissing: false, bodyLimitBytes: config.bodyLimitBytes });
      sendProblem(refused, request, reply, error);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Only JSON: a page of another site can post text/plain without being asked for permission first.
  app.removeContentTypeParser('text/plain');

  const metrics = createMetrics({
    models: shelf.all,
    ...(log && { droppedLines: log.writer.dropped }),
  });
  const requests = watchRequests(app, { meter: metrics.requests, lines: log?.lines ?? null });
  rememberAnswers(app);
  app.addHook('onClose', async () => metrics.stop());
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(replyHeaders).header(requestIdHeader, request.id);
    done();
  });
  const ownRequest = createOwnRequest(config.host, config.publicHosts);
  const consoleFiles = readStaticFiles(config.consoleFolder);
  refuseRequests(app, config, ownRequest, lostPage(consoleFiles));
  const load = boundLoad(app, config, metrics.requests.inFlight);
  const draining = createDraining(app);
  const around = { config, clock, log: app.log };
  const link = record ? ownRecord(record, around) : upstream && recordOf(upstream, around);
  const auth = link?.auth ?? null;
  if (auth) {
    authenticate(app, auth);
    requirePermissions(app, { publicUnder: ['/docs'] });
  }
  const limits = auth && limitRates(app, config);
  endConnectionsWhenStopping(app);
  gatherOpenApi(app);

  const traffic = link && createTraffic({ record: link.traffic, log: app.log });
  if (traffic) metrics.add(() => trafficFamilies(traffic.facts()));
  if (record) metrics.add(jobSource(() => countJobs(record.ledger)));
  const serving =
    link &&
    createServing({
      source: link.source,
      clock,
      shelf,
      inMemory: models,
      log: app.log,
      memoryBytes: config.modelMemoryBytes,
      line: { maxWaitMs: config.maxWaitMs, onBatch: metrics.batch },
      onServing: (now) =>
        traffic?.follow(now.traffic, (name, version) => shelf.peek(`${name}@${version}`) ?? null),
    });
  app.addHook('onClose', async () => {
    // What the shadow was asked is answered by models that serving closes.
    await traffic?.stop();
    await serving?.stop();
  });
  const stopping = new AbortController();
  app.addHook('preClose', (done) => {
    stopping.abort();
    done();
  });
  const predictionLog = link && logPredictions({ app, config, sink: link.predictions, metrics });
  const stopAging =
    record && keepForDays({ ledger: record.ledger, days: config.predictionDays, log: app.log });
  app.addHook('onClose', async () => stopAging?.());
  const accuracy =
    record && serving && watchAccuracy({ ledger: record.ledger, log: app.log, onAborted: serving.refresh });
  app.addHook('onClose', async () => accuracy?.stop());
  let wake = (): void => {};
  app.after(() => {
    const standing = link && serving && link.standing(serving);
    const readiness = createReadiness({
      shelf,
      standing,
      draining,
      hasLoaded: serving?.hasLoaded ?? (() => true),
    });
    const asking = createAsking({
      shelf,
      nextId: createIds({ now: clock }),
      listeners: [
        metrics.listener,
        ...(predictionLog ? [predictionLog.listener] : []),
        ...(traffic ? [traffic.listener] : []),
      ],
      onDemand: serving?.onDemand ?? null,
      router: traffic?.router ?? null,
    });
    openFastLane(
      app,
      createFastLane({
        config,
        asking,
        ownRequest,
        auth,
        limits,
        isOpen: () => !draining.begun() && !stopping.signal.aborted && !load.isFull(),
        addressOf: addressBehind(config.trustedProxies),
        onAnswered: requests.answeredBeside,
      }),
    );
    const buffers = { predictions: predictionLog, lines: log?.writer ?? null };
    const input = { app, config, shelf, asking, clock, standing, buffers, readiness };
    predictRoutes(input);
    explainRoutes(input);
    healthRoutes(input);
    modelInfoRoutes(input);
    v2Routes(input);
    invocationRoutes(input);
    metricsRoutes({ app, metrics: { snapshot: () => gatherMetrics(metrics.snapshot) } });
    docsRoutes(app);
    consolePages(app, consoleFiles);
    if (record && serving && auth) {
      const onRecord: RecordInput = {
        app,
        config,
        ledger: record.ledger,
        tempFolder: record.tempFolder,
        engine: createEngineQueue(engine),
        refreshServing: serving.refresh,
        refusedModels: serving.refused,
        wakeWorker: () => wake(),
        stopping: stopping.signal,
        predictionLog,
      };
      recordRoutes({ ...onRecord, auth });
      mlflowRoutes(onRecord);
    }
  });
  return {
    app,
    shelf,
    serving,
    auth,
    metrics,
    traffic,
    predictionLog,
    draining,
    onJob: (call) => {
      wake = call;
    },
  };
}
