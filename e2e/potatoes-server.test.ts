import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningAll, startAll } from './pages/open-page.ts';

const praise = 'A warm, funny and beautifully acted film that I will gladly see again.';
const blame = 'Dull, endless and badly acted; two hours that nobody will give back.';
const spam =
  'URGENT! You have won a FREE prize of £1000 cash! Call 09061701461 now to claim. Text WIN to 80086, only 150p per msg.';

/** A browser’s cookies, and nothing else of it. */
function visitor(url: string) {
  const jar = new Map<string, string>();
  return async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [name, value] = line.split(';', 1)[0].split(/=(.*)/s);
      jar.set(name, value);
    }
    return { status: reply.status, body: await reply.json() };
  };
}

async function until<Value>(look: () => Promise<Value | null | false | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const value = await look();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not come about within 15 s.');
}

describe('Rotten Potatoes beside the real server', () => {
  let all: RunningAll;
  let filmId: number;
  beforeAll(async () => {
    all = await startAll(
      {},
      { POTATOES_MODERATOR_SECRET: 'the moderators’ own secret', POTATOES_WRITES_PER_MINUTE: '100000' },
    );
    const films = await (await fetch(`${all.potatoesUrl}/movies`)).json();
    expect(films.length).toBeGreaterThanOrEqual(50);
    filmId = films.at(-1).id;
    // What the site opens with has its verdicts before scores are compared.
    await until(async () => {
      const health = await (await fetch(`${all.potatoesUrl}/health`)).json();
      return health.status === 'ok' && health.waiting_reviews === 0;
    });
  });
  afterAll(() => all?.stop());

  test('a review is judged by the model in service, explained, corrected, and erased with its predictions', async () => {
    const ada = visitor(all.potatoesUrl);
    const before = (await ada('GET', `/score/${filmId}`)).body;
    const written = await ada('POST', `/api/films/${filmId}/reviews`, { text: praise, name: 'Ada' });
    expect(written.status).toBe(201);
    const { review } = written.body;
    expect(review).toMatchObject({
      state: 'shown',
      isPositive: true,
      author: 'Ada',
      model: 'sentiment-en@1',
    });
    expect(review.confidence).toBeGreaterThan(0.8);
    expect((await ada('GET', `/score/${filmId}`)).body).toMatchObject({
      total_reviews: before.total_reviews + 1,
      positive_count: before.positive_count + 1,
    });

    const { verdict, text } = (await ada('GET', `/api/reviews/${review.id}/explanation`)).body;
    expect(verdict.spans.length).toBeGreaterThan(3);
    const best = verdict.spans.toSorted(
      (a: { contribution: number }, b: { contribution: number }) => b.contribution - a.contribution,
    )[0];
    expect(text.slice(best.start, best.end)).not.toBe('');

    await ada('POST', `/api/reviews/${review.id}/correction`, { isPositive: false });
    const { id } = await until(async () => {
      const { predictions } = await all.client.predictions.list({ model: 'sentiment-en', limit: 50 });
      return predictions.find((one) => one.text === praise && one.feedback_label === 'negative');
    });
    expect((await all.client.predictions.get(id)).feedback).toMatchObject([
      {
        label: 'negative',
        actor: 'rotten-potatoes',
        comment: 'Said on Rotten Potatoes by the review’s author.',
      },
    ]);

    expect((await ada('DELETE', `/api/reviews/${review.id}`)).status).toBe(200);
    await until(async () => {
      const lists = await Promise.all(
        ['sentiment-en', 'spam-en'].map((model) => all.client.predictions.list({ model, limit: 100 })),
      );
      return lists.every(({ predictions }) => predictions.every((one) => one.text !== praise));
    });
    await expect(all.client.predictions.get(id)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
    expect((await ada('GET', `/score/${filmId}`)).body).toEqual(before);
  });

  test('a preview is not logged', async () => {
    const draft = 'A draft that nobody but its author has any business with.';
    const ada = visitor(all.potatoesUrl);
    expect((await ada('POST', '/api/preview', { text: draft })).body).toMatchObject({
      words: 11,
      verdict: { model: 'sentiment-en@1' },
    });
    await ada('POST', `/api/films/${filmId}/reviews`, { text: blame });
    const { predictions } = await until(async () => {
      const list = await all.client.predictions.list({ model: 'sentiment-en', limit: 100 });
      return list.predictions.some(({ text }) => text === blame) && list;
    });
    expect(predictions.some(({ text }) => text === draft)).toBe(false);
  });

  test('the spam model holds what is no review, and hears what a moderator says of it', async () => {
    const [bo, mo] = [visitor(all.potatoesUrl), visitor(all.potatoesUrl)];
    const { review } = (await bo('POST', `/api/films/${filmId}/reviews`, { text: spam })).body;
    expect(review.state).toBe('held');
    await mo('POST', '/api/moderation/sign-in', { secret: 'the moderators’ own secret' });
    const { held } = (await mo('GET', '/api/moderation/held')).body;
    expect(held).toMatchObject([{ id: review.id, text: spam }]);
    expect(
      (await mo('POST', `/api/moderation/reviews/${review.id}`, { action: 'remove' })).body.review,
    ).toBeNull();
    await until(async () => {
      const { predictions } = await all.client.predictions.list({ model: 'spam-en', limit: 20 });
      return predictions.find((one) => one.text === spam && one.feedback_label === 'spam');
    });
  });

  test('200 people write at once, and all of them are counted', async () => {
    const before = await (await fetch(`${all.potatoesUrl}/score/1`)).json();
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        visitor(all.potatoesUrl)('POST', '/submit_review', {
          movie_id: 1,
          text: `${at % 2 === 0 ? praise : blame} I am visitor ${at}.`,
        }),
      ),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    const positive = replies.filter(({ body }) => body.sentiment === 'positive').length;
    const after = await (await fetch(`${all.potatoesUrl}/score/1`)).json();
    expect(after).toMatchObject({
      total_reviews: before.total_reviews + 200,
      positive_count: before.positive_count + positive,
    });
  });

  test('as a process of its own it keeps what was written while Verdict was gone, through kill -9', async () => {
    const home = mkdtempSync(join(tmpdir(), 'potatoes-'));
    const start = async (verdictUrl: string) => {
      const child = spawn(process.execPath, ['apps/potatoes/src/main.ts'], {
        cwd: join(import.meta.dirname, '..'),
        env: { ...process.env, POTATOES_HOME: home, POTATOES_PORT: '0', VERDICT_URL: verdictUrl },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const url = await new Promise<string>((resolve, reject) => {
        let said = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const found = /is at (http:\S+),/.exec(said);
          if (found) resolve(found[1]);
        });
        child.once('exit', () => reject(new Error(`It ended: ${said}`)));
      });
      const end = (signal: NodeJS.Signals) =>
        new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          child.kill(signal);
        });
      return { url, end };
    };
    try {
      const first = await start('http://127.0.0.1:1');
      const written = await visitor(first.url)('POST', `/api/films/${filmId}/reviews`, { text: praise });
      expect([written.status, written.body.review.state]).toEqual([202, 'waiting']);
      await first.end('SIGKILL');
      const second = await start(all.url);
      const [latest] = await until(async () => {
        const reviews = await (await fetch(`${second.url}/reviews/${filmId}`)).json();
        return reviews[0]?.review === praise && reviews;
      });
      expect(latest).toMatchObject({ isPos: true });
      await second.end('SIGTERM');
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }, 120_000);
});
