import { describe, expect, test } from 'vitest';
import { createClient, predictEach } from '../src/index.ts';
import { type Answer, json, problem, unrulyServer } from './unruly-server.ts';

const quick = { baseMs: 1, maxMs: 2 };

/** Gives each text back as the label of its answer. */
function echoing(): { readonly answer: Answer; readonly asked: string[][] } {
  const asked: string[][] = [];
  const answer: Answer = (request, response) => {
    const texts: string[] = JSON.parse(String((request as { body?: unknown }).body)).texts;
    asked.push(texts);
    json({ predictions: texts.map((label) => ({ label })) })(request, response);
  };
  return { answer, asked };
}

/** As `unrulyServer` gives them, a request’s body lies beside it. */
async function echoServer(first?: Answer) {
  const { answer, asked } = echoing();
  const server = await unrulyServer(...((first ? [first] : []) as []), ((request, response) => {
    Object.assign(request, { body: server.bodies[server.requests.indexOf(request)] });
    answer(request, response);
  }) as Answer);
  return { ...server, asked };
}

const labels = async (answers: AsyncIterable<{ label: string }>): Promise<string[]> => {
  const all: string[] = [];
  for await (const { label } of answers) all.push(label);
  return all;
};

describe('predictEach', () => {
  test('answers any number of texts in their order, so many in a request', async () => {
    const { url, asked } = await echoServer();
    const texts = Array.from({ length: 7 }, (_, at) => `t${at}`);
    expect(await labels(predictEach(createClient({ url }), texts, { textsAtOnce: 3 }))).toEqual(texts);
    expect(asked.map((some) => some.length)).toEqual([3, 3, 1]);
  });

  test('puts fewer long texts into a request, and one that is longer still alone', async () => {
    const { url, asked } = await echoServer();
    const texts = ['a'.repeat(150_000), 'b'.repeat(150_000), 'c'.repeat(300_000), 'd'];
    expect(await labels(predictEach(createClient({ url }), texts))).toEqual(texts);
    expect(asked.map((some) => some.length)).toEqual([1, 1, 1, 1]);
  });

  test('takes texts as they come, and none at all', async () => {
    const { url, requests } = await echoServer();
    const client = createClient({ url });
    expect(await labels(predictEach(client, []))).toEqual([]);
    expect(requests).toHaveLength(0);
    async function* slowly() {
      for (const text of ['x', 'y']) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield text;
      }
    }
    expect(await labels(predictEach(client, slowly()))).toEqual(['x', 'y']);
  });

  test('waits out a server that is overloaded, as long as it is told', async () => {
    const { url, requests } = await echoServer(problem(503, 'OVERLOADED', { 'retry-after': '1' }));
    const begin = performance.now();
    const client = createClient({ url, retries: quick });
    expect(await labels(predictEach(client, ['x', 'y']))).toEqual(['x', 'y']);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(990);
    expect(requests).toHaveLength(2);
  });

  test('tells a refusal where its texts would have been answered', async () => {
    const { url } = await unrulyServer(json({ predictions: [{ label: 'x' }] }), problem(422, 'TEXT_EMPTY'));
    const seen: string[] = [];
    const read = async () => {
      const client = createClient({ url });
      for await (const { label } of predictEach(client, ['x', ''], { textsAtOnce: 1 })) seen.push(label);
    };
    await expect(read()).rejects.toMatchObject({ code: 'TEXT_EMPTY', status: 422 });
    expect(seen).toEqual(['x']);
  });

  test('asks for no more than one request ahead of who reads, and for nothing once they have left', async () => {
    const { url, asked } = await echoServer();
    const endless = (function* () {
      for (let at = 0; ; at++) yield `t${at}`;
    })();
    for await (const { label } of predictEach(createClient({ url }), endless, { textsAtOnce: 2 })) {
      if (label === 't2') break;
    }
    expect(asked.length).toBeLessThanOrEqual(3);
    const after = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toHaveLength(after);
  });
});
