import { fileURLToPath } from 'node:url';
import { ServerError } from './errors.ts';

export interface ServerConfig {
  /** An address that only this machine reaches. */
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly modelsFolder: string;
  /** Answers where a request names no model. */
  readonly defaultModel: string;
  readonly logLevel: LogLevel;
  readonly bodyLimitBytes: number;
  readonly maxTextLength: number;
  readonly maxTexts: number;
  readonly requestTimeoutMs: number;
  readonly drainTimeoutMs: number;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

interface Setting<T> {
  readonly variable: string;
  readonly rule: string;
  readonly otherwise: T;
  /** The value, or undefined where the text breaks the rule. */
  readonly read: (text: string) => T | undefined;
}

type Settings = { readonly [Name in keyof ServerConfig]: Setting<ServerConfig[Name]> };

const settings: Settings = {
  host: textSetting('VERDICT_HOST', '127.0.0.1', 'a host name or an IP address', /^[A-Za-z0-9.:-]{1,253}$/),
  port: wholeSetting('VERDICT_PORT', 8000, 0, 65_535),
  modelsFolder: textSetting(
    'VERDICT_MODELS',
    fileURLToPath(new URL('../../../models', import.meta.url)),
    'the path of a folder',
    /^[^\0]+$/,
  ),
  defaultModel: textSetting(
    'VERDICT_DEFAULT_MODEL',
    'sentiment-en',
    'a model’s name, or name@version',
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:@[1-9]\d{0,8})?$/,
  ),
  logLevel: {
    variable: 'VERDICT_LOG_LEVEL',
    rule: `one of ${logLevels.join(', ')}`,
    // One line a request is for whoever runs a service; a person at a terminal wants what went wrong.
    otherwise: 'warn',
    read: (text) => logLevels.find((level) => level === text),
  },
  // 1,000 reviews of usual length (1.3 kB) in one request, with room for escapes; every body is held in memory
  // twice, as bytes and as text, and a hundred at once must fit beside the models.
  bodyLimitBytes: wholeSetting('VERDICT_BODY_LIMIT_BYTES', 2 * 2 ** 20, 1024, 64 * 2 ** 20),
  // Ten times the longest review of IMDb's 50,000. The thread that reads one text answers nobody else:
  // 100,000 characters hold it for some 10 ms to predict and 100 ms to explain.
  maxTextLength: wholeSetting('VERDICT_MAX_TEXT_LENGTH', 100_000, 1, 10_000_000),
  // Likewise: 1,000 reviews hold the thread for some tens of milliseconds, which others do not notice.
  maxTexts: wholeSetting('VERDICT_MAX_TEXTS', 1000, 1, 100_000),
  // The largest body at 1 Mbit/s takes 17 s; a client that needs longer is a stuck one, or one that means harm.
  requestTimeoutMs: wholeSetting('VERDICT_REQUEST_TIMEOUT_MS', 30_000, 100, 600_000),
  // Half of the 30 s that Kubernetes and Docker's users grant between SIGTERM and SIGKILL.
  drainTimeoutMs: wholeSetting('VERDICT_DRAIN_TIMEOUT_MS', 15_000, 0, 600_000),
};

export type ServerFlags = { readonly [Name in keyof ServerConfig]?: string | number | undefined };

/** A flag wins over the environment, the environment over the default; an empty variable counts as not set. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = {},
  flags: ServerFlags = {},
): ServerConfig {
  const entries = Object.entries(settings).map(([name, setting]) => {
    const flag = flags[name as keyof ServerConfig];
    const given = flag ?? (env[setting.variable] || undefined);
    if (given === undefined) return [name, setting.otherwise];
    const value = setting.read(String(given));
    if (value !== undefined) return [name, value];
    const source = flag === undefined ? `the environment variable ${setting.variable}` : 'the command line';
    throw new ServerError(
      'SETTING_INVALID',
      `The setting ${name} from ${source} is ${shapeOf(given)}; give ${setting.rule}.`,
    );
  });
  return Object.freeze(Object.fromEntries(entries) as unknown as ServerConfig);
}

function textSetting(variable: string, otherwise: string, rule: string, pattern: RegExp): Setting<string> {
  return { variable, rule, otherwise, read: (text) => (pattern.test(text) ? text : undefined) };
}

function wholeSetting(variable: string, otherwise: number, least: number, most: number): Setting<number> {
  return {
    variable,
    rule: `a whole number from ${least} to ${most}`,
    otherwise,
    read: (text) => {
      const value = Number(text);
      return /^\d{1,10}$/.test(text) && value >= least && value <= most ? value : undefined;
    },
  };
}

/** What kind of thing it is, never the thing itself: a setting may be a secret in the wrong place. */
function shapeOf(given: string | number): string {
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(String(given))) return `the number ${given}`;
  return `a text of ${String(given).length} characters`;
}
