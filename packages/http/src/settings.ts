import { isIP } from 'node:net';

export interface Setting<T> {
  /** Of the environment. */
  readonly variable: string;
  /** What to give instead, where the text breaks it. */
  readonly rule: string;
  readonly otherwise: T;
  /** The value, or undefined where the text breaks the rule. */
  readonly read: (text: string) => T | undefined;
}

export type Settings<Config> = { readonly [Name in keyof Config]: Setting<Config[Name]> };
export type Flags<Config> = { readonly [Name in keyof Config]?: string | number | undefined };

export interface SettingsSource<Config> {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: Flags<Config>;
  /** Makes an error of the sentence. */
  readonly refuse: (detail: string) => Error;
}

/** A flag wins over the environment, the environment over the default; an empty variable counts as not set. */
export function readSettings<Config extends object>(
  settings: Settings<Config>,
  { env, flags, refuse }: SettingsSource<Config>,
): Config {
  const entries = (Object.entries(settings) as [keyof Config & string, Setting<unknown>][]).map(
    ([name, setting]) => {
      const flag = flags[name];
      const given = flag ?? (env[setting.variable] || undefined);
      if (given === undefined) return [name, setting.otherwise];
      const value = setting.read(String(given));
      if (value !== undefined) return [name, value];
      const source = flag === undefined ? `the environment variable ${setting.variable}` : 'the command line';
      throw refuse(`The setting ${name} from ${source} is ${shapeOf(given)}; give ${setting.rule}.`);
    },
  );
  return Object.freeze(Object.fromEntries(entries) as unknown as Config);
}

export function textSetting(
  variable: string,
  otherwise: string,
  rule: string,
  pattern: RegExp,
): Setting<string> {
  return { variable, rule, otherwise, read: (text) => (pattern.test(text) ? text : undefined) };
}

export function optionalSetting(variable: string, rule: string, pattern: RegExp): Setting<string | null> {
  return { variable, rule, otherwise: null, read: (text) => (pattern.test(text) ? text : undefined) };
}

export function wholeSetting(
  variable: string,
  otherwise: number,
  least: number,
  most: number,
): Setting<number> {
  return {
    variable,
    rule: `a whole number from ${least} to ${most}`,
    otherwise,
    read: (text) => {
      const value = Number(text);
      return /^\d{1,13}$/.test(text) && value >= least && value <= most ? value : undefined;
    },
  };
}

export function readHosts(text: string): readonly string[] | undefined {
  const hosts = text.split(',').map((url) => {
    const parsed = URL.parse(url.trim());
    return parsed && /^https?:$/.test(parsed.protocol) && parsed.pathname === '/' ? parsed.host : '';
  });
  return hosts.includes('') ? undefined : hosts;
}

export function readAddresses(text: string): readonly string[] | undefined {
  const addresses = text.split(',').map((address) => address.trim());
  const good = addresses.every((address) => {
    const [ip, bits, ...more] = address.split('/');
    const most = isIP(ip) === 4 ? 32 : 128;
    const range = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    return isIP(ip) !== 0 && range && more.length === 0;
  });
  return good ? addresses : undefined;
}

/** What kind of thing it is, never the thing itself: a setting may be a secret in the wrong place. */
function shapeOf(given: string | number): string {
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(String(given))) return `the number ${given}`;
  return `a text of ${String(given).length} characters`;
}
