import type { Client } from '@verdict/api';
import {
  type BuiltSite,
  endConnectionsWhenStopping,
  type Log,
  pageDocument,
  pageHeaders,
  sendStaticFile,
} from '@verdict/http';
import fastify, { type FastifyInstance } from 'fastify';
import type { Page } from '../pages/page-data.ts';
import type { SpamcheckConfig } from './config.ts';

export interface SpamcheckInput {
  readonly config: SpamcheckConfig;
  readonly site: BuiltSite<Page>;
  readonly verdict: Client;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log?: Log;
}

/** The one place where Spam check is put together. */
export async function createSpamcheck({ site, log }: SpamcheckInput): Promise<FastifyInstance> {
  const app = fastify({ logger: log?.options ?? false });
  endConnectionsWhenStopping(app);
  for (const [path, file] of site.files) {
    app.get(path, (request, reply) => sendStaticFile(file, request, reply));
  }
  app.get('/', (_request, reply) => {
    const page: Page = { kind: 'check', maxCharacters: 100_000, maxMessages: 10_000 };
    const { styles, scripts } = site;
    return reply
      .headers(pageHeaders)
      .type('text/html; charset=utf-8')
      .send(pageDocument({ lang: 'en', title: 'Spam check', styles, scripts }, site.render(page), page));
  });
  return app as unknown as FastifyInstance;
}
