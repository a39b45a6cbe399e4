import { randomUUID } from 'node:crypto';

export interface IdSources {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid?: () => string;
}

/** The counter has the 12 bits that UUIDv7 leaves beside the clock. */
const idsPerMs = 4096;

/** Set back by more than clocks are when they are kept in time: what it said before was the mistake. */
const farMs = 60_000;

/**
 * UUIDv7 (RFC 9562 §5.7, §6.2 method 1): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Ids of one
 * process sort in the order they were given, so the table that keeps them only grows at its end; a clock set back
 * by less than a minute does not break the order. The random bits are those of randomUUID, which Node draws in bulk.
 */
export function createIds({ now, uuid = randomUUID }: IdSources): () => string {
  let ms = 0;
  let count = 0;
  let time = '';
  return () => {
    const at = Math.floor(now());
    const isFarBehind = ms - at > farMs;
    if (at > ms || isFarBehind || count === idsPerMs - 1) {
      ms = isFarBehind ? at : Math.max(at, ms + 1);
      count = 0;
      const hex = ms.toString(16).padStart(12, '0');
      time = `${hex.slice(0, 8)}-${hex.slice(8)}-`;
    } else count++;
    return `${time}${(0x7000 | count).toString(16)}-${uuid().slice(19)}`;
  };
}
