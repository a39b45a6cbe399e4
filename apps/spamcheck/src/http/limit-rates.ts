import { addressOf, createRateCounter, rateHeaders } from '@verdict/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SpamcheckConfig } from '../config.ts';
import { SpamcheckError } from '../errors.ts';

export type LimitRate = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

export interface RateLimits {
  readonly checks: LimitRate;
  readonly previews: LimitRate;
}

/** Before a body is read: so many a minute of one address, previews apart so that typing never keeps from checking. */
export function createRateLimits(config: SpamcheckConfig, now: () => number): RateLimits {
  return {
    checks: limitTo(config.checksPerMinute, now),
    previews: limitTo(config.previewsPerMinute, now),
  };
}

function limitTo(limit: number, now: () => number): LimitRate {
  const counter = createRateCounter({ limit, now });
  return (request, reply, done) => {
    const rate = counter.count(addressOf(request.ip));
    reply.headers(rateHeaders(rate));
    if (rate.remaining >= 0) return done();
    const seconds = Math.ceil(rate.resetMs / 1000);
    done(
      new SpamcheckError(
        'RATE_LIMITED',
        `More than ${limit} requests came from your address in one minute; go on in ${seconds} s.`,
        { retryAfterMs: rate.resetMs },
      ),
    );
  };
}
