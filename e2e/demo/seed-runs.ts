import { crc32, deflateSync } from 'node:zlib';
import type { Client } from '@verdict/api';

const recipes = ['nb-logreg', 'logreg', 'linear-svm', 'naive-bayes', 'complement-nb', 'word-char'] as const;
const day = 86_400_000;
const began = Date.UTC(2026, 9, 1, 8);

export interface SeededRuns {
  /** With curves, pictures and confusion matrices. */
  readonly shown: readonly string[];
  readonly experiment: string;
}

/** A sweep of sixty trainings, three of them with all that a training can leave, one that failed and one deleted. */
export async function seedRuns(client: Client): Promise<SeededRuns> {
  const experiment = 'review recipes';
  const random = generator(7);
  const made: string[] = [];
  for (let at = 0; at < 60; at++) {
    const recipe = recipes[at % recipes.length];
    const id = `demo${String(at).padStart(4, '0')}`;
    const rate = [0.03, 0.1, 0.3, 1, 3][at % 5];
    const accuracy =
      0.84 + 0.015 * (at % recipes.length) - 0.01 * Math.abs(Math.log10(rate)) + 0.01 * random();
    const startMs = began + at * 0.37 * day;
    await client.runs.create({
      id,
      experiment,
      name: `reviews ${recipe} #${at + 1}`,
      start_ms: Math.round(startMs),
    });
    await client.runs.log(id, {
      params: { recipe, seed: String(40 + (at % 3)), regularisation: String(rate), data: 'reviews@3' },
      metrics: [
        ...figures(accuracy, random).map(([key, value]) => ({ key, value, at_ms: Math.round(startMs) })),
        ...(at < 3 ? curve(at, random, startMs) : []),
      ],
      tags: { team: at % 4 ? 'reviews' : 'search', 'mlflow.source.git.commit': '4a7b60d' },
    });
    if (at < 3) await leaveFiles(client, id, accuracy);
    const status = at === 11 ? 'failed' : 'finished';
    await client.runs.update(id, { status, end_ms: Math.round(startMs + 4000 + 60_000 * random()) });
    made.push(id);
  }
  await client.runs.create({
    id: 'demohostile',
    experiment: 'odd names',
    name: '<script>alert("run")</script> שלום \u202Eevil\u202C',
    start_ms: began,
  });
  await client.runs.log('demohostile', {
    params: { 'a "quoted" key': "it's <b>text</b>", long: 'word '.repeat(1000) },
    metrics: [{ key: 'not a number', value: 'NaN', at_ms: began }],
    tags: { 'mlflow.note.content': '<img src=x onerror=alert(1)> A note.' },
  });
  await client.runs.create({ id: 'demogone', experiment, name: 'given up', start_ms: began });
  await client.runs.remove('demogone');
  return { shown: made.slice(0, 3), experiment };
}

function figures(accuracy: number, random: () => number): readonly (readonly [string, number])[] {
  return [
    ['accuracy', accuracy],
    ['accuracy_low', accuracy - 0.012],
    ['accuracy_high', accuracy + 0.011],
    ['macro_f1', accuracy - 0.004 * random()],
    ['log_loss', 0.9 - 0.7 * accuracy + 0.02 * random()],
    ['ece', 0.01 + 0.03 * random()],
    ['class/negative/f1', accuracy - 0.01 * random()],
    ['class/positive/f1', accuracy + 0.01 * random()],
    ['seconds_total', 2 + 20 * random()],
    ['model_bytes', Math.round(2e6 + 4e6 * random())],
  ];
}

/** Two thousand steps that fall and rise, one spike among them. */
function curve(at: number, random: () => number, startMs: number) {
  return Array.from({ length: 2000 }, (_, step) => {
    const share = step / 2000;
    const at_ms = Math.round(startMs + step * (20 + 5 * at));
    const loss =
      Math.exp(-3.2 * share) * (0.7 + 0.06 * at) + 0.08 + 0.03 * random() + (step === 1200 ? 0.5 : 0);
    return [
      { key: 'train/loss', value: loss, step, at_ms },
      {
        key: 'train/accuracy',
        value: 0.95 - 0.45 * Math.exp(-4 * share) - 0.02 * at + 0.01 * random(),
        step,
        at_ms,
      },
    ];
  }).flat();
}

async function leaveFiles(client: Client, id: string, accuracy: number): Promise<void> {
  const wrong = Math.round(1000 * (1 - accuracy));
  const put = (path: string, content: string | Uint8Array) =>
    client.runs.putArtifact(
      id,
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    );
  await put(
    'report/confusion.csv',
    `true \\ called,negative,positive\nnegative,${1000 - wrong},${wrong}\npositive,${wrong - 20},${1020 - wrong}\n`,
  );
  await put('report/confusion.svg', drawing(wrong));
  await put(
    'report/per-class.csv',
    'class,rows,precision,recall\nnegative,1000,0.91,0.90\npositive,1000,0.90,0.91\n',
  );
  await put('report/metrics.json', JSON.stringify({ accuracy, rows: { train: 8000, test: 2000 } }));
  await put('report/dot.png', dot());
  await put('recipe.json', JSON.stringify({ classifier: { kind: 'logreg' }, features: ['words'] }));
  await put('model/reviews.verdict', new Uint8Array(2048));
}

function drawing(wrong: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200"><rect width="320" height="200" fill="#fff"/><rect x="40" y="30" width="110" height="60" fill="#1f6f6b"/><rect x="160" y="30" width="110" height="60" fill="#f0d9cc"/><rect x="40" y="100" width="110" height="60" fill="#f0d9cc"/><rect x="160" y="100" width="110" height="60" fill="#1f6f6b"/><text x="95" y="65" fill="#fff" text-anchor="middle" font-family="sans-serif">${1000 - wrong}</text><text x="215" y="65" text-anchor="middle" font-family="sans-serif">${wrong}</text></svg>`;
}

/** The smallest picture of its kind: one grey point. */
function dot(): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(8 + body.length);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), 4 + body.length);
    return out;
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const pixel = deflateSync(Buffer.from([0, 128]));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixel),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** mulberry32: the same numbers every time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
