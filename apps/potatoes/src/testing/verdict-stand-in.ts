import { randomBytes } from 'node:crypto';
import type { Fetch } from '@verdict/api';

/** Verdict across the network, as a site meets it on its bad days; its good ones are e2e's. */
export interface VerdictStandIn {
  readonly fetch: Fetch;
  /** `away`: nothing listens; a status: every answer is a refusal of that kind. */
  mood: 'well' | 'away' | number;
  delayMs: number;
  /** The next call of this kind does not answer before it is let go. */
  readonly texts: Map<string, string>;
  readonly asked: { readonly path: string; readonly texts: number }[];
  readonly feedback: { readonly id: string; readonly label: string; readonly comment: string | null }[];
  readonly erased: string[];
  version: number;
}

/** Positive where "good" stands in it, spam where "FREE" does. */
export function verdictStandIn(): VerdictStandIn {
  const self: VerdictStandIn = {
    mood: 'well',
    delayMs: 0,
    texts: new Map(),
    asked: [],
    feedback: [],
    erased: [],
    version: 1,
    // Who asked may leave; what was asked is done all the same.
    fetch: (url, init) => Promise.race([answerTo(url, init), leaving(init.signal)]),
  };
  const answerTo: Fetch = async (url, init) => {
    const { pathname: path } = new URL(url);
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    self.asked.push({ path, texts: body.texts?.length ?? 1 });
    if (self.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, self.delayMs));
    if (self.mood === 'away') throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    if (self.mood !== 'well') return problem(self.mood, self.mood === 404 ? 'MODEL_NOT_FOUND' : 'REFUSED');
    const prediction = /^\/api\/v1\/predictions\/([^/]+)(\/feedback)?$/.exec(path);
    if (prediction) {
      const id = decodeURIComponent(prediction[1]);
      if (!self.texts.has(id)) return problem(404, 'PREDICTION_UNKNOWN');
      if (init.method === 'DELETE') {
        self.texts.delete(id);
        self.erased.push(id);
        return Response.json({});
      }
      self.feedback.push({ id, label: body.label, comment: body.comment ?? null });
      return Response.json({});
    }
    if (path === '/api/v1/predict') {
      const predictions = (body.texts as string[]).map((text) => {
        const id = uuid7();
        self.texts.set(id, text);
        return { id, ...answer(text, body.model, self.version) };
      });
      return Response.json({ predictions });
    }
    if (path === '/api/v1/explain') {
      const at = body.text.indexOf('good');
      const spans = at < 0 ? [] : [{ start: at, end: at + 4, contribution: 1.5 }];
      return Response.json({
        ...answer(body.text, body.model, self.version),
        target: 'positive',
        margin: 1,
        intercept: 0,
        spans,
        strongest: [],
      });
    }
    return Response.json({ status: 'alive' });
  };
  return self;
}

function leaving(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function answer(text: string, model: string, version: number): Record<string, unknown> {
  const [yes, no] = model.startsWith('spam') ? ['spam', 'ham'] : ['positive', 'negative'];
  const is = text.includes(yes === 'spam' ? 'FREE' : 'good');
  return {
    label: is ? yes : no,
    confidence: 0.9,
    scores: { [yes]: is ? 0.9 : 0.1, [no]: is ? 0.1 : 0.9 },
    unsure: false,
    model: { name: model, version, run_id: null },
  };
}

function problem(status: number, code: string): Response {
  const body = {
    type: 'x',
    code,
    title: code,
    status,
    detail: code,
    can_retry: status >= 500,
    request_id: 'r',
  };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
}

function uuid7(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
