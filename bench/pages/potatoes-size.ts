import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createClient } from '@verdict/api';
import { openStore } from '@verdict/db';
import { loadBuiltSite } from '@verdict/http';
import { seedFilms } from '../../apps/potatoes/content/films.ts';
import type { Page } from '../../apps/potatoes/pages/page-data.ts';
import { readPotatoesConfig } from '../../apps/potatoes/src/config.ts';
import { createPotatoes } from '../../apps/potatoes/src/create-potatoes.ts';
import { migrations } from '../../apps/potatoes/src/tables/migrations.ts';
import type { Tables } from '../../apps/potatoes/src/tables/tables.ts';
import { fillFilm } from '../../apps/potatoes/src/testing/fill-film.ts';
import { buildPages } from '../../scripts/pages/build-pages.ts';
import { surroundings } from '../learn/machine.ts';
import { decimal, markdownTable, milliseconds } from '../learn/markdown.ts';
import { places } from '../learn/places.ts';
import { writeReport } from '../learn/report.ts';

/** What a film’s page and its score cost the server with 10, 20 (a full page) and 10,000 reviews. */
const sizes = [10, 20, 10_000] as const;
const paths = { score: '/score/', page: '/films/', 'next reviews': '/api/films/:id/reviews' } as const;

interface Cost {
  readonly what: string;
  readonly reviews: number;
  /** Median, of the whole answer over loopback. */
  readonly ms: number;
  readonly ratioToTen: number;
  readonly ratioToFullPage: number;
}

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '300' }, database: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  const began = performance.now();
  await buildPages();
  const site = await loadBuiltSite<Page>(
    fileURLToPath(new URL('../../apps/potatoes/dist/', import.meta.url)),
  );
  if (!site) throw new Error('The pages of Rotten Potatoes were not built.');
  const store = await openStore(
    values.database === undefined
      ? { kind: 'embedded', folder: null }
      : { kind: 'postgres', url: values.database },
  );
  const schema = `bench_${process.pid}`;
  const app = await createPotatoes({
    config: readPotatoesConfig({}),
    site,
    content: { films: seedFilms.slice(0, sizes.length), reviews: [] },
    // Nothing is written, so nobody is asked.
    verdict: createClient({ url: 'http://127.0.0.1:1' }),
    store,
    schema,
    clock: Date.now,
  });
  try {
    const database = await store.database<Tables>({ schema, migrations });
    for (const [at, reviews] of sizes.entries()) await fillFilm(database, { filmId: at + 1, reviews });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const costs: Cost[] = [];
    for (const [what, path] of Object.entries(paths)) costs.push(...(await measure(url, what, path, rounds)));
    const table = markdownTable(
      ['', 'reviews', 'median', 'to 10', 'to 20'],
      costs.map(({ what, reviews, ms, ratioToTen, ratioToFullPage }) => [
        what,
        String(reviews),
        milliseconds(ms),
        decimal(ratioToTen, 2),
        decimal(ratioToFullPage, 2),
      ]),
    );
    const path = await writeReport(places.results, {
      suite: 'potatoes-size',
      invocation: `node bench/pages/potatoes-size.ts --rounds ${rounds}`,
      around: surroundings({ database: store.kind }, new Date()),
      seconds: (performance.now() - began) / 1000,
      result: {
        title: 'What 10,000 reviews of one film cost',
        method: [
          `Medians of ${rounds} requests over loopback, one after the other, the films in turn, after 30 that are not counted.`,
          'A page shows up to 20 reviews: with ten it has half as much to write, so the fair comparison is with 20.',
        ],
        commands: [],
        results: costs,
        body: table,
      },
    });
    process.stdout.write(`${table}\n\n${relative(process.cwd(), path)}\n`);
  } finally {
    await app.close();
    if (values.database !== undefined) {
      const { sql } = await store.database<Tables>({ schema, migrations });
      await sql.schema.dropSchema(schema).cascade().execute();
    }
    await store.close();
  }
}

async function measure(url: string, what: string, path: string, rounds: number): Promise<readonly Cost[]> {
  const times: number[][] = sizes.map(() => []);
  for (let round = -30; round < rounds; round += 1) {
    for (const at of sizes.keys()) {
      const address = path.includes(':id') ? path.replace(':id', String(at + 1)) : `${path}${at + 1}`;
      const from = performance.now();
      const reply = await fetch(`${url}${address}`);
      await reply.arrayBuffer();
      if (!reply.ok) throw new Error(`${address} answered ${reply.status}.`);
      if (round >= 0) times[at].push(performance.now() - from);
    }
  }
  const medians = times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)]);
  return sizes.map((reviews, at) => ({
    what,
    reviews,
    ms: medians[at],
    ratioToTen: medians[at] / medians[0],
    ratioToFullPage: medians[at] / medians[1],
  }));
}

await main(process.argv.slice(2));
