import { randomUUID } from 'node:crypto';

export interface IdSources {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid?: () => string;
}

/** The counter has the 12 bits that UUIDv7 leaves beside the clock. */
const idsPerMs = 4096;

/**
 * UUIDv7 (RFC 9562 §5.7, §6.2 method 1): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Ids of one
 * process sort in the order they were given, so the table that will keep them only grows at its end; a clock
 * set back does not break the order. The random bits are those of randomUUID, which Node draws in bulk.
 */
export function createIds({ now, uuid = randomUUID }: IdSources): () => string {
  let ms = 0;
  let count = 0;
  return () => {
    const at = Math.floor(now());
    if (at > ms) {
      ms = at;
      count = 0;
    } else if (++count === idsPerMs) {
      ms++;
      count = 0;
    }
    const time = ms.toString(16).padStart(12, '0');
    const counter = (0x7000 | count).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-${counter}-${uuid().slice(19)}`;
  };
}
