import { testStores } from '@verdict/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewReply } from '../pages/page-data.ts';
import { verdictStandIn } from '../src/testing/verdict-stand-in.ts';
import {
  dropPotatoes,
  moderatorSecret,
  type PotatoesOptions,
  pageOf,
  type TestPotatoes,
  testPotatoes,
  until,
} from './potatoes-app.ts';

const good = 'A good film, warm and funny throughout.';
const bad = 'Two hours that nobody will give back.';
const spam = 'Click here for FREE potatoes and win cash.';

describe.each(testStores())('reviews on $name', (place) => {
  const open: TestPotatoes[] = [];
  const start = async (options?: PotatoesOptions): Promise<TestPotatoes> => {
    const site = await testPotatoes(place, options);
    open.push(site);
    return site;
  };
  afterEach(() => dropPotatoes(place, open.splice(0)));
  // Made by a hook, which may take longer than a test.
  beforeAll(async () => void (await place.open()));
  afterAll(place.close);

  test('a review is judged, counted and shown to everybody; its author alone may change it', async () => {
    const { visit } = await start();
    const [ada, bo] = [visit(), visit()];
    const written = await ada.send('POST', '/api/films/1/reviews', { text: good, name: 'Ada' });
    expect(written.statusCode).toBe(201);
    const { review, score } = written.json<ReviewReply>();
    expect(review).toMatchObject({
      author: 'Ada',
      text: good,
      state: 'shown',
      isPositive: true,
      confidence: 0.9,
      model: 'sentiment-en@1',
      isOwn: true,
      edition: 1,
    });
    expect(score).toMatchObject({ total: 1, positive: 1, standing: 'few' });

    const seen = pageOf(await bo.get('/films/1'));
    expect(seen).toMatchObject({
      kind: 'film',
      film: { score: { total: 1 } },
      reviews: [{ text: good, isOwn: false }],
    });
    expect(
      (await bo.send('PATCH', `/api/reviews/${review?.id}`, { text: bad, edition: 1 })).json().code,
    ).toBe('NOT_YOURS');
    expect((await bo.send('DELETE', `/api/reviews/${review?.id}`)).json().code).toBe('NOT_YOURS');

    const edited = await ada.send('PATCH', `/api/reviews/${review?.id}`, { text: bad, edition: 1 });
    expect(edited.json()).toMatchObject({
      review: { text: bad, isPositive: false, edition: 2 },
      score: { total: 1, positive: 0 },
      days: [{ total: 1, positive: 0 }],
    });
    // The same page in another window still has the first text in front of it.
    const late = await ada.send('PATCH', `/api/reviews/${review?.id}`, {
      text: `${good} Again.`,
      edition: 1,
    });
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({
      code: 'REVIEW_CHANGED',
      review: { text: bad, edition: 2, isOwn: true },
    });
  });

  test('a deleted text is gone here and in Verdict, however long Verdict is away', async () => {
    const { visit, verdict, schema } = await start();
    const ada = visit();
    const { review } = (await ada.send('POST', '/api/films/1/reviews', { text: good })).json<ReviewReply>();
    await ada.send('PATCH', `/api/reviews/${review?.id}`, { text: bad, edition: 1 });
    await until(async () => ![...verdict.texts.values()].includes(good));
    expect(verdict.texts.size).toBe(2);
    verdict.mood = 'away';
    const deleted = await ada.send('DELETE', `/api/reviews/${review?.id}`);
    expect(deleted.json()).toMatchObject({
      review: null,
      score: { total: 0, positive: 0, standing: 'none' },
      days: [],
    });
    expect((await ada.send('DELETE', `/api/reviews/${review?.id}`)).statusCode).toBe(404);
    expect(verdict.texts.size).toBe(2);
    // The process ends with it undone; another one does it.
    await open.pop()?.app.close();
    verdict.mood = 'well';
    await start({ verdict, schema });
    await until(async () => verdict.texts.size === 0);
    expect((await open[0].visit().get('/health')).json()).toMatchObject({ waiting_reviews: 0 });
  });

  test('while Verdict is away a review waits, its author sees it, and it is judged later', async () => {
    const { visit, verdict } = await start();
    const [ada, bo] = [visit(), visit()];
    verdict.mood = 'away';
    const written = await ada.send('POST', '/api/films/1/reviews', { text: good });
    expect(written.statusCode).toBe(202);
    expect(written.json()).toMatchObject({
      review: { state: 'waiting', isPositive: null },
      score: { total: 0 },
    });
    expect((await ada.get('/api/films/1/reviews')).json().reviews).toHaveLength(1);
    expect((await bo.get('/api/films/1/reviews')).json().reviews).toEqual([]);
    expect((await ada.get('/readyz')).statusCode).toBe(200);
    expect((await ada.get('/health')).json()).toMatchObject({ status: 'degraded', waiting_reviews: 1 });
    const { review } = written.json<ReviewReply>();
    expect((await ada.get(`/api/reviews/${review?.id}/explanation`)).json().code).toBe('REVIEW_NOT_JUDGED');
    expect((await ada.send('POST', '/api/preview', { text: good })).json()).toMatchObject({
      code: 'VERDICT_AWAY',
      status: 503,
    });
  });

  test('a process that was killed while Verdict was asked leaves a review that the next one has judged', async () => {
    let now = Date.now();
    const { visit, verdict, schema, app } = await start({ clock: () => now });
    verdict.mood = 'away';
    await visit().send('POST', '/api/films/1/reviews', { text: good });
    await app.close();
    open.length = 0;
    verdict.mood = 'well';
    now += 60_000;
    const next = await start({ verdict, schema, clock: () => now });
    const { reviews } = await until(async () => {
      const read = (await next.visit().get('/api/films/1/reviews')).json();
      return read.reviews.length > 0 && read;
    });
    expect(reviews).toMatchObject([{ text: good, state: 'shown', isPositive: true }]);
    expect((await next.visit().get('/score/1')).json()).toEqual({
      total_reviews: 1,
      positive_count: 1,
      score: 100,
    });
  });

  test('an answer that comes after its review was deleted leaves nothing behind in Verdict', async () => {
    const { visit, verdict } = await start();
    const ada = visit();
    await ada.send('POST', '/api/name', { name: 'Ada' });
    verdict.delayMs = 300;
    const writing = ada.send('POST', '/api/films/1/reviews', { text: good });
    const { reviews } = await until(async () => {
      const read = (await ada.get('/api/films/1/reviews')).json();
      return read.reviews.length > 0 && read;
    });
    expect(reviews).toMatchObject([{ state: 'waiting', isOwn: true }]);
    await ada.send('DELETE', `/api/reviews/${reviews[0].id}`);
    expect((await writing).json()).toMatchObject({ review: null, score: { total: 0 } });
    await until(async () => verdict.erased.length === 2);
    expect(verdict.texts.size).toBe(0);
  });

  test('an answer that comes after its writer has left is kept, or erased where the review is gone', async () => {
    const { visit, verdict } = await start({ patienceMs: 100 });
    const ada = visit();
    verdict.delayMs = 700;
    const kept = await ada.send('POST', '/api/films/1/reviews', { text: good });
    const gone = (await ada.send('POST', '/api/films/1/reviews', { text: bad })).json<ReviewReply>();
    expect([kept.statusCode, gone.review?.state]).toEqual([202, 'waiting']);
    await ada.send('DELETE', `/api/reviews/${gone.review?.id}`);
    await until(async () => (await ada.get('/score/1')).json().total_reviews === 1);
    await until(async () => [...verdict.texts.values()].join() === `${good},${good}`);
  });

  test('where one of the two models fails, what the other has logged is erased', async () => {
    const verdict = verdictStandIn();
    const ask = verdict.fetch;
    let isSpamAway = true;
    const half: typeof verdict = {
      ...verdict,
      fetch: (url, init) =>
        isSpamAway && String(init.body).includes('spam-en')
          ? Promise.resolve(new Response('', { status: 502 }))
          : ask(url, init),
    };
    const { visit } = await start({ verdict: half });
    const ada = visit();
    const reply = await ada.send('POST', '/api/films/1/reviews', { text: good });
    expect(reply.statusCode).toBe(202);
    await until(async () => verdict.erased.length > 0);
    isSpamAway = false;
    await until(async () => (await ada.get('/score/1')).json().total_reviews === 1);
    await until(async () => verdict.texts.size === 2);
    await ada.send('DELETE', `/api/reviews/${reply.json<ReviewReply>().review?.id}`);
    await until(async () => verdict.texts.size === 0);
  });

  test('spam is held: its author and moderators see it, and it counts once a moderator approves', async () => {
    const { visit, verdict } = await start();
    const [ada, bo, mo] = [visit(), visit(), visit()];
    const { review, score } = (
      await ada.send('POST', '/api/films/1/reviews', { text: spam })
    ).json<ReviewReply>();
    expect(review).toMatchObject({ state: 'held' });
    expect(score.total).toBe(0);
    expect((await bo.get('/api/films/1/reviews')).json().reviews).toEqual([]);
    expect((await bo.get(`/api/reviews/${review?.id}/explanation`)).statusCode).toBe(404);
    expect((await ada.get(`/api/reviews/${review?.id}/explanation`)).statusCode).toBe(409);
    expect(
      (await bo.send('POST', `/api/reviews/${review?.id}/correction`, { isPositive: true })).statusCode,
    ).toBe(404);
    expect((await bo.get('/api/moderation/held')).json().code).toBe('MODERATOR_NEEDED');
    expect(
      (await bo.send('POST', `/api/moderation/reviews/${review?.id}`, { action: 'approve' })).statusCode,
    ).toBe(401);

    expect(
      (await mo.send('POST', '/api/moderation/sign-in', { secret: 'not it, not at all' })).json().code,
    ).toBe('SECRET_WRONG');
    await mo.send('POST', '/api/moderation/sign-in', { secret: moderatorSecret });
    const moderation = await mo.get('/moderation');
    expect(moderation.headers['cache-control']).toBe('no-store');
    expect(pageOf(moderation)).toMatchObject({
      kind: 'moderation',
      heldTotal: 1,
      held: [{ text: spam, filmName: 'The Quiet Orchard', spamConfidence: 0.9 }],
    });
    const approved = await mo.send('POST', `/api/moderation/reviews/${review?.id}`, { action: 'approve' });
    expect(approved.json()).toMatchObject({ review: { state: 'shown' }, score: { total: 1, positive: 0 } });
    expect(
      (await mo.send('POST', `/api/moderation/reviews/${review?.id}`, { action: 'approve' })).json().code,
    ).toBe('REVIEW_NOT_HELD');
    const feedback = await until(async () => verdict.feedback[0]);
    expect(feedback).toMatchObject({ label: 'ham', comment: 'Said on Rotten Potatoes by a moderator.' });

    const removed = await mo.send('POST', `/api/moderation/reviews/${review?.id}`, { action: 'remove' });
    expect(removed.json()).toMatchObject({ review: null, score: { total: 0 } });
    // What was removed is not written again, and its author can still have it erased everywhere.
    expect((await bo.send('POST', '/api/films/1/reviews', { text: spam.toUpperCase() })).json().code).toBe(
      'REVIEW_TWICE',
    );
    expect((await ada.send('DELETE', `/api/reviews/${review?.id}`)).statusCode).toBe(200);
    await until(async () => verdict.erased.length === 2);
    expect((await ada.send('POST', '/api/films/1/reviews', { text: spam })).json().code).toBe('REVIEW_TWICE');
    await mo.send('POST', '/api/moderation/sign-out');
    expect(pageOf(await mo.get('/moderation'))).toMatchObject({ held: [], viewer: { isModerator: false } });
  });

  test('a moderator’s session ends after eight hours, and a forged one is none', async () => {
    let now = Date.now();
    const { visit, app } = await start({ clock: () => now });
    const mo = visit();
    await mo.send('POST', '/api/moderation/sign-in', { secret: moderatorSecret });
    now += 8 * 3_600_000 - 1;
    expect((await mo.get('/api/moderation/held')).statusCode).toBe(200);
    now += 1;
    expect((await mo.get('/api/moderation/held')).json().code).toBe('MODERATOR_NEEDED');
    const payload = Buffer.from(JSON.stringify({ endsMs: now * 2 })).toString('base64url');
    for (const cookie of [
      `potatoes-moderator=${payload}.AAAA`,
      'potatoes-moderator=',
      'potatoes-moderator=%00',
    ]) {
      const reply = await app.inject({ url: '/api/moderation/held', headers: { host: 'localhost', cookie } });
      expect(reply.statusCode).toBe(401);
    }
  });

  test('a visitor’s correction disputes, the author’s counts, and Verdict is told what holds', async () => {
    const { visit, verdict } = await start();
    const [ada, bo] = [visit(), visit()];
    const { review } = (await ada.send('POST', '/api/films/1/reviews', { text: good })).json<ReviewReply>();
    const path = `/api/reviews/${review?.id}/correction`;
    const disputed = await bo.send('POST', path, { isPositive: false });
    expect(disputed.json()).toMatchObject({
      review: { isPositive: true, correctedTo: false, correctionCounts: false, viewerSays: false },
      score: { total: 1, positive: 1 },
    });
    await until(async () => verdict.feedback.length === 1);
    expect((await bo.send('POST', path, { isPositive: false })).statusCode).toBe(200);
    const own = await ada.send('POST', path, { isPositive: false });
    expect(own.json()).toMatchObject({
      review: { isPositive: true, correctedTo: false, correctionCounts: true },
      score: { total: 1, positive: 0 },
    });
    expect((await bo.send('POST', path, { isPositive: true })).json()).toMatchObject({
      review: { correctedTo: false, correctionCounts: true, viewerSays: true },
      score: { positive: 0 },
    });
    await until(async () => verdict.feedback.length >= 2);
    expect(new Set(verdict.feedback.map(({ label }) => label))).toEqual(new Set(['negative']));
    expect(pageOf(await bo.get('/films/1'))).toMatchObject({ reviews: [{ viewerSays: true }] });
    expect((await ada.send('POST', path, { isPositive: true })).json()).toMatchObject({
      review: { correctedTo: null, correctionCounts: false },
      score: { positive: 1 },
    });
  });

  test('the same review twenty times at once is kept once, and a hundred characters of noise do not make it another', async () => {
    const { visit, verdict } = await start();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => visit().send('POST', '/api/films/1/reviews', { text: good })),
    );
    const codes = replies.map(({ statusCode }) => statusCode).sort();
    expect(codes).toEqual([201, ...Array(19).fill(409)]);
    const again = await visit().send('POST', '/api/films/1/reviews', {
      text: `  ${good.toUpperCase()} ${'!'.repeat(100)}`,
    });
    expect(again.json().code).toBe('REVIEW_TWICE');
    expect((await visit().send('POST', '/api/films/2/reviews', { text: good })).statusCode).toBe(201);
    expect(verdict.texts.size).toBe(4);
  });

  test('200 reviews at once are counted exactly', { timeout: 120_000 }, async () => {
    const { visit } = await start();
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        visit().send('POST', '/submit_review', {
          movie_id: 1,
          text: `${at % 4 === 0 ? 'A good' : 'No'} film, says visitor number ${at}.`,
        }),
      ),
    );
    expect(replies.every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect((await visit().get('/score/1')).json()).toEqual({
      total_reviews: 200,
      positive_count: 50,
      score: 25,
    });
    expect(pageOf(await visit().get('/films/1'))).toMatchObject({ days: [{ total: 200, positive: 50 }] });
    const ids = new Set<number>();
    let next: string | null = '';
    while (next !== null) {
      const read: { reviews: { id: number }[]; nextReviews: string | null } = (
        await visit().get(`/api/films/1/reviews?after=${next}`)
      ).json();
      for (const { id } of read.reviews) ids.add(id);
      next = read.nextReviews;
    }
    expect(ids.size).toBe(200);
  });

  test('old clients are answered with the fields that they know', async () => {
    const { visit, verdict } = await start();
    const { get, send } = visit();
    expect((await get('/movies')).json()).toEqual([
      { id: 1, name: 'The Quiet Orchard', description: 'Apples fall.' },
      { id: 2, name: 'Zinc', description: 'Metal <b>bends</b>.' },
    ]);
    expect((await get('/score/1')).json()).toEqual({ total_reviews: 0, positive_count: 0, score: 0 });
    for (let at = 1; at <= 5; at += 1) {
      const text = `${at === 5 ? good : bad} Number ${at}.`;
      expect((await send('POST', '/submit_review', { movie_id: 1, text })).json()).toEqual({
        sentiment: at === 5 ? 'positive' : 'negative',
        model_version: 'sentiment-en@1',
        message: 'Thank you for your review!',
      });
    }
    expect((await get('/reviews/1')).json()).toEqual([
      { review_id: 5, movie_id: 1, review: `${good} Number 5.`, isPos: true },
      { review_id: 4, movie_id: 1, review: `${bad} Number 4.`, isPos: false },
      { review_id: 3, movie_id: 1, review: `${bad} Number 3.`, isPos: false },
    ]);
    await send('POST', '/submit_review', { movie_id: 1, text: `${good} Number 6.` });
    expect((await get('/score/1')).json()).toEqual({ total_reviews: 6, positive_count: 2, score: 33.33 });
    for (const path of ['/reviews/99', '/score/99', '/reviews/x', '/score/99999999999999999999']) {
      expect([path, (await get(path)).statusCode]).toEqual([path, 404]);
    }
    const refusals = [
      [{ movie_id: 99, text: good }, 404],
      [{ movie_id: 1, text: 'four words are few' }, 422],
      [{ movie_id: '1x', text: good }, 422],
      [{ text: good }, 422],
    ] as const;
    for (const [body, status] of refusals) {
      expect([body, (await send('POST', '/submit_review', body)).statusCode]).toEqual([body, status]);
    }
    verdict.mood = 'away';
    const away = await send('POST', '/submit_review', { movie_id: 2, text: good });
    expect([away.statusCode, away.json().code, away.headers['retry-after']]).toEqual([
      503,
      'VERDICT_AWAY',
      '5',
    ]);
    verdict.mood = 'well';
    expect((await send('POST', '/submit_review', { movie_id: 2, text: good })).statusCode).toBe(200);
  });

  test('without its spam model a site goes on, and one text that is refused holds up no other', async () => {
    const { visit, verdict, schema, app } = await start();
    const ask = verdict.fetch;
    const refusing = {
      ...verdict,
      fetch: ((url, init) => {
        const body = String(init.body);
        const status = body.includes('spam-en') ? 404 : body.includes('poison') ? 413 : null;
        return status === null
          ? ask(url, init)
          : Promise.resolve(
              Response.json(
                {
                  type: 'x',
                  code: status === 404 ? 'MODEL_NOT_FOUND' : 'TEXT_OVER_LIMIT',
                  title: 'x',
                  status,
                  detail: 'x',
                  can_retry: false,
                  request_id: 'r',
                },
                { status },
              ),
            );
      }) as typeof verdict.fetch,
    };
    let now = Date.now();
    verdict.mood = 'away';
    for (const text of [good, `${bad} poison`, spam])
      await visit().send('POST', '/api/films/1/reviews', { text });
    await app.close();
    open.length = 0;
    now += 60_000;
    verdict.mood = 'well';
    const next = await start({ verdict: refusing, schema, clock: () => now });
    await until(async () => (await next.visit().get('/score/1')).json().total_reviews === 2);
    expect((await next.visit().get('/health')).json().waiting_reviews).toBe(1);
  });
});
