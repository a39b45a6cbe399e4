import type { Store } from '@verdict/db';
import type { RecordStanding } from './routes/route-input.ts';
import type { Serving } from './serving/create-serving.ts';

/** Whoever asks for health asks every few seconds and has little patience. */
const patienceMs = 2000;

export function standingOf(
  store: Pick<Store, 'kind' | 'ping'>,
  serving: Pick<Serving, 'refused'>,
): RecordStanding {
  return {
    database: store.kind,
    isNeeded: true,
    refused: serving.refused,
    answers: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => resolve(false), patienceMs);
        store
          .ping()
          .then(
            () => resolve(true),
            () => resolve(false),
          )
          .finally(() => clearTimeout(late));
      }),
  };
}
