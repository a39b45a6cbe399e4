import type { Client } from '@verdict/api';
import type { Store } from '@verdict/db';
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
import type { PotatoesConfig } from './config.ts';

export interface PotatoesInput {
  readonly config: PotatoesConfig;
  readonly site: BuiltSite<Page>;
  readonly verdict: Client;
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log?: Log;
}

/** The one place where Rotten Potatoes is put together. */
export async function createPotatoes({ site, log }: PotatoesInput): Promise<FastifyInstance> {
  const app = fastify({ logger: log?.options ?? false });
  endConnectionsWhenStopping(app);
  for (const [path, file] of site.files) {
    app.get(path, (request, reply) => sendStaticFile(file, request, reply));
  }
  app.get('/', (_request, reply) => {
    const page: Page = { kind: 'missing', language: 'en', viewer: { name: null, isModerator: false } };
    const { styles, scripts } = site;
    return reply
      .headers(pageHeaders)
      .type('text/html; charset=utf-8')
      .send(pageDocument({ lang: 'en', title: 'Rotten Potatoes', styles, scripts }, site.render(page), page));
  });
  return app as unknown as FastifyInstance;
}
