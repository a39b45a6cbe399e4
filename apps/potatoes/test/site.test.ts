import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { testStores } from '@verdict/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewReply } from '../pages/page-data.ts';
import { verdictStandIn } from '../src/testing/verdict-stand-in.ts';
import {
  dropPotatoes,
  type PotatoesOptions,
  pageOf,
  type TestPotatoes,
  testPotatoes,
  twoFilms,
  until,
} from './potatoes-app.ts';

const good = 'A good film, warm and funny throughout.';

describe.each(testStores())('the site on $name', (place) => {
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

  test('processes that start together open with the same films and reviews, once', async () => {
    const reviews = Array.from({ length: 30 }, (_, at) => ({
      film: at % 2 === 0 ? 'Zinc' : 'The Quiet Orchard',
      author: `Reader ${at}`,
      daysAgo: at,
      text: `${at % 3 === 0 ? 'A good' : 'No'} film for the number ${at}.`,
    }));
    const content = { ...twoFilms, reviews };
    const verdict = verdictStandIn();
    const first = await start({ content, verdict });
    const { schema } = first;
    const others = await Promise.all([1, 2, 3].map(() => start({ content, verdict, schema })));
    const site = others[0].visit();
    await until(async () => (await site.get('/score/2')).json().total_reviews === 15);
    await until(async () => (await site.get('/score/1')).json().total_reviews === 15);
    expect((await site.get('/movies')).json()).toHaveLength(2);
    expect(
      (await site.get('/score/2')).json().positive_count + (await site.get('/score/1')).json().positive_count,
    ).toBe(10);
    // All of them in one question, and no spam model is asked about the site's own.
    expect(
      verdict.asked
        .filter(({ path }) => path === '/api/v1/predict')
        .reduce((sum, { texts }) => sum + texts, 0),
    ).toBe(30);
    const page = pageOf(await site.get('/films/2'));
    expect(page).toMatchObject({ kind: 'film', film: { score: { total: 15 } }, nextReviews: null });
    if (page.kind !== 'film') throw new Error('It is a film’s page.');
    expect(page.days).toHaveLength(15);
    expect(page.days[14]).toMatchObject({ total: 15 });
    const written = page.reviews.map(({ writtenMs }) => writtenMs);
    expect(written).toEqual([...written].sort((a, b) => b - a));
  });

  test('before Verdict has answered for the first time, what the site opens with is there, waiting', async () => {
    const verdict = verdictStandIn();
    verdict.mood = 'away';
    const content = { ...twoFilms, reviews: [{ film: 'Zinc', author: 'Spud', daysAgo: 2, text: good }] };
    const { visit } = await start({ content, verdict });
    expect(pageOf(await visit().get('/films/2'))).toMatchObject({
      film: { score: { total: 0, standing: 'none' } },
      reviews: [{ author: 'Spud', state: 'waiting', isOwn: false }],
    });
  });

  test('pages come in the language that was chosen, with a policy that lets no other’s script run', async () => {
    const { app, visit } = await start();
    const one = visit();
    const chosen = await one.get('/?lang=de&search=zinc&order=newest');
    expect(pageOf(chosen)).toMatchObject({
      kind: 'films',
      language: 'de',
      totalFilms: 1,
      query: { order: 'newest' },
    });
    expect(chosen.body).toContain('<html lang="de">');
    expect(pageOf(await one.get('/films/1')).language).toBe('de');
    expect(pageOf(await visit().get('/films/1')).language).toBe('en');
    expect(chosen.headers['content-security-policy']).toContain("script-src 'self'");
    expect(chosen.headers['content-security-policy']).not.toContain('unsafe');
    const small = await app.inject({
      url: '/',
      headers: { host: 'localhost', 'accept-encoding': 'br, gzip' },
    });
    expect(small.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(small.rawPayload).toString()).toContain('<html lang="en">');
    const german = await app.inject({ url: '/', headers: { host: 'localhost', 'accept-language': 'de-CH' } });
    expect(pageOf(german).language).toBe('de');
  });

  test('what is not there is a page for people and a problem for programs', async () => {
    const { app } = await start();
    const ask = (url: string, accept: string, method: 'GET' | 'PUT' = 'GET') =>
      app.inject({ method, url, headers: { host: 'localhost', accept } });
    for (const url of ['/films/99', '/films/x', '/films/99999999999999999999', '/nothing', '/films/1/edit']) {
      const page = await ask(url, 'text/html,*/*');
      expect([url, page.statusCode, pageOf(page).kind]).toEqual([url, 404, 'missing']);
      const problem = await ask(url, 'application/json');
      expect([url, problem.statusCode, problem.json().request_id]).toEqual([
        url,
        404,
        problem.headers['x-request-id'],
      ]);
    }
    expect((await ask('/api/films/99/reviews', 'text/html')).json().code).toBe('FILM_UNKNOWN');
    expect((await ask('/api/films/99/live', 'text/event-stream')).json().code).toBe('FILM_UNKNOWN');
    expect((await ask('/api/films/1/reviews?after=nonsense', '*/*')).json().code).toBe('REQUEST_INVALID');
    expect((await ask('/%', '*/*')).json().code).toBe('URL_INVALID');
    expect((await ask(`/films/${'9'.repeat(5000)}`, '*/*')).statusCode).toBeLessThan(500);
    const put = await ask('/', '*/*', 'PUT');
    expect([put.json().code, put.headers.allow]).toEqual(['METHOD_REFUSED', 'GET']);
  });

  test('hostile requests are told why, and none is the server’s fault', async () => {
    const { app, visit } = await start();
    const post = (payload: string | undefined, headers: Record<string, string> = {}) =>
      app.inject({
        method: 'POST',
        url: '/api/films/1/reviews',
        headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
        ...(payload !== undefined && { payload }),
      });
    const body = JSON.stringify({ text: good });
    const cases: readonly [string, string | undefined, Record<string, string>, number, string][] = [
      ['another site', body, { origin: 'http://evil.example' }, 403, 'ORIGIN_REFUSED'],
      ['a rebound name', body, { host: 'evil.example' }, 403, 'HOST_REFUSED'],
      [
        'a form',
        'text=good',
        { 'content-type': 'application/x-www-form-urlencoded' },
        415,
        'MEDIA_TYPE_REFUSED',
      ],
      ['plain text', body, { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE_REFUSED'],
      ['nothing', undefined, {}, 400, 'BODY_INVALID'],
      ['no JSON', '{', {}, 400, 'BODY_INVALID'],
      ['a prototype', '{"__proto__":{"x":1},"text":"a"}', {}, 400, 'BODY_INVALID'],
      ['no object', '[]', {}, 422, 'REQUEST_INVALID'],
      ['another field', JSON.stringify({ text: good, state: 'shown' }), {}, 422, 'REQUEST_INVALID'],
      ['no text', JSON.stringify({ text: 5 }), {}, 422, 'REQUEST_INVALID'],
      ['four words', JSON.stringify({ text: 'four words are few' }), {}, 422, 'REVIEW_TOO_SHORT'],
      ['100,000 characters', JSON.stringify({ text: 'ab '.repeat(33_334) }), {}, 422, 'REVIEW_TOO_LONG'],
      ['two megabytes', JSON.stringify({ text: 'x'.repeat(2 ** 21) }), {}, 413, 'BODY_TOO_LARGE'],
      ['a NUL', JSON.stringify({ text: `${good} \0` }), {}, 422, 'TEXT_UNREADABLE'],
      ['a name that turns around', JSON.stringify({ text: good, name: 'a\u202eb' }), {}, 422, 'NAME_INVALID'],
    ];
    for (const [what, payload, headers, status, code] of cases) {
      const reply = await post(payload, headers);
      expect([what, reply.statusCode, reply.json().code]).toEqual([what, status, code]);
      expect(reply.headers['content-type']).toContain('application/problem+json');
    }
    const text = '<script>alert(1)</script> \u202eأهلا half \ud83e of it </script><!--';
    const written = await visit().send('POST', '/api/films/1/reviews', { text, name: '</script>' });
    expect(written.json()).toMatchObject({ review: { text: text.toWellFormed(), author: '</script>' } });
    const { body: html } = await visit().get('/films/1');
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<\/script>/g)).toHaveLength(html.match(/<script/g)?.length ?? 0);
    for (const forged of [
      'potatoes-visitor=x',
      `potatoes-visitor=${'x'.repeat(9000)}`,
      '=;;=;potatoes-visitor',
      'potatoes-language=../..',
    ]) {
      expect(
        (await app.inject({ url: '/', headers: { host: 'localhost', cookie: forged } })).statusCode,
      ).toBe(200);
    }
  });

  test('whoever writes too fast waits, by visitor and by address; attempts to sign in are few', async () => {
    const { visit } = await start({ env: { POTATOES_WRITES_PER_MINUTE: '3' } });
    const ada = visit();
    const codes: number[] = [];
    for (let at = 0; at < 5; at += 1)
      codes.push((await ada.send('POST', '/api/name', { name: `Ada ${at}` })).statusCode);
    // The first came without a cookie.
    expect(codes).toEqual([200, 200, 200, 200, 429]);
    const others: number[] = [];
    for (let at = 0; at < 12; at += 1)
      others.push((await visit().send('POST', '/api/name', { name: 'Bo' })).statusCode);
    expect(others.filter((status) => status === 200)).toHaveLength(10);
    const refused = await visit().send('POST', '/api/name', { name: 'Bo' });
    expect(refused.json().code).toBe('RATE_LIMITED');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const attempts: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      attempts.push(
        (await visit().send('POST', '/api/moderation/sign-in', { secret: `guess number ${at}` })).statusCode,
      );
    }
    expect(attempts).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test('a preview says what the machine would say and keeps nothing; a few words are not asked about', async () => {
    const { visit, verdict } = await start();
    const { send, get } = visit();
    expect((await send('POST', '/api/preview', { text: 'so good' })).json()).toEqual({
      words: 2,
      verdict: null,
    });
    expect(verdict.asked.map(({ path }) => path)).not.toContain('/api/v1/explain');
    expect((await send('POST', '/api/preview', { text: good })).json()).toMatchObject({
      words: 7,
      verdict: { isPositive: true, model: 'sentiment-en@1', spans: [{ start: 2, end: 6 }] },
    });
    expect((await send('POST', '/api/preview', { text: 'x '.repeat(60_000) })).json().code).toBe(
      'REVIEW_TOO_LONG',
    );
    expect(verdict.texts.size).toBe(0);
    expect((await get('/api/films/1/reviews')).json().reviews).toEqual([]);
  });

  test('an open page hears of every change, also of those in another process, and goes on where it was', async () => {
    const first = await start();
    const second = await start({ schema: first.schema, verdict: first.verdict });
    const url = await first.app.listen({ port: 0, host: '127.0.0.1' });
    const page = pageOf(await first.visit().get('/films/1'));
    if (page.kind !== 'film') throw new Error('It is a film’s page.');
    const watched = watch(`${url}/api/films/1/live?revision=${page.revision}`);
    await until(async () => watched.isOpen());
    const ada = second.visit();
    const { review } = (
      await ada.send('POST', '/api/films/1/reviews', { text: good, name: 'Ada' })
    ).json<ReviewReply>();
    await until(async () => watched.events.find(({ event }) => event === 'score'));
    expect(watched.events).toMatchObject([
      { event: 'review', data: { id: review?.id, text: good, author: 'Ada', isOwn: false } },
      { event: 'score', data: { score: { total: 1, positive: 1 }, days: [{ total: 1 }] } },
    ]);
    watched.close();
    const last = watched.events.at(-1)?.id;
    await ada.send('DELETE', `/api/reviews/${review?.id}`);
    const again = watch(`${url}/api/films/1/live?revision=0`, { 'last-event-id': String(last) });
    await until(async () => again.events.find(({ event }) => event === 'score'));
    expect(again.events).toMatchObject([
      { event: 'removed', data: { id: review?.id } },
      { event: 'score', data: { score: { total: 0 } } },
    ]);
    // A site that stops waits for no open page.
    const closing = performance.now();
    await first.app.close();
    expect(performance.now() - closing).toBeLessThan(2000);
    await until(async () => !again.isOpen());
  });

  test('an open page hears nothing of what is held, and one that was away too long reads itself anew', async () => {
    const { app, visit } = await start();
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const ada = visit();
    const { review } = (await ada.send('POST', '/api/films/1/reviews', { text: good })).json<ReviewReply>();
    const watched = watch(`${url}/api/films/1/live`);
    await until(async () => watched.isOpen());
    await ada.send('PATCH', `/api/reviews/${review?.id}`, {
      text: 'FREE tickets for all who click here.',
      edition: 1,
    });
    await until(async () =>
      watched.events.find(({ event, data }) => event === 'score' && data.score.total === 0),
    );
    expect(JSON.stringify(watched.events)).not.toContain('FREE');
    expect(watched.events[0]).toMatchObject({ event: 'removed', data: { id: review?.id } });
    let edition = 2;
    for (let at = 0; at < 105; at += 1) {
      const text = `Another good text of number ${at}.`;
      edition = (await ada.send('PATCH', `/api/reviews/${review?.id}`, { text, edition })).json().review
        .edition;
    }
    watched.close();
    const behind = watch(`${url}/api/films/1/live?revision=1`);
    await until(async () => behind.events.find(({ event }) => event === 'reset'));
    expect(behind.events).toHaveLength(1);
    behind.close();
  });

  test('a page that is far behind is told all of it, however long the texts are', async () => {
    const { app, visit } = await start();
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const ada = visit();
    const written = 60;
    for (let at = 0; at < written; at += 1) {
      const text = `Number ${at} is a good one. ${'x'.repeat(4960)}`;
      expect((await ada.send('POST', '/api/films/1/reviews', { text })).statusCode).toBe(201);
    }
    const behind = watch(`${url}/api/films/1/live?revision=0`);
    await until(async () => behind.events.find(({ event }) => event === 'score'));
    expect(behind.events.filter(({ event }) => event === 'review')).toHaveLength(written);
    const ids = behind.events.map(({ id }) => id);
    // Cut off at any of them, its browser goes on from there and not from the first.
    expect(new Set(ids).size).toBe(written + 1);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    behind.close();
  });

  test('pages that are closed before they are answered are not counted as open', async () => {
    const { app } = await start();
    const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    for (let at = 0; at < 200; at += 1) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write('GET /api/films/1/live HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(1 + (at % 2)));
          setTimeout(() => socket.resetAndDestroy(), (at % 20) / 5);
        });
        socket.once('close', () => resolve());
      });
    }
    await until(async () => {
      const health = await app.inject({ url: '/health', headers: { host: 'localhost' } });
      return health.json().open_pages === 0;
    });
  });

  test('where the site itself fails, people get a page and programs a problem, and neither learns why', async () => {
    const { app, schema } = await start();
    const { sql } = await place.database<Record<string, never>>([]);
    await sql.schema.dropSchema(schema).cascade().execute();
    const page = await app.inject({ url: '/films/1', headers: { host: 'localhost', accept: 'text/html' } });
    expect([page.statusCode, pageOf(page).kind]).toEqual([500, 'failed']);
    const problem = await app.inject({ url: '/score/1', headers: { host: 'localhost' } });
    expect([problem.statusCode, problem.json().code]).toEqual([500, 'INTERNAL']);
    expect(page.body + problem.body).not.toMatch(/relation|film_score|select/);
  });

  test('one address keeps no more pages open than it may', async () => {
    const { app } = await start();
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const pages = Array.from({ length: 50 }, () => watch(`${url}/api/films/1/live`));
    await until(async () => pages.every((page) => page.isOpen()));
    const refused = await fetch(`${url}/api/films/1/live`);
    expect([refused.status, (await refused.json()).code]).toEqual([503, 'TOO_MANY_WATCHERS']);
    pages[0].close();
    await until(async () => {
      const one = watch(`${url}/api/films/1/live`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      // One that is answered later would itself be the page too many.
      if (!one.isOpen()) one.close();
      return one.isOpen();
    });
  });
});

interface Watched {
  // biome-ignore lint/suspicious/noExplicitAny: whatever an event brings is looked at by its parts.
  readonly events: { readonly event: string; readonly id: number; readonly data: any }[];
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** As EventSource reads it, without coming back. */
function watch(url: string, headers: Record<string, string> = {}): Watched {
  const events: Watched['events'] = [];
  let isOpen = false;
  let text = '';
  const request = httpRequest(url, { headers, agent: false }, (reply) => {
    isOpen = reply.statusCode === 200;
    reply.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const [event, id, data] = ['event', 'id', 'data'].map(
          (field) => new RegExp(`^${field}: (.*)$`, 'm').exec(part)?.[1],
        );
        if (event && data) events.push({ event, id: Number(id), data: JSON.parse(data) });
      }
    });
    reply.on('close', () => {
      isOpen = false;
    });
  });
  request.on('error', () => {});
  request.end();
  return { events, isOpen: () => isOpen, close: () => request.destroy() };
}
