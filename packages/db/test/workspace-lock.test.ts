import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Child, startChild } from '../src/testing/child.ts';
import { makeTempFolder, type TempFolder } from '../src/testing/temp-folder.ts';
import { lockHolder, takeLock } from '../src/workspace/take-lock.ts';

const script = new URL('./take-lock-process.ts', import.meta.url);
let home: TempFolder;
let children: Child[];
beforeEach(() => {
  home = makeTempFolder();
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  home.remove();
});
const lockText = (): string => readFileSync(join(home.path, 'lock'), 'utf8');

async function start(): Promise<Child> {
  const child = startChild(script, home.path);
  children.push(child);
  expect(await child.line()).toBe('ready');
  return child;
}

async function outcomes(of: readonly Child[]): Promise<readonly (string | null)[]> {
  for (const child of of) child.say('now');
  return Promise.all(of.map((child) => child.line()));
}

describe('one process at a time', () => {
  test('holds the lock, says where it answers, and leaves nothing behind', async () => {
    const lock = await takeLock(home.path);
    expect(await lockHolder(home.path)).toEqual({ pid: process.pid, url: null });
    expect(JSON.parse(lockText())).toMatchObject({
      pid: process.pid,
      url: null,
      startedAt: expect.any(String),
    });
    await lock.announce('http://127.0.0.1:8000');
    expect(await lockHolder(home.path)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:8000' });
    await lock.release();
    await lock.release();
    await lock.announce('http://127.0.0.1:8001');
    expect(await lockHolder(home.path)).toBeNull();
    expect(readdirSync(home.path)).toEqual([]);
  });

  test('and a second taker is told at once whom it can go through', async () => {
    const lock = await takeLock(home.path);
    await lock.announce('http://127.0.0.1:8000');
    const started = performance.now();
    await expect(takeLock(home.path)).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      canRetry: true,
      holder: { pid: process.pid, url: 'http://127.0.0.1:8000' },
    });
    expect(performance.now() - started).toBeLessThan(1_000);
    await lock.release();
  });

  test('and a second taker waits for a holder without an address, until it has one', async () => {
    const lock = await takeLock(home.path);
    const second = takeLock(home.path, { waitMs: 5_000 });
    setTimeout(() => void lock.announce('http://127.0.0.1:8000'), 150);
    await expect(second).rejects.toMatchObject({ holder: { url: 'http://127.0.0.1:8000' } });
    await lock.release();
  });

  test('and a second taker has the lock when the first ends in time', async () => {
    const first = await takeLock(home.path);
    const second = takeLock(home.path, { waitMs: 5_000 });
    setTimeout(() => void first.release(), 150);
    const lock = await second;
    // The first one, released already, must not take away what is not its own any more.
    await first.release();
    expect(await lockHolder(home.path)).toEqual({ pid: process.pid, url: null });
    await lock.release();
  });

  test('and a second taker is refused with the number of the process when it has waited long enough', async () => {
    const lock = await takeLock(home.path);
    const refused = takeLock(home.path, { waitMs: 200 });
    await expect(refused).rejects.toThrow(`is open in process ${process.pid};`);
    await lock.release();
  });

  test('and a taker that is told to stop waits no longer', async () => {
    const lock = await takeLock(home.path);
    const stop = new AbortController();
    const second = takeLock(home.path, { waitMs: 60_000, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await lock.release();
  });
});

describe('a lock that its holder left behind', () => {
  test('by kill -9 is there, names nobody, and goes to exactly one of many takers, time after time', async () => {
    const takers = await Promise.all(Array.from({ length: 6 }, start));
    let alive = takers;
    for (let round = 0; round < 4; round++) {
      const said = await outcomes(alive);
      expect(said.filter((outcome) => outcome === 'taken')).toHaveLength(1);
      expect(said.filter((outcome) => outcome === 'STORE_LOCKED')).toHaveLength(alive.length - 1);
      const winner = alive[said.indexOf('taken')];
      expect(await lockHolder(home.path)).toEqual({ pid: winner.pid, url: null });
      await winner.kill();
      expect(existsSync(join(home.path, 'lock'))).toBe(true);
      expect(await lockHolder(home.path)).toBeNull();
      alive = alive.filter((child) => child !== winner);
    }
    const lock = await takeLock(home.path);
    expect(readdirSync(home.path)).toEqual(['lock']);
    await lock.release();
  });

  test('is taken over where a taker died between its claim and the lock', async () => {
    const [holder, claimant] = await Promise.all([start(), start()]);
    await outcomes([holder]);
    const held = lockText();
    await holder.kill();
    await outcomes([claimant]);
    const claimed = lockText();
    await claimant.kill();
    // As if it had died with its claim made and the old lock still there.
    writeFileSync(join(home.path, 'lock'), held);
    writeFileSync(join(home.path, `lock.claim-${JSON.parse(held).token}`), claimed);
    const outcome = await outcomes(await Promise.all([start(), start(), start()]));
    expect(outcome.toSorted()).toEqual(['STORE_LOCKED', 'STORE_LOCKED', 'taken']);
    expect(readdirSync(home.path)).toEqual(['lock']);
  });

  test.each(['', '{"pid": 1', '{}', 'null', '{"pid": -1, "token": "../.."}'])(
    'and holds %j, as a power cut or a hand leaves it, is taken over',
    async (text) => {
      writeFileSync(join(home.path, 'lock'), text);
      expect(await lockHolder(home.path)).toBeNull();
      const lock = await takeLock(home.path);
      expect(readdirSync(home.path)).toEqual(['lock']);
      await lock.release();
    },
  );

  test('by a process whose number another one has now is taken over', async () => {
    const first = await takeLock(home.path);
    const stranger = { ...JSON.parse(lockText()), ticks: '1' };
    await first.release();
    writeFileSync(join(home.path, 'lock'), JSON.stringify(stranger));
    if (stranger.boot !== null) expect(await lockHolder(home.path)).toBeNull();
  });

  test('in another container counts for as long as it was touched lately', async () => {
    const first = await takeLock(home.path);
    const foreign = { ...JSON.parse(lockText()), boot: 'another', token: 'f0' };
    await first.release();
    const path = join(home.path, 'lock');
    writeFileSync(path, JSON.stringify(foreign));
    await expect(takeLock(home.path, { waitMs: 0 })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    const lock = await takeLock(home.path, { waitMs: 0 });
    await lock.release();
  });
});

test('a folder that cannot hold a lock is refused with what to do', async () => {
  writeFileSync(join(home.path, 'file'), '');
  await expect(takeLock(join(home.path, 'file'))).rejects.toMatchObject({ code: 'WORKSPACE_UNUSABLE' });
});
