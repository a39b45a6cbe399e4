import { describe, expect, it } from 'vitest';
import { chooseSuites } from './choose-suites.ts';
import type { Suite } from './suite.ts';

const run: Suite['run'] = () => Promise.reject(new Error('nothing is run here'));
const suites = ['speed-a', 'speed-b', 'speedy', 'growth'].map((name) => ({ name, about: '', run }));

describe('chooseSuites', () => {
  it.each([
    { wanted: [], names: ['speed-a', 'speed-b', 'speedy', 'growth'] },
    { wanted: ['speed'], names: ['speed-a', 'speed-b'] },
    { wanted: ['growth', 'speed-b', 'speed-b'], names: ['speed-b', 'growth'] },
  ])('takes $names for $wanted', ({ wanted, names }) => {
    expect(chooseSuites(suites, wanted).map(({ name }) => name)).toEqual(names);
  });

  it('refuses a name that no suite answers to, with those that do', () => {
    expect(() => chooseSuites(suites, ['speeed'])).toThrow('no suite "speeed"; there are speed-a');
  });
});
