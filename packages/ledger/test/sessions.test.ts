import { testStores } from '@verdict/db/testing';
import {
  checkSession,
  createAccount,
  endSession,
  listEvents,
  openSession,
  type SignInToMake,
  updateAccount,
} from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { idleMs, longestMs, mostSessions } from '../src/accounts/session.ts';

const password = 'correct horse battery staple';

describe.each(testStores())('sessions on $name', (store) => {
  const begun = 1_800_000_000_000;
  let now = begun;
  let ledger: Awaited<ReturnType<typeof testLedger>>;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now });
    await createAccount(ledger, testActor, { name: 'ada', role: 'editor', password });
    await createAccount(ledger, testActor, { name: 'root', role: 'admin' });
  }, 60_000);
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });
  beforeEach(async () => {
    now = begun;
    await sql`delete from session`.execute(ledger.sql);
    await sql`delete from event`.execute(ledger.sql);
  });

  const signIn = (changes: Partial<SignInToMake> = {}) =>
    openSession(ledger, { name: 'ada', password, browser: 'Firefox', requestId: 'req-1', ...changes });
  const opened = async (): Promise<string> => (await signIn())?.token ?? 'none';
  const rows = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from session`.execute(ledger.sql)).rows[0].n;

  test('is opened by a password and by nothing else, and the record says so', async () => {
    expect(await signIn()).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      account: 'ada',
      role: 'editor',
      endsMs: begun + longestMs,
    });
    for (const changes of [{ password: 'wrong' }, { name: 'root' }, { name: 'eve' }, { name: 'a\0' }]) {
      expect(await signIn(changes)).toBeNull();
    }
    const { items } = await listEvents(ledger, { action: 'account.signed_in' });
    expect(items).toMatchObject([{ actor: 'ada', subject: 'ada', requestId: 'req-1' }]);
  });

  test('the record keeps no token that could be used', async () => {
    const token = await opened();
    const { rows: kept } = await sql<object>`select * from session`.execute(ledger.sql);
    expect(JSON.stringify(kept)).not.toContain(token);
    const [{ token_sha256: sha256 }] = kept as { token_sha256: string }[];
    expect(await checkSession(ledger, sha256)).toBeNull();
  });

  test('says who it is, with the role of now', async () => {
    const token = await opened();
    expect(await checkSession(ledger, token)).toMatchObject({ actor: 'ada', role: 'editor', via: 'session' });
    await updateAccount(ledger, testActor, { name: 'ada', role: 'viewer' });
    expect(await checkSession(ledger, token)).toMatchObject({ role: 'viewer' });
    await updateAccount(ledger, testActor, { name: 'ada', role: 'editor' });
  });

  test('lives as long as it is used, and a week at most', async () => {
    const token = await opened();
    for (let hours = 10; hours < 7 * 24; hours += 10) {
      now = begun + hours * 3_600_000;
      expect(await checkSession(ledger, token)).not.toBeNull();
    }
    now = begun + longestMs;
    expect(await checkSession(ledger, token)).toBeNull();
    now = begun;
    const other = await opened();
    now = begun + idleMs;
    expect(await checkSession(ledger, other)).toBeNull();
  });

  test('a session in use costs a write a minute', async () => {
    const token = await opened();
    const seen = async () =>
      (await sql<{ seen_ms: number }>`select seen_ms from session`.execute(ledger.sql)).rows[0].seen_ms;
    now = begun + 59_000;
    await checkSession(ledger, token);
    expect(await seen()).toBe(begun);
    now = begun + 60_000;
    await checkSession(ledger, token);
    expect(await seen()).toBe(now);
  });

  test('ends when somebody signs out, and not twice', async () => {
    const token = await opened();
    expect(await endSession(ledger, token, 'req-2')).toBe('ada');
    expect(await endSession(ledger, token, 'req-3')).toBeNull();
    expect(await endSession(ledger, "'; drop table session; --", null)).toBeNull();
    expect(await checkSession(ledger, token)).toBeNull();
    const { items } = await listEvents(ledger, { action: 'account.signed_out' });
    expect(items).toMatchObject([{ actor: 'ada', requestId: 'req-2' }]);
  });

  test('ends with the password it was opened by, and with the account', async () => {
    const token = await opened();
    await updateAccount(ledger, testActor, { name: 'ada', password: `${password}!` });
    expect(await checkSession(ledger, token)).toBeNull();
    await updateAccount(ledger, testActor, { name: 'ada', password });
    const other = await opened();
    await updateAccount(ledger, testActor, { name: 'ada', disabled: true });
    expect([await checkSession(ledger, other), await rows()]).toEqual([null, 0]);
    await updateAccount(ledger, testActor, { name: 'ada', disabled: false });
    expect(await checkSession(ledger, other)).toBeNull();
  });

  test('a password that changes while it is checked opens nothing', async () => {
    // The check takes a third of a second; the change is on record long before it is over.
    const slow = signIn();
    await sql`update account set password_hash = 'changed' where name = 'ada'`.execute(ledger.sql);
    const made = await slow;
    await updateAccount(ledger, testActor, { name: 'ada', password });
    expect(made).toBeNull();
    expect(await rows()).toBe(0);
  });

  test('a person has so many at most, and those that ended go', async () => {
    const first = await opened();
    await sql`
      insert into session (token_sha256, account_id, created_ms, seen_ms, ends_ms, browser)
      select md5(n::text), (select id from account where name = 'ada'), ${begun}::bigint + n, ${begun}, ${begun + 1000}, ''
      from generate_series(1, ${sql.lit(mostSessions)}) n`.execute(ledger.sql);
    now = begun + 999;
    await opened();
    expect([await rows(), await checkSession(ledger, first)]).toEqual([mostSessions, null]);
    now = begun + 1000;
    await opened();
    expect(await rows()).toBe(2);
  });

  test('a browser that calls itself anything is kept as text, cut short', async () => {
    await signIn({ browser: `<script>\0\ud800${'x'.repeat(5000)}` });
    const { rows: kept } = await sql<{ browser: string }>`select browser from session`.execute(ledger.sql);
    expect(kept[0].browser).toHaveLength(200);
    expect(kept[0].browser.startsWith('<script>\ufffdx')).toBe(true);
  });
});
