import { expect, test } from 'vitest';
import { configFolders } from './config-folders.ts';
import { mergeConfig } from './merge-config.ts';
import { parseIni } from './parse-ini.ts';

function merged(...levels: readonly (readonly [folder: string, text: string])[]) {
  return mergeConfig(
    levels.map(([folder, text]) => ({
      folder,
      path: `${folder}/config`,
      sections: parseIni(text, 'config'),
    })),
    '/home/someone',
  );
}

test('a nearer level replaces key by key, and paths start from the file that says them', () => {
  const config = merged(
    ['/etc/dvc', '[core]\nremote = far\n[cache]\ndir = shared'],
    ['/work/.dvc', '[core]\nremote = Near\n[\'remote "near"\']\nurl = ../../data\nregion = eu'],
    ['/work/.dvc', '[\'remote "near"\']\nregion = us\ncredentialpath = ~/keys'],
  );
  expect(config.defaultRemote).toBe('near');
  expect(config.cacheFolder).toBe('/etc/dvc/shared');
  expect(config.remotes.get('near')).toEqual({
    name: 'near',
    url: '/data',
    options: { region: 'us', credentialpath: '/home/someone/keys' },
  });
});

test('follows remote:// and keeps the options of both', () => {
  const config = merged([
    '/work/.dvc',
    '[\'remote "base"\']\nurl = s3://bucket/top\nregion = eu\n[\'remote "images"\']\nurl = remote://base/images\nprofile = me',
  ]);
  expect(config.remotes.get('images')).toEqual({
    name: 'images',
    url: 's3://bucket/top/images',
    options: { region: 'eu', profile: 'me' },
  });
});

test.each([
  ['[\'remote "a"\']\nurl = remote://a/x', /leads to no address/],
  ['[\'remote "a"\']\nregion = eu', /has no url/],
  ['[cache]\ntype = magic', /choose from reflink/],
  ['[core]\nautostage = perhaps', /true or false/],
])('refuses %j', (text, why) => {
  expect(() => merged(['/work/.dvc', text])).toThrow(why);
});

test('looks for the other levels where DVC does', () => {
  expect(configFolders({}, 'linux', '/home/x')).toEqual({
    global: '/home/x/.config/dvc',
    system: '/etc/xdg/dvc',
    home: '/home/x',
  });
  expect(
    configFolders({ DVC_GLOBAL_CONFIG_DIR: '/g', XDG_CONFIG_DIRS: '/a:/b' }, 'linux', '/home/x'),
  ).toMatchObject({
    global: '/g',
    system: '/a/dvc',
  });
});
