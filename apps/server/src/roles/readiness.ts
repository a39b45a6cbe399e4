import { type ModelShelf, ServeError } from '@verdict/serve';
import { ServerError } from '../errors.ts';
import type { RecordStanding } from '../routes/route-input.ts';
import type { Draining } from './draining.ts';

/** What probes are told. */
export interface Readiness {
  /** Resolves where requests are welcome; rejects with the reason why they are not. */
  readonly check: () => Promise<void>;
  /** Throws until it has once known what to serve, and had it in memory. */
  readonly checkStarted: () => void;
}

export interface ReadinessInput {
  readonly shelf: ModelShelf;
  readonly standing: RecordStanding | null;
  readonly draining: Pick<Draining, 'begun'>;
  /** Whether what is to be served was loaded once. */
  readonly hasLoaded: () => boolean;
}

export function createReadiness({ shelf, standing, draining, hasLoaded }: ReadinessInput): Readiness {
  return {
    checkStarted: () => {
      if (hasLoaded()) return;
      throw new ServerError(
        'STARTING',
        'What is to be served is not known yet, or not in memory; it asks again every two seconds.',
      );
    },
    check: async () => {
      if (draining.begun()) {
        throw new ServerError('STOPPING', 'The server is stopping; send requests elsewhere.');
      }
      const served = shelf.peek();
      if (!served) {
        // Without any model that is what is said.
        if (shelf.current().length === 0) shelf.find();
        throw new ServeError(
          'NOT_READY',
          `The default model ${shelf.defaultModel} is not in service; promote a version of it, or set VERDICT_DEFAULT_MODEL to another.`,
        );
      }
      const { full, waitMs } = served.line.facts();
      if (full) {
        throw new ServerError(
          'QUEUE_FULL',
          `The next question to ${served.name} would wait ${Math.round(waitMs)} ms and be refused; send requests elsewhere for a moment.`,
        );
      }
      if (standing?.isNeeded && !(await standing.answers())) {
        throw new ServerError(
          'RECORD_AWAY',
          'The database does not answer; predictions go on from memory, everything else waits for it.',
        );
      }
    },
  };
}
