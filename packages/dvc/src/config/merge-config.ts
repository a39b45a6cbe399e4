import { isAbsolute, resolve } from 'node:path';
import { DvcError } from '../errors.ts';
import type { DvcConfig, LinkType, RemoteConfig } from './config.ts';
import type { IniSections, IniValue } from './parse-ini.ts';

/** One level's file: what it says, and the folder that its relative paths start from. */
export interface ConfigLevel {
  readonly sections: IniSections;
  readonly folder: string;
  readonly path: string;
}

type Section = Readonly<Record<string, IniValue>>;

const linkTypes: readonly string[] = ['reflink', 'hardlink', 'symlink', 'copy'];
const pathKeys = [
  'url',
  'credentialpath',
  'configpath',
  'keyfile',
  'cert_path',
  'key_path',
  'gdrive_user_credentials_file',
  'gdrive_service_account_json_file_path',
];

/** Levels from the weakest to the strongest; a stronger one replaces key by key. */
export function mergeConfig(levels: readonly ConfigLevel[], home: string): DvcConfig {
  const merged = new Map<string, Section>();
  for (const { sections, folder } of levels)
    for (const [name, values] of sections) {
      const paths = name === 'cache' ? ['dir'] : remoteName(name) === undefined ? [] : pathKeys;
      const own = Object.fromEntries(
        [...values].map(([key, value]) => [
          key,
          paths.includes(key) && typeof value === 'string' ? resolvePath(value, folder, home) : value,
        ]),
      );
      merged.set(name, { ...merged.get(name), ...own });
    }
  const core = merged.get('core') ?? {};
  const cache = merged.get('cache') ?? {};
  return {
    defaultRemote: text(core.remote)?.toLowerCase(),
    remotes: remotesIn(merged),
    cacheFolder: text(cache.dir),
    linkTypes: linkTypesIn(cache.type),
    isCacheShared: text(cache.shared)?.toLowerCase() === 'group',
    hasNoGit: truth(core.no_scm, 'core.no_scm'),
    autostage: truth(core.autostage, 'core.autostage'),
    locksByHardLink: truth(core.hardlink_lock, 'core.hardlink_lock'),
  };
}

/** Addresses and absolute paths are as they are; the rest starts from the folder of the file that says it. */
function resolvePath(value: string, folder: string, home: string): string {
  if (/^\w+:\/\//.test(value) || isAbsolute(value)) return value;
  if (value === '~' || value.startsWith('~/')) return `${home}${value.slice(1)}`;
  return resolve(folder, value);
}

function remoteName(section: string): string | undefined {
  return /^\s*remote\s*"(.*)"\s*$/.exec(section)?.[1];
}

function remotesIn(merged: ReadonlyMap<string, Section>): ReadonlyMap<string, RemoteConfig> {
  const own = new Map<string, Readonly<Record<string, string>>>();
  for (const [section, values] of merged) {
    const name = remoteName(section);
    if (name !== undefined)
      own.set(
        name,
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value].flat().join(',')])),
      );
  }
  return new Map([...own.keys()].map((name) => [name, followed(name, own, [])]));
}

/** `remote://base/images` is `images` below what `base` says, with base's options where there are none of its own. */
function followed(
  name: string,
  own: ReadonlyMap<string, Readonly<Record<string, string>>>,
  from: readonly string[],
): RemoteConfig {
  const { url, ...options } = own.get(name) ?? {};
  if (url === undefined)
    throw new DvcError(
      'CONFIG_INVALID',
      `The remote ${name} has no url; set it with \`dvc remote modify ${name} url …\`.`,
    );
  const [, baseName, below = ''] = /^remote:\/\/([^/]+)\/*(.*)$/.exec(url) ?? [];
  if (baseName === undefined) return { name, url, options };
  if (from.includes(name) || !own.has(baseName.toLowerCase()))
    throw new DvcError(
      'CONFIG_INVALID',
      `The remote ${name} refers to ${url}, which leads to no address; correct its url.`,
    );
  const base = followed(baseName.toLowerCase(), own, [...from, name]);
  return { name, url: `${base.url.replace(/\/+$/, '')}/${below}`, options: { ...base.options, ...options } };
}

function linkTypesIn(value: IniValue | undefined): readonly LinkType[] {
  if (value === undefined) return ['reflink', 'copy'];
  const types = [value].flat().flatMap((type) => type.split(',').map((one) => one.trim()));
  const unknown = types.find((type) => !linkTypes.includes(type));
  if (unknown !== undefined || types.length === 0)
    throw new DvcError(
      'CONFIG_INVALID',
      `cache.type is ${types.join(',')}; choose from ${linkTypes.join(', ')}.`,
    );
  return types as readonly LinkType[];
}

function text(value: IniValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function truth(value: IniValue | undefined, name: string): boolean {
  const word = String(value ?? 'false').toLowerCase();
  if (word !== 'true' && word !== 'false')
    throw new DvcError('CONFIG_INVALID', `${name} is ${String(value)}; set it to true or false.`);
  return word === 'true';
}
