import {
  type Flags,
  type LogLevel,
  logLevels,
  optionalSetting,
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
  /** Signs cookies; null: made anew at every start, so that names are forgotten then. */
  readonly cookieSecret: string | null;
  readonly databaseUrl: string | null;
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
  logLevel: {
    variable: 'POTATOES_LOG_LEVEL',
    rule: `one of ${logLevels.join(', ')}`,
    otherwise: 'warn',
    read: (text) => logLevels.find((level) => level === text),
  },
};

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
