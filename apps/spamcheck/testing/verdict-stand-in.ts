import { type Client, createClient } from '@verdict/api/client';

export type Answer = (
  path: string,
  body: unknown,
) => { readonly status: number; readonly json: unknown } | 'unreachable';

/** A Verdict across the network that is away, slow of wit or of another kind; the real one is asked in e2e. */
export function standInVerdict(answer: Answer): { readonly verdict: Client; readonly asked: string[] } {
  const asked: string[] = [];
  const verdict = createClient({
    url: 'http://verdict.test',
    retries: { most: 0 },
    fetch: async (url, { body }) => {
      const { pathname } = new URL(url);
      asked.push(pathname);
      const given = answer(pathname, typeof body === 'string' ? JSON.parse(body) : null);
      if (given === 'unreachable') throw new TypeError('fetch failed');
      return new Response(JSON.stringify(given.json), {
        status: given.status,
        headers: { 'content-type': given.status < 400 ? 'application/json' : 'application/problem+json' },
      });
    },
  });
  return { verdict, asked };
}

export function problem(status: number, code: string) {
  const json = {
    type: `urn:verdict:error:${code}`,
    code,
    title: code,
    status,
    detail: `Because ${code}, at 10.0.0.7.`,
    can_retry: false,
    request_id: 'inside',
  };
  return { status, json };
}

/** As a model that takes for spam whatever says "win". */
export const sensible: Answer = (path, body) => {
  const { text, texts } = (body ?? {}) as { text?: string; texts?: string[] };
  const model = { name: 'spam-en', version: 3, run_id: null };
  const one = (each: string) => {
    const label = /win/i.test(each) ? 'spam' : 'ham';
    const scores = label === 'spam' ? { ham: 0.1, spam: 0.9 } : { ham: 0.9, spam: 0.1 };
    return { id: '01a1', label, confidence: 0.9, scores, unsure: false, model };
  };
  if (path === '/api/v1/predict') {
    return { status: 200, json: texts ? { predictions: texts.map(one) } : one(text ?? '') };
  }
  if (path === '/api/v1/explain') {
    const spans = [{ start: 0, end: 3, contribution: -1.23456 }];
    return {
      status: 200,
      json: { ...one(text ?? ''), target: 'ham', margin: 0, intercept: 0, spans, strongest: [] },
    };
  }
  return { status: 200, json: {} };
};
