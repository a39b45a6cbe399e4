import { randomUUID } from 'node:crypto';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { Client } from '@verdict/api';
import type { Store } from '@verdict/db';
import {
  type BuiltSite,
  createOwnRequest,
  endConnectionsWhenStopping,
  type Log,
  replyHeaders,
  requestIdHeader,
  requestIdOf,
  sendStaticFile,
} from '@verdict/http';
import fastify, { LogController } from 'fastify';
import type { Page } from '../pages/page-data.ts';
import type { PotatoesConfig } from './config.ts';
import { type SeedContent, seed } from './films/seed.ts';
import { answerBrokenHttp } from './http/answer-broken-http.ts';
import { createLimits } from './http/limits.ts';
import { logRequests } from './http/log-requests.ts';
import { createPageSender } from './http/page-sender.ts';
import { bodyLimitBytes } from './http/problem.ts';
import { refuseRequests } from './http/refuse-requests.ts';
import { watchFilms } from './live/watchers.ts';
import { healthRoutes } from './routes/health.ts';
import { liveRoutes } from './routes/live.ts';
import { moderationRoutes } from './routes/moderation.ts';
import { oldClientRoutes } from './routes/old-clients.ts';
import { pageRoutes } from './routes/pages.ts';
import { reviewRoutes } from './routes/reviews.ts';
import type { App, RouteInput } from './routes/route-input.ts';
import { migrations } from './tables/migrations.ts';
import type { Tables } from './tables/tables.ts';
import { enqueueErasures } from './verdict/errands.store.ts';
import { createExplain } from './verdict/explain-text.ts';
import { createJudgeAtOnce } from './verdict/judge-at-once.ts';
import { createJudge } from './verdict/judge-reviews.ts';
import { startSweeper } from './verdict/sweeper.ts';
import { keptCookieSecret } from './visitors/cookie-secret.ts';
import { createModerators } from './visitors/moderators.ts';
import { createVisitors, viewerOf } from './visitors/visitors.ts';

export interface PotatoesInput {
  readonly config: PotatoesConfig;
  readonly site: BuiltSite<Page>;
  readonly content: SeedContent;
  readonly verdict: Client;
  readonly store: Store;
  /** Of the tables, where it is not the usual one. */
  readonly schema?: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log?: Log;
  readonly version?: string;
  /** How long the writer of a review waits for Verdict. */
  readonly patienceMs?: number;
}

/** Longer than Verdict takes for a review under load; past it the review waits, and its writer need not. */
const usualPatienceMs = 5000;
/** A client that sends slower than this is stuck. */
const requestTimeoutMs = 30_000;

/** The one place where Rotten Potatoes is put together. */
export async function createPotatoes(input: PotatoesInput): Promise<App> {
  const { config, site, content, verdict, store, schema = 'potatoes', clock, log, version = '0' } = input;
  const database = await store.database<Tables>({ schema, migrations });
  await seed(database, content, clock());

  const app = fastify({
    logger: log?.options ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: (raw) => requestIdOf(raw.headers[requestIdHeader], randomUUID),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    clientErrorHandler: answerBrokenHttp,
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    frameworkErrors: (error, request, reply) => {
      reply.header(requestIdHeader, request.id);
      app.errorHandler(error, request, reply);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Only JSON: a page of another site can post text/plain without being asked for permission first.
  app.removeContentTypeParser('text/plain');
  const requests = logRequests(app, log?.lines ?? null);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(replyHeaders).header(requestIdHeader, request.id);
    done();
  });
  endConnectionsWhenStopping(app);

  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const cookieSecret = config.cookieSecret ?? (await keptCookieSecret(database.sql));
  const moderators = createModerators({ secret: config.moderatorSecret, cookieSecret, secure, clock });
  const visitors = createVisitors({ cookieSecret, moderators, secure });
  const pages = createPageSender(site, { secure });
  refuseRequests({
    app,
    visitors,
    ownRequest: createOwnRequest(config.host, config.publicUrl ? [new URL(config.publicUrl).host] : []),
    onRefused: requests.refused,
    sendPage: (kind, request, reply) => {
      const language = pages.languageOf(request);
      return pages.send({ kind, language, viewer: viewerOf(visitors.of(request)) }, request, reply);
    },
  });

  const onFault = (what: string, error: unknown): void => {
    app.log.warn({ err: error }, what);
  };
  const judge = createJudge({
    verdict,
    model: config.model,
    spamModel: config.spamModel,
    onUnguarded: () => app.log.warn({ spam_model: config.spamModel }, 'spam_model_missing'),
    onUnused: (ids) =>
      database
        .transaction((tx) => enqueueErasures(tx, ids, clock()))
        .catch((error: unknown) => onFault('erasure_not_noted', error)),
  });
  const watchers = watchFilms({ database, onFault });
  const sweeper = startSweeper({ database, verdict, judge, clock, onFault, onChange: watchers.nudge });
  const atOnce = createJudgeAtOnce({
    database,
    judge,
    clock,
    patienceMs: input.patienceMs ?? usualPatienceMs,
    onChange: watchers.nudge,
    onFault,
  });
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
    await watchers.stop();
  });
  app.addHook('onClose', async () => {
    await Promise.all([sweeper.stop(), atOnce.stop()]);
  });

  const routes: RouteInput = {
    app,
    config,
    database,
    verdict,
    clock,
    visitors,
    moderators,
    limits: createLimits(config),
    watchers,
    explain: createExplain(verdict, config.model),
    judgeNow: atOnce.judge,
    changed: (filmId) => {
      watchers.nudge(filmId);
      sweeper.wake();
    },
  };
  for (const [path, file] of site.files) {
    app.get(path, (request, reply) => sendStaticFile(file, request, reply));
  }
  pageRoutes(routes, pages);
  reviewRoutes(routes);
  moderationRoutes(routes);
  liveRoutes(routes);
  oldClientRoutes(routes);
  healthRoutes({ ...routes, ping: store.ping, isStopping: () => stopping, version });
  return app;
}
