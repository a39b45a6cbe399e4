import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fewestWords, mostCharacters } from '../pages/review-rules.ts';
import { potatoesVariables, readPotatoesConfig } from '../src/config.ts';
import { PotatoesError } from '../src/errors.ts';
import { holdFrom } from '../src/reviews/apply-verdict.ts';

const page = readFileSync(new URL('../../../docs/how-to/run-rotten-potatoes.md', import.meta.url), 'utf8');

describe('docs/how-to/run-rotten-potatoes.md', () => {
  test('lists every setting, and no other', () => {
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|[^|]*) \|/gm)];
    expect(rows.map(([, name]) => name).sort()).toEqual([...potatoesVariables].sort());
    const env = Object.fromEntries(
      rows.flatMap(([, name, usual]) => (usual === undefined ? [] : [[name, usual]])),
    );
    // What the page says that a setting is without it, it is.
    expect(readPotatoesConfig(env)).toEqual(readPotatoesConfig());
  });

  test('has the numbers of the code', () => {
    expect(fewestWords).toBe(5);
    expect(page).toContain(mostCharacters.toLocaleString('en'));
    expect(page).toContain(`spam probability of ${holdFrom}`);
  });
});

describe('a setting', () => {
  test.each([
    ['POTATOES_PORT', '70000'],
    ['POTATOES_MODERATOR_SECRET', 'short'],
    ['POTATOES_COOKIE_SECRET', 'short'],
    ['POTATOES_PUBLIC_URL', 'potatoes.example.org'],
    ['POTATOES_PUBLIC_URL', 'https://potatoes.example.org/films'],
    ['POTATOES_TRUSTED_PROXIES', 'everybody'],
    ['VERDICT_URL', 'ftp://x'],
    ['DATABASE_URL', 'mysql://x'],
  ])('%s=%s is refused by its name, without the value', (name, value) => {
    const read = () => readPotatoesConfig({ [name]: value });
    expect(read).toThrow(PotatoesError);
    expect(read).toThrow(name);
    if (name.endsWith('SECRET')) expect(read).not.toThrow(new RegExp(value));
  });
});
