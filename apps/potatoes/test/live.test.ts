import { testStores } from '@verdict/db/testing';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LiveEvents } from '../pages/page-data.ts';
import { watchFilms } from '../src/live/watchers.ts';
import { migrations } from '../src/tables/migrations.ts';
import type { Tables } from '../src/tables/tables.ts';
import { dropPotatoes, testPotatoes, until } from './potatoes-app.ts';

/** Does something once, between the read of this table and whatever is read next. */
function onceRead(table: string, act: () => Promise<unknown>): KyselyPlugin {
  const asked = new WeakSet<object>();
  let isDone = false;
  return {
    transformQuery: ({ node, queryId }) => {
      if (JSON.stringify(node).includes(`"${table}"`)) asked.add(queryId);
      return node;
    },
    transformResult: async ({ queryId, result }) => {
      if (asked.has(queryId) && !isDone) {
        isDone = true;
        await act();
      }
      return result;
    },
  };
}

describe.each(testStores())('live on $name', (place) => {
  // Made by a hook, which may take longer than a test.
  beforeAll(async () => void (await place.open()));
  afterAll(place.close);

  test('a review that comes while a page is told of the one before is counted in the score that it is told last', async () => {
    const site = await testPotatoes(place);
    const write = (text: string) =>
      site.visit().send('POST', '/submit_review', { movie_id: 1, text: `${text} good one of them all.` });
    expect((await write('The first')).statusCode).toBe(200);

    const store = await place.open();
    const database = await store.database<Tables>({ schema: site.schema, migrations });
    const meanwhile = onceRead('film_day', () => write('The second'));
    const watchers = watchFilms({
      database: { ...database, sql: database.sql.withPlugin(meanwhile) },
      onFault: (_, error) => {
        throw error;
      },
      pollMs: 20,
    });
    const scores: LiveEvents['score'][] = [];
    const reviews = new Set<number>();
    watchers.add({
      filmId: 1,
      eyes: { visitorId: null, isModerator: false },
      address: '127.0.0.1',
      revision: 0,
      send: (name, data) => {
        if (name === 'score') scores.push(data as LiveEvents['score']);
        if (name === 'review') reviews.add((data as LiveEvents['review']).id);
      },
      beat: () => {},
      end: () => {},
    });
    await until(async () => reviews.size === 2);
    await until(async () => scores.at(-1)?.score.total === 2);
    await watchers.stop();
    await dropPotatoes(place, [site]);
  });
});
