import {
  type Flags,
  type LogLevel,
  logLevels,
  optionalSetting,
  readAddresses,
  readSettings,
  type Settings,
  textSetting,
  wholeSetting,
} from '@verdict/http';
import { PotatoesError } from './errors.ts';

export interface PotatoesConfig {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Where Verdict answers. */
  readonly verdictUrl: string;
  /** An API key of Verdict's that may predict; null where nobody signs in. */
  readonly verdictToken: string | null;
  /** Scores reviews. */
  readonly model: string;
  /** Tells spam from reviews. */
  readonly spamModel: string;
  /** Whoever knows it moderates; null: nobody does. */
  readonly moderatorSecret: string | null;
  /** Signs cookies; null: one that is made once and kept in the database. */
  readonly cookieSecret: string | null;
  readonly databaseUrl: string | null;
  /** The workspace of a process of its own without `databaseUrl`; beside Verdict it has Verdict's store. */
  readonly home: string;
  /** As visitors write it, `https://potatoes.example.org`; with https, cookies travel by it alone. */
  readonly publicUrl: string | null;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly writesPerMinute: number;
  readonly previewsPerMinute: number;
  readonly logLevel: LogLevel;
}

const settings: Settings<PotatoesConfig> = {
  host: textSetting('POTATOES_HOST', '127.0.0.1', 'a host name or an IP address', /^[A-Za-z0-9.:-]{1,253}$/),
  port: wholeSetting('POTATOES_PORT', 8501, 0, 65_535),
  verdictUrl: textSetting(
    'VERDICT_URL',
    'http://127.0.0.1:8000',
    'an http or https address',
    /^https?:\/\/\S{1,2000}$/,
  ),
  verdictToken: optionalSetting('VERDICT_TOKEN', 'an API key', /^\S{8,500}$/),
  model: textSetting(
    'POTATOES_MODEL',
    'sentiment-en',
    'a model’s name, or name@version',
    /^[A-Za-z0-9][A-Za-z0-9._@-]{0,120}$/,
  ),
  spamModel: textSetting(
    'POTATOES_SPAM_MODEL',
    'spam-en',
    'a model’s name, or name@version',
    /^[A-Za-z0-9][A-Za-z0-9._@-]{0,120}$/,
  ),
  moderatorSecret: optionalSetting(
    'POTATOES_MODERATOR_SECRET',
    'a secret of 12 characters or more',
    /^.{12,200}$/,
  ),
  cookieSecret: optionalSetting('POTATOES_COOKIE_SECRET', 'a secret of 32 characters or more', /^.{32,200}$/),
  databaseUrl: optionalSetting(
    'DATABASE_URL',
    'an address such as postgres://user:password@host:5432/verdict',
    /^postgres(?:ql)?:\/\/\S{1,2000}$/,
  ),
  home: textSetting('POTATOES_HOME', '.potatoes', 'the path of a folder', /^[^\0]+$/),
  publicUrl: {
    variable: 'POTATOES_PUBLIC_URL',
    rule: 'an http or https address without a path, such as https://potatoes.example.org',
    otherwise: null,
    read: (text) => {
      const url = URL.parse(text);
      return url && /^https?:$/.test(url.protocol) && url.pathname === '/' ? url.origin : undefined;
    },
  },
  trustedProxies: {
    variable: 'POTATOES_TRUSTED_PROXIES',
    rule: 'IP addresses, or ranges as 10.0.0.0/8, with commas between them',
    otherwise: [],
    read: readAddresses,
  },
  // Somebody who writes, edits and corrects as fast as people do stays below; a script is not worth its while. An
  // address may be a school's, so it has several times what a visitor has.
  writesPerMinute: wholeSetting('POTATOES_WRITES_PER_MINUTE', 20, 1, 1_000_000),
  // The page asks at most twice a second while somebody types.
  previewsPerMinute: wholeSetting('POTATOES_PREVIEWS_PER_MINUTE', 150, 1, 1_000_000),
  logLevel: {
    variable: 'POTATOES_LOG_LEVEL',
    rule: `one of ${logLevels.join(', ')}`,
    otherwise: 'warn',
    read: (text) => logLevels.find((level) => level === text),
  },
};

/** Of the environment. */
export const potatoesVariables = Object.values(settings).map(({ variable }) => variable);

export function readPotatoesConfig(
  env: Readonly<Record<string, string | undefined>> = {},
  flags: Flags<PotatoesConfig> = {},
): PotatoesConfig {
  return readSettings(settings, {
    env,
    flags,
    refuse: (detail) => new PotatoesError('SETTING_INVALID', detail),
  });
}
