import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { selectDays } from '../src/films/films.store.ts';
import { selectChanged, selectReviews } from '../src/reviews/reviews.store.ts';
import { dayMs, mostPoints, scoreDays } from '../src/score/score-days.ts';
import { migrations } from '../src/tables/migrations.ts';
import type { PotatoesDatabase, Tables } from '../src/tables/tables.ts';
import { fillFilm } from '../src/testing/fill-film.ts';
import { plansOf } from './plans-of.ts';
import { dropPotatoes, type TestPotatoes, testPotatoes } from './potatoes-app.ts';

const many = 10_000;

describe.each(testStores())('10,000 reviews of one film on $name', (place) => {
  const open: TestPotatoes[] = [];
  afterEach(() => dropPotatoes(place, open.splice(0)));
  // Made by a hook, which may take longer than a test.
  beforeAll(async () => void (await place.open()));
  afterAll(place.close);

  const filled = async (): Promise<{ readonly site: TestPotatoes; readonly database: PotatoesDatabase }> => {
    const site = await testPotatoes(place);
    open.push(site);
    const database = await (await place.open()).database<Tables>({ schema: site.schema, migrations });
    await fillFilm(database, { filmId: 1, reviews: 10 });
    await fillFilm(database, { filmId: 2, reviews: many });
    await sql`analyze`.execute(database.sql);
    return { site, database };
  };

  test('page and score cost what they cost with ten, and are right', { timeout: 120_000 }, async () => {
    const { site } = await filled();
    const { get } = site.visit();
    expect((await get('/score/2')).json()).toEqual({ total_reviews: many, positive_count: 7500, score: 75 });
    const cost = async (path: string): Promise<number> => {
      const times: number[] = [];
      for (let at = 0; at < 60; at += 1) {
        const from = performance.now();
        expect((await get(path)).statusCode).toBe(200);
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b)[times.length / 2];
    };
    for (const path of ['/score/', '/films/', '/reviews/']) {
      await cost(`${path}1`);
      const ratio = (await cost(`${path}2`)) / (await cost(`${path}1`));
      // A page of ten has half the reviews of a full one; reading all of them would be a hundred times as much.
      expect([path, ratio < 4, ratio]).toEqual([path, true, ratio]);
    }
  });

  test('the history has no more days than a chart shows, with the first and the last, and adds up', {
    timeout: 120_000,
  }, async () => {
    const { database } = await filled();
    const all = await database.sql
      .selectFrom('film_day')
      .select(['day', 'total', 'positive'])
      .where('film_id', '=', 2)
      .orderBy('day', 'desc')
      .execute();
    expect(all.length).toBeGreaterThan(400);
    const days = scoreDays({ total: many, positive: 7500 }, await selectDays(database.sql, 2));
    expect(days).toHaveLength(mostPoints);
    expect(days[0]).toEqual({
      dayMs: all.at(-1)!.day * dayMs,
      total: all.at(-1)!.total,
      positive: all.at(-1)!.positive,
    });
    expect(days.at(-1)).toEqual({ dayMs: all[0].day * dayMs, total: many, positive: 7500 });
    for (const each of days) {
      const until = all.filter(({ day }) => day * dayMs <= each.dayMs);
      expect(each.total).toBe(until.reduce((sum, { total }) => sum + total, 0));
      expect(each.positive).toBe(until.reduce((sum, { positive }) => sum + positive, 0));
    }
    expect(await selectDays(database.sql, 1)).toHaveLength(
      scoreDays({ total: 10, positive: 8 }, await selectDays(database.sql, 1)).length,
    );
  });

  test('every read of a page goes down an index', { timeout: 120_000 }, async () => {
    const { database } = await filled();
    const plans = await plansOf(database, async (db) => {
      await selectReviews(db, { filmId: 2, visitorId: 'ada', after: null, count: 21 });
      await selectReviews(db, {
        filmId: 2,
        visitorId: 'ada',
        after: { writtenMs: 1e12, id: 500 },
        count: 21,
      });
      await selectChanged(db, 2, many - 5, 400);
      await db.selectFrom('film_score').selectAll().where('film_id', '=', 2).execute();
    });
    expect(plans).toHaveLength(4);
    const read: number[] = [];
    for (const plan of plans) {
      expect(plan).not.toContain('Seq Scan on review');
      for (const [, rows] of plan.matchAll(/ on review .*\(actual [^)]*rows=([\d.]+)/g))
        read.push(Number(rows));
    }
    expect(read.length).toBeGreaterThanOrEqual(7);
    expect(Math.max(...read)).toBeLessThanOrEqual(21);
    expect(plans[0]).toContain('review_shown');
    expect(plans[0]).toContain('review_owner');
    expect(plans[1]).toContain('review_shown');
    expect(plans[2]).toContain('review_revision');
  });
});
