import { expect, test } from 'vitest';
import { findPlaces, type Place } from './find-places.ts';

const places: readonly Place[] = [
  { name: 'Home', kind: 'Page', href: '/' },
  { name: 'Data', kind: 'Page', href: '/data' },
  { name: 'Models', kind: 'Page', href: '/models' },
  { name: 'film-models', kind: 'Data set', href: '/data/film-models' },
  { name: 'sentiment-en', kind: 'Model', href: '/models/sentiment-en' },
  { name: 'Ünïcode', kind: 'Model', href: '/models/u' },
];
const names = (asked: string): readonly string[] => findPlaces(places, asked).map(({ name }) => name);

test.each([
  ['', ['Home', 'Data', 'Models', 'film-models', 'sentiment-en', 'Ünïcode']],
  ['models', ['Models', 'film-models']],
  ['mod', ['Models', 'film-models', 'sentiment-en', 'Ünïcode']],
  ['  SENT ', ['sentiment-en']],
  ['en sentiment', ['sentiment-en']],
  ['set film', ['film-models']],
  ['ünï', ['Ünïcode']],
  ['.*', []],
  ['nothing', []],
])('%j finds %j', (asked, wanted) => {
  expect(names(asked)).toEqual(wanted);
});

test('an id leads to what it may be the id of', () => {
  const uuid = '0198c0de-0000-7000-8000-000000000000';
  expect(findPlaces(places, uuid).map(({ href }) => href)).toEqual([
    `/jobs/${uuid}`,
    `/predictions/${uuid}`,
    `/batches/${uuid}`,
  ]);
  expect(findPlaces(places, 'deadbeef0123')[0]).toMatchObject({ kind: 'Run', href: '/runs/deadbeef0123' });
});
