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
import { SpamcheckError } from './errors.ts';

export interface SpamcheckConfig {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Where Verdict answers. */
  readonly verdictUrl: string;
  /** An API key of Verdict's that may predict; null where nobody signs in. */
  readonly verdictToken: string | null;
  /** Tells spam from what is not. */
  readonly model: string;
  readonly logLevel: LogLevel;
}

const settings: Settings<SpamcheckConfig> = {
  host: textSetting('SPAMCHECK_HOST', '127.0.0.1', 'a host name or an IP address', /^[A-Za-z0-9.:-]{1,253}$/),
  port: wholeSetting('SPAMCHECK_PORT', 8502, 0, 65_535),
  verdictUrl: textSetting(
    'VERDICT_URL',
    'http://127.0.0.1:8000',
    'an http or https address',
    /^https?:\/\/\S{1,2000}$/,
  ),
  verdictToken: optionalSetting('VERDICT_TOKEN', 'an API key', /^\S{8,500}$/),
  model: textSetting(
    'SPAMCHECK_MODEL',
    'spam-en',
    'a model’s name, or name@version',
    /^[A-Za-z0-9][A-Za-z0-9._@-]{0,120}$/,
  ),
  logLevel: {
    variable: 'SPAMCHECK_LOG_LEVEL',
    rule: `one of ${logLevels.join(', ')}`,
    otherwise: 'warn',
    read: (text) => logLevels.find((level) => level === text),
  },
};

export function readSpamcheckConfig(
  env: Readonly<Record<string, string | undefined>> = {},
  flags: Flags<SpamcheckConfig> = {},
): SpamcheckConfig {
  return readSettings(settings, {
    env,
    flags,
    refuse: (detail) => new SpamcheckError('SETTING_INVALID', detail),
  });
}
