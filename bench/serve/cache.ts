import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLabelledRows } from '@verdict/files';
import { createPredictor, createRandom, decodeModel } from '@verdict/learn';
import { surroundings } from '../learn/machine.ts';
import { dataFile, places } from '../learn/places.ts';
import { createTextCache } from './text-cache.ts';

/**
 * Whether answers are worth keeping by exact text: CPU time a question with and without, collector included, over
 * requests as they come (a new string out of JSON each), at several shares of questions that were asked before.
 *
 *   node bench/serve/cache.ts [--rounds 7] [--out bench/results]
 */
const questions = 2000;
const maxBytes = 64 * 2 ** 20;
const shares = [0, 0.1, 0.5];
/** What was asked before is one of so many. */
const recent = 1000;

const rounds = Number(argument('--rounds') ?? 7);
const out = argument('--out') ?? places.results;

const reviews = (await readLabelledRows(dataFile('imdb'))).texts;
const model = decodeModel(await readFile(join(places.models, 'sentiment-en-1.verdict')));
const { predict } = createPredictor(model);

/** The bodies of requests; a share of them repeats a recent one, the others are all different. */
function bodiesWith(share: number): readonly Buffer[] {
  const random = createRandom(`cache ${share}`);
  const asked: Buffer[] = [];
  for (let i = 0; i < questions; i++) {
    const again = asked.length > 0 && random.next() < share;
    const back = 1 + Math.floor(random.next() * Math.min(recent, asked.length));
    const text = `${reviews[i % reviews.length]} ${i}`;
    asked.push(again ? asked[asked.length - back] : Buffer.from(JSON.stringify({ text })));
  }
  return asked;
}

function microseconds(bodies: readonly Buffer[], answer: (text: string) => unknown): number {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (const body of bodies) answer(JSON.parse(body.toString()).text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / bodies.length;
}

function withCache(): { readonly answer: (text: string) => unknown; readonly hits: () => number } {
  const cache = createTextCache(maxBytes);
  let hits = 0;
  return {
    answer: (text) => {
      const known = cache.get(text);
      if (known) {
        hits++;
        return known;
      }
      const prediction = predict(text);
      cache.put(text, prediction);
      return prediction;
    },
    hits: () => hits,
  };
}

const rows = shares.map((share) => {
  const bodies = bodiesWith(share);
  microseconds(bodies.slice(0, 600), predict);
  microseconds(bodies.slice(0, 600), withCache().answer);
  const reading: number[] = [];
  const without: number[] = [];
  const kept: number[] = [];
  let hits = 0;
  for (let round = 0; round < rounds; round++) {
    reading.push(microseconds(bodies, () => null));
    without.push(microseconds(bodies, predict));
    const cache = withCache();
    kept.push(microseconds(bodies, cache.answer));
    hits = cache.hits();
  }
  const ratio = median(kept.map((each, round) => each / without[round]));
  return {
    share,
    hits: hits / questions,
    reading: median(reading),
    without: median(without),
    kept: median(kept),
    ratio,
  };
});

/** Of the texts that a data set has, how many were there before; what comes to a server is seldom more alike. */
const repeats: string[] = [];
for (const name of ['imdb', 'sms', 'agnews'] as const) {
  const { texts } = await readLabelledRows(dataFile(name));
  repeats.push(
    `| ${name} | ${texts.length} | ${((100 * (texts.length - new Set(texts).size)) / texts.length).toFixed(1)} % |`,
  );
}

const { date, commit, machine, versions } = surroundings({}, new Date());
const length = reviews.reduce((sum, text) => sum + text.length, 0) / reviews.length;
const table = rows.map(
  ({ hits, reading, without, kept, ratio }) =>
    `| ${(100 * hits).toFixed(1)} % | ${reading.toFixed(1)} | ${without.toFixed(1)} | ${kept.toFixed(1)} | ${ratio.toFixed(2)} |`,
);
const page = `# Is an answer worth keeping?

CPU time a question in µs, medians of ${rounds} alternating rounds of ${questions} questions: reviews of IMDb (${Math.round(length)} characters in the mean), each parsed out of its JSON, answered by \`sentiment-en\`, without and with a cache of ${maxBytes / 2 ** 20} MiB by exact text. HTTP, validation and the log, which every request has as well, are not among it.

| asked before | reading the body alone | without cache | with cache | ratio |
|---:|---:|---:|---:|---:|
${table.join('\n')}

| texts of | rows | the same as one before |
|---|---:|---:|
${repeats.join('\n')}

${machine.cpu}, ${machine.cores} cores, load ${machine.load.toFixed(1)} when it began; Node ${versions.node}; ${date}; commit ${commit}. \`node --expose-gc bench/serve/cache.ts\`
`;
await writeFile(join(out, 'serve-cache.md'), page);
process.stdout.write(page);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
