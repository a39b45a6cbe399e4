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
  /** As visitors write it, `https://spam.example.org`; null where they reach the site as it listens. */
  readonly publicUrl: string | null;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly checksPerMinute: number;
  readonly previewsPerMinute: number;
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
  publicUrl: {
    variable: 'SPAMCHECK_PUBLIC_URL',
    rule: 'an http or https address without a path, such as https://spam.example.org',
    otherwise: null,
    read: (text) => {
      const url = URL.parse(text);
      return url && /^https?:$/.test(url.protocol) && url.pathname === '/' ? url.origin : undefined;
    },
  },
  trustedProxies: {
    variable: 'SPAMCHECK_TRUSTED_PROXIES',
    rule: 'IP addresses, or ranges as 10.0.0.0/8, with commas between them',
    otherwise: [],
    read: readAddresses,
  },
  // Of one address, which may be an office's. A file of as many messages as are taken needs some sixty.
  checksPerMinute: wholeSetting('SPAMCHECK_CHECKS_PER_MINUTE', 120, 1, 1_000_000),
  // The page asks at most twice a second while somebody types.
  previewsPerMinute: wholeSetting('SPAMCHECK_PREVIEWS_PER_MINUTE', 240, 1, 1_000_000),
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
