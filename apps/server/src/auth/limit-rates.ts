import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { ServerConfig } from '../config.ts';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';
import { addressOf } from './address-of.ts';

/** A minute's count for each of so many callers; who was quiet longest is forgotten first. Some 3 MB. */
const mostCallers = 10_000;
const windowMs = 60_000;

/**
 * Predictions and writes are counted a caller, each apart, so that one that runs away leaves room for the others.
 * Reads are bounded by their page size. Who asks on loopback without signing in owns the machine and is not counted.
 * Register it after `authenticate` and before the routes.
 */
export function limitRates(
  app: App,
  config: Pick<ServerConfig, 'predictsPerMinute' | 'writesPerMinute'>,
): void {
  app.register(rateLimit, {
    global: false,
    cache: mostCallers,
    timeWindow: windowMs,
    enableDraftSpec: true,
    keyGenerator,
    errorResponseBuilder: (_request, { max, ttl }) =>
      new ServerError(
        'RATE_LIMITED',
        `There were more than ${max} such requests in a minute; go on in ${Math.ceil(ttl / 1000)} s.`,
      ),
  });
  app.after(() => {
    const limits = {
      predict: app.rateLimit({ max: config.predictsPerMinute, cache: mostCallers }),
      write: app.rateLimit({ max: config.writesPerMinute, cache: mostCallers }),
    };
    app.addHook('onRequest', (request, reply, done) => {
      const kind = kindOf(request);
      if (kind === null) return done();
      limits[kind].call(app, request, reply).then(() => done(), done);
    });
  });
}

function kindOf({ caller, method, routeOptions }: FastifyRequest): 'predict' | 'write' | null {
  if (caller === null || caller.via === 'loopback' || caller.via === 'process') return null;
  const { permission } = routeOptions.config;
  if (permission === 'predict') return 'predict';
  // A search is a POST, and still a read.
  return permission === 'read' || method === 'GET' || method === 'HEAD' ? null : 'write';
}

function keyGenerator({ caller, ip }: FastifyRequest): string {
  return caller?.actor ?? addressOf(ip);
}
