import { fileURLToPath } from 'node:url';
import { type Client, createClient, type Fetch } from '@verdict/api';
import { closeApp, createLog, descriptorSink, listen, loadBuiltSite, once } from '@verdict/http';
import type { Page } from '../pages/page-data.ts';
import type { SpamcheckConfig } from './config.ts';
import { createSpamcheck } from './create-spamcheck.ts';
import { SpamcheckError } from './errors.ts';

export interface RunningSite {
  readonly url: string;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface SpamcheckOptions {
  /** How Verdict is asked, where it is not simply over HTTP. */
  readonly fetch?: Fetch;
  readonly version?: string;
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** A page or a check takes milliseconds. */
const drainTimeoutMs = 2000;

export async function startSpamcheck(
  config: SpamcheckConfig,
  options: SpamcheckOptions = {},
): Promise<RunningSite> {
  const site = await loadBuiltSite<Page>(dist);
  if (!site) {
    throw new SpamcheckError(
      'PAGES_NOT_BUILT',
      'The pages of Spam check were not built; run npm run build:pages.',
    );
  }
  const log = createLog({ level: config.logLevel, sink: descriptorSink(2), version: options.version ?? '0' });
  const verdict: Client = createClient({
    url: config.verdictUrl,
    ...(config.verdictToken !== null && { token: config.verdictToken }),
    ...(options.fetch && { fetch: options.fetch }),
    userAgent: 'spam-check',
  });
  const app = await createSpamcheck({ config, site, verdict, clock: Date.now, log });
  const url = await listen(
    app,
    config,
    (detail, cause) => new SpamcheckError('ADDRESS_UNAVAILABLE', detail, { cause }),
  );
  return { url, stop: once(() => closeApp(app, drainTimeoutMs)) };
}
