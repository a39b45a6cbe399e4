import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  type Flags,
  type LogLevel,
  logLevels,
  optionalSetting,
  readAddresses,
  readHosts,
  readSettings,
  type Settings,
  textSetting,
  wholeSetting,
} from '@verdict/http';
import { defaultMaxWaitMs } from '@verdict/serve';
import { ServerError } from './errors.ts';

export interface ServerConfig {
  /** The workspace: embedded database, blobs, temporary files. */
  readonly home: string;
  /** PostgreSQL in place of the embedded database. */
  readonly databaseUrl: string | null;
  /** A folder or `s3://bucket/prefix`, in place of the workspace's own. */
  readonly blobs: string | null;
  /** An S3 server that is not Amazon's. */
  readonly s3Endpoint: string | null;
  readonly s3Region: string | null;
  /** What this process does. */
  readonly roles: readonly ServerRole[];
  /** An address that only this machine reaches. */
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly modelsFolder: string;
  /** The console’s pages, built. */
  readonly consoleFolder: string;
  /** Answers where a request names no model. */
  readonly defaultModel: string;
  readonly logLevel: LogLevel;
  readonly bodyLimitBytes: number;
  readonly maxUploadBytes: number;
  readonly maxTextLength: number;
  readonly maxTexts: number;
  readonly modelMemoryBytes: number;
  readonly maxWaitMs: number;
  readonly requestTimeoutMs: number;
  readonly drainTimeoutMs: number;
  /** How long requests are still taken after it has said that it is not ready any more. */
  readonly drainDelayMs: number;
  /** Processes behind the port, of the role infer alone. */
  readonly processes: number;
  readonly maxConnections: number;
  readonly maxInFlight: number;
  /** auto: nobody signs in on a loopback address, everybody does on another; always: everybody does. */
  readonly signIn: 'auto' | 'always';
  /** Names by which others reach this server: `verdict.example.org`, or with a port. */
  readonly publicHosts: readonly string[];
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** What is kept of what was said: with the text, with its SHA-256, with neither, or nothing at all. */
  readonly predictionLog: 'full' | 'hashed' | 'without-text' | 'off';
  /** How long; 0: for ever. */
  readonly predictionDays: number;
  /** Memory for rows that wait for the database. */
  readonly predictionBufferBytes: number;
  readonly predictsPerMinute: number;
  readonly writesPerMinute: number;
  /** Whether webhooks may lead to addresses that are not public. */
  readonly privateWebhooks: 'refuse' | 'allow';
  /** A batch that has ended is kept so long, with its results. */
  readonly batchDays: number;
}

/** http: keeps the record, and predicts; worker: does jobs; infer: predicts, and alone it needs no database. */
export const serverRoles = ['http', 'infer', 'worker'] as const;
export type ServerRole = (typeof serverRoles)[number];

const predictionLogs = ['full', 'hashed', 'without-text', 'off'] as const;

const settings: Settings<ServerConfig> = {
  home: textSetting('VERDICT_HOME', '.verdict', 'the path of a folder', /^[^\0]+$/),
  databaseUrl: optionalSetting(
    'DATABASE_URL',
    'an address such as postgres://user:password@host:5432/verdict',
    /^postgres(?:ql)?:\/\/\S{1,2000}$/,
  ),
  blobs: optionalSetting('VERDICT_BLOBS', 'the path of a folder, or s3://bucket/prefix', /^[^\0]+$/),
  s3Endpoint: optionalSetting('VERDICT_S3_ENDPOINT', 'an http or https address', /^https?:\/\/\S{1,2000}$/),
  s3Region: optionalSetting('AWS_REGION', 'the name of a region', /^[a-z0-9-]{1,60}$/),
  roles: {
    variable: 'VERDICT_ROLES',
    rule: `one or several of ${serverRoles.join(', ')} with commas between them`,
    otherwise: serverRoles,
    read: (text) => {
      const asked = text.split(',').map((role) => role.trim());
      const known = serverRoles.filter((role) => asked.includes(role));
      return known.length === asked.length ? known : undefined;
    },
  },
  host: textSetting('VERDICT_HOST', '127.0.0.1', 'a host name or an IP address', /^[A-Za-z0-9.:-]{1,253}$/),
  port: wholeSetting('VERDICT_PORT', 8000, 0, 65_535),
  modelsFolder: textSetting(
    'VERDICT_MODELS',
    fileURLToPath(new URL('../../../models', import.meta.url)),
    'the path of a folder',
    /^[^\0]+$/,
  ),
  consoleFolder: textSetting(
    'VERDICT_CONSOLE',
    fileURLToPath(new URL('../../console/dist', import.meta.url)),
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
  // Streamed, so memory sets no bound: the largest public sets of labelled texts (Amazon's 3.6 million reviews) have
  // 1.7 GB as CSV, and a wrong file should be told so before it has filled a disk.
  maxUploadBytes: wholeSetting('VERDICT_MAX_UPLOAD_BYTES', 4 * 2 ** 30, 1024, 2 ** 40),
  // Ten times the longest review of IMDb's 50,000. The thread that reads one text answers nobody else:
  // 100,000 characters hold it for some 10 ms to predict and 100 ms to explain.
  maxTextLength: wholeSetting('VERDICT_MAX_TEXT_LENGTH', 100_000, 1, 10_000_000),
  // Likewise: 1,000 reviews hold the thread for some tens of milliseconds, which others do not notice.
  maxTexts: wholeSetting('VERDICT_MAX_TEXTS', 1000, 1, 100_000),
  // A model of a million n-grams takes 40 MB: a dozen versions, those in service among them. The others are there for
  // whoever compares and for a rollback that need not wait. What is in service stays whatever it takes.
  modelMemoryBytes: wholeSetting('VERDICT_MODEL_MEMORY_BYTES', 512 * 2 ** 20, 0, 2 ** 40),
  // A caller that allows a second can be refused, wait as long as it is told, and ask once more.
  maxWaitMs: wholeSetting('VERDICT_MAX_WAIT_MS', defaultMaxWaitMs, 1, 60_000),
  // The largest body at 1 Mbit/s takes 17 s; a client that needs longer is a stuck one, or one that means harm.
  requestTimeoutMs: wholeSetting('VERDICT_REQUEST_TIMEOUT_MS', 30_000, 100, 600_000),
  // Half of the 30 s that Kubernetes and Docker's users grant between SIGTERM and SIGKILL.
  drainTimeoutMs: wholeSetting('VERDICT_DRAIN_TIMEOUT_MS', 15_000, 0, 600_000),
  // A load balancer that asks for readiness every second or two, and wants two refusals, has noticed after five;
  // on a laptop nobody wants to wait. `verdict serve` sets the longer one where the environment says nothing.
  drainDelayMs: wholeSetting('VERDICT_DRAIN_DELAY_MS', 0, 0, 600_000),
  processes: {
    variable: 'VERDICT_PROCESSES',
    rule: 'auto (one a core), or a whole number from 1 to 128',
    otherwise: 1,
    read: (text) => {
      if (text === 'auto') return availableParallelism();
      const value = Number(text);
      return /^\d{1,3}$/.test(text) && value >= 1 && value <= 128 ? value : undefined;
    },
  },
  // Node holds some 15 kB for a connection that is doing nothing: 150 MB. A proxy needs some hundreds.
  maxConnections: wholeSetting('VERDICT_MAX_CONNECTIONS', 10_000, 1, 1_000_000),
  // What is being answered holds its body and its place in line. A core answers ten thousand a second and more, so
  // a thousand at once are a tenth of a second's work; more would only wait, and their callers with them.
  maxInFlight: wholeSetting('VERDICT_MAX_IN_FLIGHT', 1000, 1, 100_000),
  signIn: {
    variable: 'VERDICT_SIGN_IN',
    rule: 'auto or always',
    otherwise: 'auto',
    read: (text) => (text === 'auto' || text === 'always' ? text : undefined),
  },
  publicHosts: {
    variable: 'VERDICT_PUBLIC_URL',
    rule: 'an http or https address, or several with commas between them',
    otherwise: [],
    read: readHosts,
  },
  trustedProxies: {
    variable: 'VERDICT_TRUSTED_PROXIES',
    rule: 'IP addresses or ranges such as 10.0.0.0/8 with commas between them',
    otherwise: [],
    read: readAddresses,
  },
  predictionLog: {
    variable: 'VERDICT_PREDICTION_LOG',
    rule: `one of ${predictionLogs.join(', ')}`,
    // Without texts nobody can see what the model got wrong, nor learn from it.
    otherwise: 'full',
    read: (text) => predictionLogs.find((each) => each === text),
  },
  // A quarter's: long enough to compare seasons and to hear what was wrong; 100 reviews a second are then 1.5 TB.
  predictionDays: wholeSetting('VERDICT_PREDICTION_DAYS', 90, 0, 36_500),
  // A minute without the database at 1,000 reviews a second: 1.3 kB each and 0.85 kB for what was said.
  predictionBufferBytes: wholeSetting('VERDICT_PREDICTION_BUFFER_BYTES', 128 * 2 ** 20, 2 ** 20, 2 ** 34),
  // A caller that asks a hundred times a second for a minute is a site in front of many people and may be given
  // more; texts of usual length then take a tenth of one core.
  predictsPerMinute: wholeSetting('VERDICT_PREDICTS_PER_MINUTE', 6000, 1, 10_000_000),
  // A training may log a metric a step, a call each; a thousand a second are about what one embedded store writes.
  writesPerMinute: wholeSetting('VERDICT_WRITES_PER_MINUTE', 60_000, 1, 10_000_000),
  // Whoever may submit a batch would otherwise have this server call what only it can reach.
  privateWebhooks: {
    variable: 'VERDICT_WEBHOOK_PRIVATE',
    rule: 'allow or refuse',
    otherwise: 'refuse',
    read: (text) => (text === 'allow' || text === 'refuse' ? text : undefined),
  },
  // Results are as large as their texts, and whoever wanted them has fetched them within a month.
  batchDays: wholeSetting('VERDICT_BATCH_DAYS', 30, 1, 36_500),
};

export type ServerFlags = Flags<ServerConfig>;

/** A flag wins over the environment, the environment over the default; an empty variable counts as not set. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = {},
  flags: ServerFlags = {},
): ServerConfig {
  return readSettings(settings, {
    env,
    flags,
    refuse: (detail) => new ServerError('SETTING_INVALID', detail),
  });
}
