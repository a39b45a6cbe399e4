import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createExperiment,
  deleteExperiment,
  type ExperimentsSearch,
  searchExperiments,
} from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('searching experiments on $name', (store) => {
  let ledger: TestLedger;
  const ids: string[] = [];
  beforeAll(async () => {
    let nowMs = 0;
    ledger = await testLedger(store, { clock: () => (nowMs += 10) });
    for (const [name, tags] of [
      ['films', { team: 'reviews', 'a b': '1' }],
      ['Films', { team: 'Reviews' }],
      ['spam_100%', { owner: "o'hara" }],
      ['gone', { team: 'reviews' }],
    ] as const) {
      ids.push((await createExperiment(ledger, by, { name, tags })).id);
    }
    await deleteExperiment(ledger, by, ids[3]);
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const names = async (wanted: ExperimentsSearch): Promise<readonly string[]> =>
    (await searchExperiments(ledger, wanted)).items.map(({ name }) => name);

  test.each<readonly [string, readonly string[]]>([
    ['', ['spam_100%', 'Films', 'films', 'Default']],
    ["name = 'films'", ['films']],
    ["attribute.name != 'films' and name != 'Default'", ['spam_100%', 'Films']],
    ["name like 'f%'", ['films']],
    ["name ilike 'F%'", ['Films', 'films']],
    ["name like '%\\%'", []],
    ["`attribute`.name like '%100_'", ['spam_100%']],
    ["tags.team = 'reviews'", ['films']],
    ["tag.team ilike 'reviews' and name = 'Films'", ['Films']],
    ["tags.`a b` = '1'", ['films']],
    ['tags.owner = "o\'hara"', ['spam_100%']],
    ['tags.team is null', ['spam_100%', 'Default']],
    ["tags.team is not null and tags.team != 'reviews'", ['Films']],
    ["experiment_id = '0'", ['Default']],
    ["experiment_id not in ('0',)", ['spam_100%', 'Films', 'films']],
    ['creation_time < 5.5', ['Default']],
    ['last_update_time >= 1e300', []],
    ["name = 'x'' or 1=1 --'", []],
  ])('%j finds %j', async (filter, found) => {
    expect(await names({ filter })).toEqual(found);
  });

  test.each<readonly [readonly string[], readonly string[]]>([
    [['name'], ['Default', 'Films', 'films', 'spam_100%']],
    [['name DESC'], ['spam_100%', 'films', 'Films', 'Default']],
    [['attribute.experiment_id asc'], ['Default', 'films', 'Films', 'spam_100%']],
    [
      ['creation_time ASC', 'name'],
      ['Default', 'films', 'Films', 'spam_100%'],
    ],
  ])('in the order %j, whole and by pages of one', async (orderBy, found) => {
    expect(await names({ orderBy })).toEqual(found);
    const paged: string[] = [];
    let pageToken: string | null = null;
    do {
      const page = await searchExperiments(ledger, { orderBy, limit: 1, pageToken });
      paged.push(...page.items.map(({ name }) => name));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(paged).toEqual(found);
  });

  test('those that are deleted come where they are asked for', async () => {
    expect(await names({ deleted: true })).toEqual(['gone']);
    expect(await names({ deleted: 'either', filter: "tags.team = 'reviews'" })).toEqual(['gone', 'films']);
  });

  test.each([
    ["metrics.a = '1'", 'metrics is none of attributes and tags'],
    ["foo = '1'", 'foo is none of the attributes name'],
    ['name = 5', 'text stands in quotes'],
    ['name is null', 'text is compared by one of'],
    ["experiment_id like '1'", 'an id is compared by one of'],
    ["experiment_id = 'x'", 'whole number in quotes'],
    ["creation_time > 'x'", 'number without quotes'],
    ["name = 'a' or name = 'b'", 'joined by AND alone'],
  ])('%j is refused with what would be right', async (filter, fault) => {
    await expect(searchExperiments(ledger, { filter })).rejects.toThrow(fault);
  });

  test('a page token of another search, and an order by a tag, are refused', async () => {
    const { nextPageToken } = await searchExperiments(ledger, { limit: 1 });
    const other = searchExperiments(ledger, { limit: 1, orderBy: ['name'], pageToken: nextPageToken });
    await expect(other).rejects.toMatchObject({ code: 'PAGE_TOKEN_INVALID' });
    await expect(searchExperiments(ledger, { orderBy: ['tags.team'] })).rejects.toThrow('are ordered by');
  });
});
