import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listEvents, recordEvent } from '../src/index.ts';
import { type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('events on $name', (store) => {
  let ledger: TestLedger;
  const by = { name: 'ada/key:build', requestId: 'req-1' };
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 42 });
    for (let at = 0; at < 10; at++) {
      await recordEvent(ledger, by, {
        action: at % 2 ? 'model.promoted' : 'model.created',
        subjectKind: 'model',
        subject: at < 6 ? 'a' : 'b',
        detail: { at },
      });
    }
    await recordEvent(ledger, by, { action: 'dataset.added', subjectKind: 'dataset', subject: 'a' });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test('say who did what to which when, newest first', async () => {
    const { items } = await listEvents(ledger, { limit: 2 });
    expect(items[0]).toEqual({
      id: expect.any(Number),
      atMs: 42,
      actor: 'ada/key:build',
      requestId: 'req-1',
      action: 'dataset.added',
      subjectKind: 'dataset',
      subject: 'a',
      before: null,
      after: null,
      detail: null,
    });
    expect(items[1]).toMatchObject({ action: 'model.promoted', subject: 'b', detail: { at: 9 } });
  });

  test.each([
    [{ subjectKind: 'model', subject: 'a' }, [5, 4, 3, 2, 1, 0]],
    [{ action: 'model.promoted' }, [9, 7, 5, 3, 1]],
    [{ subjectKind: 'model', subject: 'b', action: 'model.created' }, [8, 6]],
    [{ subjectKind: 'model', subject: 'c' }, []],
    [{ actor: 'ada/key:build', action: 'model.promoted' }, [9, 7, 5, 3, 1]],
    [{ actor: 'ada' }, []],
  ])('of %j come by pages', async (query, expected) => {
    const found: unknown[] = [];
    let pageToken: string | null = null;
    do {
      const page = await listEvents(ledger, { ...query, limit: 2, pageToken });
      found.push(...page.items.map(({ detail }) => (detail as { at: number }).at));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(found).toEqual(expected);
  });

  test('are not there when what they tell of did not happen', async () => {
    const change = ledger.transaction(async (inside) => {
      await recordEvent(inside, by, { action: 'x.y', subjectKind: 'x', subject: 'never' });
      throw new Error('changed my mind');
    });
    await expect(change).rejects.toThrow('changed my mind');
    expect((await listEvents(ledger, { subjectKind: 'x', subject: 'never' })).items).toEqual([]);
  });

  test('hold whatever they are told, as far as JSON in a database can', async () => {
    await recordEvent(ledger, by, {
      action: 'x.y',
      subjectKind: 'x',
      subject: 'odd',
      before: { text: 'a\0b\ud800', number: 0.1 },
      after: ['🎬', null, "'"],
    });
    expect((await listEvents(ledger, { subjectKind: 'x', subject: 'odd' })).items).toMatchObject([
      { before: { text: 'a\ufffdb\ufffd', number: 0.1 }, after: ['🎬', null, "'"] },
    ]);
  });

  test('are not asked for by a subject alone, nor by a NUL', async () => {
    await expect(listEvents(ledger, { subject: 'a' })).rejects.toMatchObject({ code: 'VALUE_INVALID' });
    await expect(listEvents(ledger, { action: '\0' })).rejects.toMatchObject({ code: 'VALUE_INVALID' });
    const { nextPageToken: pageToken } = await listEvents(ledger, { limit: 1 });
    await expect(listEvents(ledger, { action: 'x.y', pageToken })).rejects.toMatchObject({
      code: 'PAGE_TOKEN_INVALID',
    });
  });
});
