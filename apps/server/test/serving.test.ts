import type { ServingVersion } from '@verdict/ledger';
import type { ServedModel, ShelfAlias } from '@verdict/serve';
import { describe, expect, test } from 'vitest';
import { decideServing, nextShelf } from '../src/serving/decide-serving.ts';

const wanted = (model: string, version: number): ServingVersion => ({
  model,
  version,
  runId: null,
  sha256: `${model}-${version}`,
  bytes: 1,
});
const served = (name: string, version: number) =>
  ({
    name,
    version,
    sha256: `${name}-${version}`,
    reference: { name, version, run_id: null },
  }) as ServedModel;
const names = (models: readonly ServedModel[]) => models.map(({ name, version }) => `${name}@${version}`);

describe('decideServing', () => {
  test.each([
    ['nothing yet', [wanted('a', 1)], [], [], [], ['a@1']],
    ['all of it there', [wanted('a', 1)], [served('a', 1)], [], ['a@1'], []],
    ['another version', [wanted('a', 2)], [served('a', 1)], [], [], ['a@2']],
    ['one that failed its test', [wanted('a', 2)], [served('a', 1)], ['a-2'], [], []],
    ['one that is retired', [], [served('a', 1)], [], [], []],
  ] as const)('with %s', (_, asked, shelf, refused, keep, load) => {
    const decision = decideServing(asked, shelf, new Set(refused));
    expect(names(decision.keep)).toEqual(keep);
    expect(decision.load.map(({ model, version }) => `${model}@${version}`)).toEqual(load);
  });
});

describe('nextShelf', () => {
  const shelfOf = (models: readonly ServedModel[], aliases: readonly ShelfAlias[]) => [
    names(models),
    aliases.map(({ alias, name, version }) => `${name}@${alias}=${version}`),
  ];

  test('keeps what served where its successor could not be loaded, and drops what is retired', () => {
    const serving = [served('a', 1), served('b', 1), served('c', 1)];
    const wantedNow = { versions: [wanted('a', 2), wanted('b', 2)], challengers: [] };
    const next = nextShelf(wantedNow, [served('b', 2)], serving);
    expect(shelfOf(next.models, next.aliases)).toEqual([
      ['a@1', 'b@2'],
      ['a@champion=1', 'b@champion=2'],
    ]);
  });

  test('has a challenger beside its champion, and goes without one that could not be loaded', () => {
    const wantedNow = {
      versions: [wanted('a', 1), wanted('b', 1)],
      challengers: [wanted('a', 2), wanted('b', 2)],
    };
    const ready = [served('a', 1), served('b', 1), served('b', 2)];
    const next = nextShelf(wantedNow, ready, []);
    expect(shelfOf(next.models, next.aliases)).toEqual([
      ['a@1', 'b@1', 'b@2'],
      ['a@champion=1', 'b@champion=1', 'b@challenger=2'],
    ]);
  });

  test('holds a version that is wanted for itself, under no alias', () => {
    const next = nextShelf(
      { versions: [wanted('a', 2)], challengers: [] },
      [served('a', 1), served('a', 2)],
      [],
    );
    expect(shelfOf(next.models, next.aliases)).toEqual([['a@2', 'a@1'], ['a@champion=2']]);
  });
});
