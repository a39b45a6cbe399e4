import { randomUUID } from 'node:crypto';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { Client } from '@verdict/api';
import { type BuiltSite, endConnectionsWhenStopping, type Log, requestIdOf } from '@verdict/http';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Page } from '../pages/page-data.ts';
import { createAskVerdict } from './ask-verdict.ts';
import type { SpamcheckConfig } from './config.ts';
import { createRateLimits } from './http/limit-rates.ts';
import { logRequests } from './http/log-requests.ts';
import { refuseRequests } from './http/refuse-requests.ts';
import { bodyLimitBytes } from './limits.ts';
import { createReceipts } from './receipts.ts';
import { addCheckRoutes } from './routes/check-routes.ts';
import { addHealthRoutes } from './routes/health-routes.ts';
import { addPageRoutes } from './routes/page-routes.ts';

export interface SpamcheckInput {
  readonly config: SpamcheckConfig;
  readonly site: BuiltSite<Page>;
  readonly verdict: Client;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log?: Log;
}

/** A message takes no longer to arrive; slower ones hold connections for nothing. */
const requestTimeoutMs = 30_000;

/** The one place where Spam check is put together. */
export async function createSpamcheck({
  config,
  site,
  verdict,
  clock,
  log,
}: SpamcheckInput): Promise<FastifyInstance> {
  const app = fastify({
    logger: log?.options ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id);
      app.errorHandler(error, request, reply);
    },
    genReqId: (request) => requestIdOf(request.headers['x-request-id'], randomUUID),
  }) as unknown as FastifyInstance;
  // A form of another site can send text/plain without asking; JSON it cannot.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  endConnectionsWhenStopping(app);
  refuseRequests(app, config);
  if (log) logRequests(app, log.lines);
  const receipts = createReceipts(config.verdictToken);
  const ask = createAskVerdict({ verdict, model: config.model, receipts });
  addPageRoutes(app, site);
  addHealthRoutes(app, ask, clock);
  addCheckRoutes(
    app,
    ask,
    receipts,
    createRateLimits(config, () => performance.now()),
  );
  return app;
}
