import { fileURLToPath } from 'node:url';
import { type Client, createClient, type Fetch } from '@verdict/api';
import type { Store } from '@verdict/db';
import { closeApp, createLog, descriptorSink, listen, loadBuiltSite, once } from '@verdict/http';
import { seedFilms } from '../content/films.ts';
import { seedReviews } from '../content/reviews.ts';
import type { Page } from '../pages/page-data.ts';
import type { PotatoesConfig } from './config.ts';
import { createPotatoes } from './create-potatoes.ts';
import { PotatoesError } from './errors.ts';

export interface RunningSite {
  readonly url: string;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface PotatoesOptions {
  /** Already open, and its owner's to close. */
  readonly store: Store;
  /** How Verdict is asked, where it is not simply over HTTP. */
  readonly fetch?: Fetch;
  readonly version?: string;
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** A page or a review takes milliseconds; only live pages are held longer, and those are cut. */
const drainTimeoutMs = 2000;
const flushTimeoutMs = 500;

export async function startPotatoes(config: PotatoesConfig, options: PotatoesOptions): Promise<RunningSite> {
  const site = await loadBuiltSite<Page>(dist);
  if (!site) {
    throw new PotatoesError(
      'PAGES_NOT_BUILT',
      'The pages of Rotten Potatoes were not built; run npm run build:pages.',
    );
  }
  const log = createLog({ level: config.logLevel, sink: descriptorSink(2), version: options.version ?? '0' });
  const verdict: Client = createClient({
    url: config.verdictUrl,
    ...(config.verdictToken !== null && { token: config.verdictToken }),
    ...(options.fetch && { fetch: options.fetch }),
    userAgent: 'rotten-potatoes',
  });
  const app = await createPotatoes({
    config,
    site,
    content: { films: seedFilms, reviews: seedReviews },
    verdict,
    store: options.store,
    clock: Date.now,
    log,
    version: options.version ?? '0',
  });
  const url = await listen(
    app,
    config,
    (detail, cause) => new PotatoesError('ADDRESS_UNAVAILABLE', detail, { cause }),
  );
  return {
    url,
    stop: once(async () => {
      await closeApp(app, drainTimeoutMs);
      await log.writer.flush(flushTimeoutMs);
    }),
  };
}
