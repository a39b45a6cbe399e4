import { readFile } from 'node:fs/promises';
import { encodeModel } from '@verdict/learn';
import { afterEach, describe, expect, test } from 'vitest';
import { createModelDecoder, type ModelDecoder, openModel, type Timed } from '../src/index.ts';
import { decodeHere } from '../src/loading/open-model.ts';
import { smallModel, smallModelFile } from './small-model.ts';

const shipped = await readFile(new URL('../../../models/sentiment-en-1.verdict', import.meta.url));
const as = { name: 'a', version: 1, runId: null };

const open: ModelDecoder[] = [];
function decoder(): ModelDecoder {
  const made = createModelDecoder();
  open.push(made);
  return made;
}
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));

describe('openModel', () => {
  test('answers the same from another thread’s decoding as from this one’s', async () => {
    const { decode } = decoder();
    const [here, there] = await Promise.all([openModel(shipped, as), openModel(shipped, as, { decode })]);
    expect(there.sha256).toBe(here.sha256);
    expect(there.memoryBytes).toBe(here.memoryBytes);
    for (const text of ['A warm, funny film.', 'dull', '']) {
      expect((there.line.ask(text) as Timed).prediction).toEqual((here.line.ask(text) as Timed).prediction);
    }
  });

  test('refuses a model that answers otherwise than when it was made', async () => {
    const model = await smallModel();
    const [first, ...rest] = model.facts.golden;
    const golden = [...rest, { ...first, scores: first.scores.toReversed() }];
    const bytes = encodeModel({ ...model, facts: { ...model.facts, golden } });
    await expect(openModel(bytes, as)).rejects.toMatchObject({ code: 'MODEL_REFUSED' });
  });

  test('refuses a damaged file with its reason, on whichever thread it is read', async () => {
    const damaged = Uint8Array.from(shipped);
    damaged[damaged.length >> 1] ^= 1;
    const { decode } = decoder();
    for (const options of [{}, { decode }]) {
      await expect(openModel(damaged, as, options)).rejects.toMatchObject({
        name: 'LearnError',
        code: 'MODEL_DAMAGED',
      });
    }
    await expect(openModel(shipped, as, { decode })).resolves.toMatchObject({ name: 'a' });
  });
});

/** Of this thread alone: what else the machine does is not among it. */
async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

describe('a decoder', () => {
  test('leaves this thread to its work while it reads a large file', async () => {
    const { decode } = decoder();
    const here = await cpuMs(() => decodeHere(shipped));
    await decode(shipped);
    const there = await cpuMs(() => decode(shipped));
    expect(there).toBeLessThan(here / 4);
  });

  test('reads a small file at once, without a thread', async () => {
    expect(decoder().decode(await smallModelFile())).not.toBeInstanceOf(Promise);
  });

  test('refuses what is under way when it is closed, and what comes later', async () => {
    const { decode, close } = decoder();
    const underway = expect(Promise.resolve(decode(shipped))).rejects.toThrow('closed');
    await Promise.all([close(), close()]);
    await underway;
    await expect(decode(shipped)).rejects.toThrow('closed');
  });
});
