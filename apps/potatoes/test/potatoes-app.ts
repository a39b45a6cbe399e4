import { randomBytes } from 'node:crypto';
import { createClient } from '@verdict/api';
import type { TestStore } from '@verdict/db/testing';
import type { BuiltSite } from '@verdict/http';
import type { LightMyRequestResponse } from 'fastify';
import type { Page } from '../pages/page-data.ts';
import { readPotatoesConfig } from '../src/config.ts';
import { createPotatoes, type PotatoesInput } from '../src/create-potatoes.ts';
import type { SeedContent } from '../src/films/seed.ts';
import { type VerdictStandIn, verdictStandIn } from '../src/testing/verdict-stand-in.ts';

/** A site whose markup is of no interest: pages are read from their data. */
export const bareSite: BuiltSite<Page> = {
  files: new Map(),
  styles: [],
  scripts: [],
  render: ({ kind }) => `<main>${kind}</main>`,
};

export const twoFilms: SeedContent = {
  films: [
    { name: 'The Quiet Orchard', year: 1990, genres: ['drama'], description: 'Apples fall.' },
    { name: 'Zinc', year: 2010, genres: ['war', 'comedy'], description: 'Metal <b>bends</b>.' },
  ],
  reviews: [],
};

export const moderatorSecret = 'a secret of moderators';

export interface Visit {
  readonly get: (url: string) => Promise<LightMyRequestResponse>;
  readonly send: (
    method: 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
  ) => Promise<LightMyRequestResponse>;
}

export interface TestPotatoes {
  readonly app: Awaited<ReturnType<typeof createPotatoes>>;
  readonly verdict: VerdictStandIn;
  readonly schema: string;
  /** A browser with cookies of its own. */
  readonly visit: () => Visit;
}

export interface PotatoesOptions {
  readonly content?: SeedContent;
  readonly verdict?: VerdictStandIn;
  readonly schema?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: () => number;
  readonly patienceMs?: number;
}

export async function testPotatoes(place: TestStore, options: PotatoesOptions = {}): Promise<TestPotatoes> {
  const verdict = options.verdict ?? verdictStandIn();
  const schema = options.schema ?? newSchema();
  const input: PotatoesInput = {
    config: readPotatoesConfig({
      POTATOES_MODERATOR_SECRET: moderatorSecret,
      POTATOES_WRITES_PER_MINUTE: '100000',
      POTATOES_PREVIEWS_PER_MINUTE: '100000',
      ...options.env,
    }),
    site: bareSite,
    content: options.content ?? twoFilms,
    verdict: createClient({ url: 'http://verdict.test', fetch: verdict.fetch, retries: { most: 0 } }),
    store: await place.open(),
    schema,
    clock: options.clock ?? Date.now,
    ...(options.patienceMs !== undefined && { patienceMs: options.patienceMs }),
  };
  const app = await createPotatoes(input);
  const visit = (): Visit => {
    const jar = new Map<string, string>();
    const headers = (): Record<string, string> => ({
      host: 'localhost:8501',
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    });
    const keep = (reply: LightMyRequestResponse): LightMyRequestResponse => {
      for (const { name, value } of reply.cookies as { name: string; value: string }[]) jar.set(name, value);
      return reply;
    };
    return {
      get: async (url) => keep(await app.inject({ method: 'GET', url, headers: headers() })),
      send: async (method, url, body) =>
        keep(
          await app.inject({
            method,
            url,
            headers: { ...headers(), origin: 'http://localhost:8501' },
            ...(body !== undefined && { payload: body as object }),
          }),
        ),
    };
  };
  return { app, verdict, schema, visit };
}

export function newSchema(): string {
  return `test_potatoes_${randomBytes(6).toString('hex')}`;
}

/** What a page was made of. */
export function pageOf(reply: LightMyRequestResponse): Page {
  const data = /<script type="application\/json" id="page">(.*)<\/script>/.exec(reply.body)?.[1];
  return JSON.parse(data ?? 'null');
}

export async function until<Value>(look: () => Promise<Value | null | false | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const value = await look();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come about within 10 s.');
}

/** Ends the processes, and what they kept. */
export async function dropPotatoes(place: TestStore, sites: readonly TestPotatoes[]): Promise<void> {
  await Promise.all(sites.map(({ app }) => app.close()));
  const { sql } = await place.database<Record<string, never>>([]);
  for (const schema of new Set(sites.map((site) => site.schema))) {
    await sql.schema.dropSchema(schema).ifExists().cascade().execute();
  }
}
