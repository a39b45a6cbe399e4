import { expect, test } from 'vitest';
import { parseIni } from './parse-ini.ts';

test('reads sections, quotes, lists and comments as configobj does', () => {
  const text = [
    '# a comment',
    '[core]',
    '    Remote = Mine  # the default',
    'autostage=true',
    '[\'remote "My One"\']',
    'url = "s3://bucket/a,b#c"',
    "  access_key_id = 'AB#C'",
    'empty =',
    '["cache"]',
    'type = reflink, "copy"',
    'one = copy,',
  ].join('\n');
  expect(
    Object.fromEntries([...parseIni(text, 'config')].map(([name, keys]) => [name, Object.fromEntries(keys)])),
  ).toEqual({
    '': {},
    core: { remote: 'Mine', autostage: 'true' },
    'remote "my one"': { url: 's3://bucket/a,b#c', access_key_id: 'AB#C', empty: '' },
    cache: { type: ['reflink', 'copy'], one: ['copy'] },
  });
});

test.each([
  ['[core', /Line 1 of config is neither/],
  ['[core]\n[core]', /Line 2 of config begins the section core a second time/],
  ['[core]\nremote = a\nremote = b', /Line 3 of config sets remote a second time/],
  ['[core]\nremote = "a', /Line 2 of config has a quote/],
  ['[core]\n[[deeper]]', /Line 2 of config begins no section/],
])('refuses %j with the line', (text, why) => {
  expect(() => parseIni(text, 'config')).toThrow(why);
});
