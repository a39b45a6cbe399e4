import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  createModelMemory,
  createOnDemand,
  createServedModel,
  openModel,
  ServeError,
  type VersionOnRecord,
} from '../src/index.ts';
import { smallModel, smallModelFile } from './small-model.ts';

const model = await smallModel();
const one = createServedModel({ name: 'a', version: 1, model, bytes: 1, sha256: 'a1' }).memoryBytes;

const version = (name: string, number: number): VersionOnRecord => ({
  name,
  version: number,
  runId: null,
  sha256: `${name}${number}`,
});

/** A memory for so many models, and what it opened in which order. */
function memoryFor(models: number, { slowMs = 0, refuse = '' } = {}) {
  const opened: string[] = [];
  const closed: string[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const memory = createModelMemory({
    maxBytes: models * one,
    open: async ({ name, version: number, sha256, runId }) => {
      opened.push(sha256);
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await after(slowMs);
      atOnce--;
      if (sha256 === refuse) throw new ServeError('MODEL_REFUSED', 'it answers otherwise.');
      const served = createServedModel({ name, version: number, model, bytes: 1, sha256, runId });
      const close = async (): Promise<void> => {
        closed.push(sha256);
      };
      return { ...served, line: { ...served.line, close } };
    },
  });
  return { memory, opened, closed, mostAtOnce: () => mostAtOnce };
}

describe('models in memory', () => {
  test('are read once, however many ask at the same time, and under whichever name', async () => {
    const { memory, opened } = memoryFor(3, { slowMs: 5 });
    const asked = [version('a', 1), version('a', 1), { ...version('b', 7), sha256: 'a1' }];
    const served = await Promise.all(asked.map(memory.load));
    expect(opened).toEqual(['a1']);
    expect(served.map(({ reference }) => `${reference.name}@${reference.version}`)).toEqual([
      'a@1',
      'a@1',
      'b@7',
    ]);
    expect(served[2].line).toBe(served[0].line);
  });

  test('leave by the time they were last asked for, where there is no room for all', async () => {
    const { memory, closed } = memoryFor(2);
    await memory.load(version('a', 1));
    await memory.load(version('a', 2));
    memory.held(version('a', 1));
    await memory.load(version('a', 3));
    expect(closed).toEqual(['a2']);
    expect(memory.held(version('a', 2))).toBeNull();
    expect(memory.held(version('a', 1))).not.toBeNull();
    expect(memory.bytes()).toBe(2 * one);
  });

  test('stay while they serve, and afterwards as long as there is room, for a rollback', async () => {
    const { memory, opened, closed } = memoryFor(2);
    memory.pin([await memory.load(version('a', 1))]);
    memory.pin([await memory.load(version('a', 2))]);
    expect(memory.held(version('a', 1))).not.toBeNull();
    for (const number of [3, 4, 5]) await memory.load(version('a', number));
    expect(closed).toEqual(['a1', 'a3', 'a4']);
    expect(memory.held(version('a', 2))).not.toBeNull();
    expect(opened).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });

  test('are refused where the bytes are not those of the record', async () => {
    const bytes = await smallModelFile();
    const memory = createModelMemory({ maxBytes: 1e9, open: (as) => openModel(bytes, as) });
    await expect(memory.load(version('a', 1))).rejects.toMatchObject({ code: 'MODEL_REFUSED' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await expect(memory.load({ ...version('a', 1), sha256 })).resolves.toMatchObject({ sha256 });
  });

  test('are counted by what their arrays hold', () => {
    // 22 MB of a shipped model’s arrays become 40 MB with its tables; of a small one the token table is most.
    const grams = model.sets.reduce((sum, { scales }) => sum + scales.length, 0);
    const weights = model.sets.reduce((sum, { weights: of }) => sum + of.length, 0);
    expect(one).toBeGreaterThan((grams * 3 + weights) * 4);
  });
});

describe('a version that is not in service', () => {
  const onRecord = (name: string, number: number) => (number < 100 ? version(name, number) : null);
  const lookUpOf = (asked: string[]) => async (name: string, number: number) => {
    asked.push(`${name}@${number}`);
    return onRecord(name, number);
  };

  test('is loaded when it is asked for, and afterwards answers at once', async () => {
    const { memory, opened } = memoryFor(3, { slowMs: 5 });
    const asked: string[] = [];
    const { find } = createOnDemand({ memory, clock: () => 0, lookUp: lookUpOf(asked) });
    const first = await Promise.all([find('a', 1), find('a', 1)]);
    const again = find('a', 1);
    expect(again).not.toBeInstanceOf(Promise);
    expect([...first, again]).toMatchObject([{ version: 1 }, { version: 1 }, { version: 1 }]);
    expect([opened, asked]).toEqual([['a1'], ['a@1']]);
  });

  test('is loaded after the others, never beside them', async () => {
    const { memory, mostAtOnce } = memoryFor(9, { slowMs: 3 });
    const { find } = createOnDemand({ memory, clock: () => 0, lookUp: lookUpOf([]) });
    await Promise.all([1, 2, 3, 4].map((number) => find('a', number)));
    expect(mostAtOnce()).toBe(1);
  });

  test('is refused at once where too many others are being loaded', async () => {
    const { memory } = memoryFor(99, { slowMs: 20 });
    const { find } = createOnDemand({ memory, clock: () => 0, lookUp: lookUpOf([]) });
    const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
    const asked = await Promise.allSettled(numbers.map(async (number) => find('a', number)));
    const refused = asked.filter((each) => each.status === 'rejected');
    expect(asked.length - refused.length).toBe(6);
    expect(refused.every(({ reason }) => reason.code === 'OVERLOADED')).toBe(true);
    await expect(Promise.resolve(find('a', 20))).resolves.toMatchObject({ version: 20 });
  });

  test('is loaded again however many were refused before', async () => {
    const { memory } = memoryFor(99, { slowMs: 5 });
    const { find } = createOnDemand({ memory, clock: () => 0, lookUp: lookUpOf([]) });
    const loading = [1, 2, 3, 4, 5, 6].map((number) => find('a', number));
    for (let times = 0; times < 1000; times++) {
      expect(() => find('a', 7)).toThrow(expect.objectContaining({ code: 'OVERLOADED' }));
    }
    await Promise.all(loading);
    await expect(Promise.resolve(find('a', 7))).resolves.toMatchObject({ version: 7 });
  });

  test('is looked up again where the clock was set back since it was refused', async () => {
    const { memory } = memoryFor(3);
    let now = 3_600_000;
    let there = false;
    const { find } = createOnDemand({
      memory,
      clock: () => now,
      lookUp: async (name, number) => (there ? version(name, number) : null),
    });
    await expect((async () => find('a', 1))()).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    there = true;
    now = 0;
    await expect((async () => find('a', 1))()).resolves.toMatchObject({ version: 1 });
  });

  test.each([
    ['is not on record', 100, '', 'MODEL_NOT_FOUND'],
    ['fails its test', 5, 'a5', 'MODEL_REFUSED'],
  ])('is refused for a while without asking anybody where it %s', async (_, number, refuse, code) => {
    const { memory, opened } = memoryFor(3, { refuse });
    const asked: string[] = [];
    let now = 0;
    const { find } = createOnDemand({ memory, clock: () => now, lookUp: lookUpOf(asked) });
    const refusal = async () => Promise.resolve(find('a', number));
    await expect((async () => refusal())()).rejects.toMatchObject({ code });
    expect(() => find('a', number)).toThrow(expect.objectContaining({ code }));
    now += 60_000;
    await expect((async () => refusal())()).rejects.toMatchObject({ code });
    expect(asked.length).toBe(2);
    expect(opened.length).toBe(refuse ? 2 : 0);
  });

  test('goes on answering while the record is away, and stops when it was deleted', async () => {
    const { memory } = memoryFor(3);
    let now = 0;
    let state: 'there' | 'away' | 'deleted' = 'there';
    const { find } = createOnDemand({
      memory,
      clock: () => now,
      lookUp: async (name, number) => {
        if (state === 'away') throw new Error('the database does not answer');
        return state === 'there' ? version(name, number) : null;
      },
    });
    await find('a', 1);
    state = 'away';
    now += 60_000;
    expect(find('a', 1)).toMatchObject({ version: 1 });
    await after(1);
    expect(find('a', 1)).toMatchObject({ version: 1 });
    await after(1);
    state = 'deleted';
    expect(find('a', 1)).toMatchObject({ version: 1 });
    await after(1);
    expect(() => find('a', 1)).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND' }));
  });
});
