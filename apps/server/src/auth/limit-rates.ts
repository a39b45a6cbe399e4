import { addressOf, createRateCounter, type Rate, rateHeaders } from '@verdict/http';
import type { FastifyRequest } from 'fastify';
import type { ServerConfig } from '../config.ts';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';
import type { Caller } from './caller.ts';

/** Counts a caller’s requests; null: this one’s are not counted. */
export interface RateLimits {
  readonly predict: (caller: Caller) => Rate | null;
  /** Whether one more prediction would be within the limit. */
  readonly hasRoom: (caller: Caller) => boolean;
}

/**
 * Predictions and writes are counted a caller, each apart, so that one that runs away leaves room for the others.
 * Reads are bounded by their page size. Who asks on loopback without signing in owns the machine and is not counted.
 * Register it after `authenticate` and before the routes.
 */
export function limitRates(
  app: App,
  config: Pick<ServerConfig, 'predictsPerMinute' | 'writesPerMinute'>,
): RateLimits {
  const now = (): number => performance.now();
  const counters = {
    predict: createRateCounter({ limit: config.predictsPerMinute, now }),
    write: createRateCounter({ limit: config.writesPerMinute, now }),
  };
  app.addHook('onRequest', (request, reply, done) => {
    const { caller, ip } = request;
    const kind = kindOf(request);
    if (kind === null || !isCounted(caller)) return done();
    const rate = counters[kind].count(caller?.actor ?? addressOf(ip));
    reply.headers(rateHeaders(rate));
    if (rate.remaining >= 0) return done();
    const seconds = Math.ceil(rate.resetMs / 1000);
    reply.header('retry-after', String(seconds));
    done(
      new ServerError(
        'RATE_LIMITED',
        `There were more than ${rate.limit} such requests in a minute; go on in ${seconds} s.`,
      ),
    );
  });
  return {
    predict: (caller) => (isCounted(caller) ? counters.predict.count(caller.actor) : null),
    hasRoom: (caller) => !isCounted(caller) || counters.predict.hasRoom(caller.actor),
  };
}

function isCounted(caller: Caller | null): boolean {
  return caller !== null && caller.via !== 'loopback' && caller.via !== 'process';
}

function kindOf({ method, routeOptions }: FastifyRequest): 'predict' | 'write' | null {
  const { permission } = routeOptions.config;
  if (permission === undefined || permission === 'public') return null;
  if (permission === 'predict') return 'predict';
  // A search is a POST, and still a read. Processes of our own come as often as they must.
  return permission === 'read' || permission === 'serve' || method === 'GET' || method === 'HEAD'
    ? null
    : 'write';
}
