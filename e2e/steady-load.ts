import { Agent, request } from 'node:http';

/** One answer, as its caller saw it. */
export interface Seen {
  /** The number of its question, from 0. */
  readonly asked: number;
  readonly id: string;
  readonly label: string;
  readonly model: string;
  readonly version: number;
}

export interface Failure {
  readonly asked: number;
  /** When it was asked, in milliseconds since 1970. */
  readonly atMs: number;
  readonly why: string;
}

export interface Outcome {
  /** How many questions were put, whatever came of them. */
  readonly asked: number;
  readonly answers: readonly Seen[];
  readonly failures: readonly Failure[];
}

export interface SteadyLoad {
  readonly soFar: () => Outcome;
  /** The answer to the first question that is put from now on and answered. */
  readonly next: () => Promise<Seen>;
  /** Puts no more questions, and waits for the answers to those that are under way. Idempotent. */
  readonly stop: () => Promise<Outcome>;
}

export interface SteadyLoadOptions {
  readonly perSecond: number;
  /** The body of question number `asked`. */
  readonly body: (asked: number) => unknown;
  /** An API key. */
  readonly key?: string;
}

const tickMs = 10;
const patienceMs = 10_000;

/** Questions at a steady rate, however long the answers take, over connections that are kept. Nothing is asked twice. */
export function steadyLoad(url: string, { perSecond, body, key }: SteadyLoadOptions): SteadyLoad {
  const agent = new Agent({ keepAlive: true });
  const answers: Seen[] = [];
  const failures: Failure[] = [];
  const underWay = new Set<Promise<void>>();
  let waiting: { readonly from: number; readonly tell: (seen: Seen) => void }[] = [];
  let asked = 0;
  let stopped: Promise<Outcome> | null = null;
  const startedAt = performance.now();
  const headers = {
    'content-type': 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };

  const put = (number: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const question = request(`${url}/predict`, { method: 'POST', agent, headers }, (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (chunk: string) => {
          text += chunk;
        });
        reply.once('error', reject);
        reply.once('end', () => {
          if (reply.statusCode === 200) resolve(text);
          else reject(new Error(`${reply.statusCode} ${text.slice(0, 300)}`));
        });
      });
      question.setTimeout(patienceMs, () => question.destroy(new Error(`no answer in ${patienceMs} ms`)));
      question.once('error', reject);
      question.end(JSON.stringify(body(number)));
    });

  const ask = async (number: number): Promise<void> => {
    const atMs = Date.now();
    try {
      const { id, label, model } = JSON.parse(await put(number));
      const seen: Seen = { asked: number, id, label, model: model.name, version: model.version };
      answers.push(seen);
      const told = waiting.filter(({ from }) => number >= from);
      waiting = waiting.filter(({ from }) => number < from);
      for (const { tell } of told) tell(seen);
    } catch (error) {
      failures.push({ asked: number, atMs, why: String(error) });
    }
  };

  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1000);
    while (asked < due) {
      const one = ask(asked++);
      underWay.add(one);
      void one.finally(() => underWay.delete(one));
    }
  }, tickMs);

  const soFar = (): Outcome => ({ asked, answers: [...answers], failures: [...failures] });
  return {
    soFar,
    next: () => new Promise((tell) => waiting.push({ from: asked, tell })),
    stop: () => {
      clearInterval(timer);
      stopped ??= Promise.all(underWay).then(() => {
        agent.destroy();
        return soFar();
      });
      return stopped;
    },
  };
}
