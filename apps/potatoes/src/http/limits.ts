import { addressOf, createRateCounter, type RateCounter } from '@verdict/http';
import type { FastifyRequest } from 'fastify';
import type { PotatoesConfig } from '../config.ts';
import { PotatoesError } from '../errors.ts';
import type { Visitor } from '../visitors/visitors.ts';

export interface Limits {
  /** What changes something, each counted for the visitor and for the address. */
  readonly write: (request: FastifyRequest, visitor: Visitor) => void;
  /** What costs Verdict an explanation. */
  readonly explain: (request: FastifyRequest, visitor: Visitor) => void;
}

/** A class of pupils behind one address is no attack, and a cookie is soon thrown away. */
const visitorsOfAddress = 5;

export function createLimits({
  writesPerMinute,
  previewsPerMinute,
}: Pick<PotatoesConfig, 'writesPerMinute' | 'previewsPerMinute'>): Limits {
  const limited = (limit: number) => {
    const visitors = createRateCounter({ limit, now: () => performance.now() });
    const addresses = createRateCounter({ limit: limit * visitorsOfAddress, now: () => performance.now() });
    return (request: FastifyRequest, { id }: Visitor): void => {
      assertRoom(addresses, addressOf(request.ip));
      if (id !== null) assertRoom(visitors, id);
    };
  };
  return { write: limited(writesPerMinute), explain: limited(previewsPerMinute) };
}

function assertRoom(counter: RateCounter, caller: string): void {
  const { limit, remaining, resetMs } = counter.count(caller);
  if (remaining >= 0) return;
  const seconds = Math.ceil(resetMs / 1000);
  throw new PotatoesError(
    'RATE_LIMITED',
    `There were ${limit} of these within a minute; go on in ${seconds} s.`,
    {
      retryAfterMs: resetMs,
    },
  );
}
