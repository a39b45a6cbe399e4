import { expect, test } from 'vitest';
import { chooseLanguage } from './choose-language.ts';

test.each([
  [undefined, undefined, undefined, 'en'],
  ['de', 'en', 'en', 'de'],
  ['fr', 'de', 'en', 'de'],
  [['de', 'en'], undefined, 'de', 'de'],
  [undefined, 'xx', 'de-AT,de;q=0.9,en;q=0.8', 'de'],
  [undefined, undefined, 'fr,en;q=0.3,de;q=0.7', 'de'],
  [undefined, undefined, 'de;q=0, en', 'en'],
  [undefined, undefined, '*;q=0.5, ,;;q=', 'en'],
] as const)('asked %j, chosen %j, liked %j: %s', (asked, cookie, acceptLanguage, language) =>
  expect(chooseLanguage({ asked, cookie, acceptLanguage })).toBe(language),
);
