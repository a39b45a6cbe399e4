import { readFileSync } from 'node:fs';
import type { PutObjectCommandInput, S3ClientConfig } from '@aws-sdk/client-s3';
import type { RemoteConfig } from '../config/config.ts';
import { DvcError } from '../errors.ts';

/** What DVC's keys of a remote in S3 mean to Amazon's client. */
export interface S3Settings {
  readonly bucket: string;
  /** Without a slash at either end; empty for the top of the bucket. */
  readonly prefix: string;
  readonly client: S3ClientConfig;
  /** Goes with every object that is written: who may read it, how it is encrypted. */
  readonly write: Partial<PutObjectCommandInput>;
  /** Goes with every object that is read: only a key of one's own needs it. */
  readonly read: Partial<Pick<PutObjectCommandInput, 'SSECustomerAlgorithm' | 'SSECustomerKey'>>;
}

type Keys = RemoteConfig['options'];

/** A server that is there takes far less to accept; one that sends nothing for so long has gone. */
const connectTimeoutMs = 10_000;
const silenceTimeoutMs = 60_000;

const grants = {
  grant_full_control: 'GrantFullControl',
  grant_read: 'GrantRead',
  grant_read_acp: 'GrantReadACP',
  grant_write_acp: 'GrantWriteACP',
} as const;

const isOn = (value: string | undefined): boolean => value?.toLowerCase() === 'true';
const isOff = (value: string | undefined): boolean => value?.toLowerCase() === 'false';

/** Many small objects are waited for, not computed; more connections than this only get in each other's way. */
const mostConnections = 128;

export function s3Settings({ name, url, options: config }: RemoteConfig): S3Settings {
  const fault = (sentence: string): never => {
    throw new DvcError('CONFIG_INVALID', `The remote ${name} ${sentence}`);
  };
  const [, bucket = '', path = ''] = /^s3:\/\/([^/?]+)\/?([^?]*)/.exec(url) ?? [];
  if (bucket === '') fault(`has no bucket in its url; write it as s3://BUCKET/PATH.`);
  if (config.acl && Object.keys(grants).some((grant) => config[grant]))
    fault('has both acl and grant_*; take one of them out.');
  if (config.sse_kms_key_id && config.sse_customer_key)
    fault('has both sse_kms_key_id and sse_customer_key; take one of them out.');

  const ownKey = config.sse_customer_key && {
    SSECustomerAlgorithm: config.sse_customer_algorithm ?? 'AES256',
    SSECustomerKey: config.sse_customer_key,
  };
  return {
    bucket,
    prefix: path.replace(/^\/+|\/+$/g, ''),
    client: {
      ...(config.region && { region: config.region }),
      ...(config.profile && { profile: config.profile }),
      ...endpoint(config, fault),
      ...credentials(config, fault),
      ...requests(config, fault),
      followRegionRedirects: true,
      // Names are hashes already; the SDK's default, a trailing CRC, is not understood by every server.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    },
    write: {
      ...(config.sse && { ServerSideEncryption: config.sse as 'AES256' }),
      ...(config.sse_kms_key_id && { SSEKMSKeyId: config.sse_kms_key_id }),
      ...(config.acl && { ACL: config.acl as 'private' }),
      ...Object.fromEntries(
        Object.entries(grants)
          .filter(([key]) => config[key])
          .map(([key, header]) => [header, config[key]]),
      ),
      ...ownKey,
    },
    read: { ...ownKey },
  };
}

type Fault = (sentence: string) => never;

function endpoint({ endpointurl, use_ssl }: Keys, fault: Fault): S3ClientConfig {
  if (!endpointurl) return isOff(use_ssl) ? { tls: false } : {};
  if (!/^https?:$/.test(URL.parse(endpointurl)?.protocol ?? ''))
    fault(
      `has the endpointurl ${JSON.stringify(endpointurl)}; write it with http:// or https:// before the host.`,
    );
  // Hosts named for a bucket are Amazon's habit; who else speaks S3 always understands it in the path.
  return { endpoint: endpointurl, forcePathStyle: true };
}

/** Those of the configuration, else where Amazon's clients always look: AWS_* variables, profiles, the machine's role. */
function credentials(config: Keys, fault: Fault): S3ClientConfig {
  if (isOn(config.allow_anonymous_login))
    return {
      credentials: { accessKeyId: '', secretAccessKey: '' },
      signer: { sign: async (request) => request },
    };
  const { access_key_id: id, secret_access_key: secret, session_token: token } = config;
  if (id && secret)
    return {
      credentials: { accessKeyId: id, secretAccessKey: secret, ...(token && { sessionToken: token }) },
    };
  if (id || secret)
    fault('has one of access_key_id and secret_access_key; give both, in .dvc/config.local, or neither.');
  // The client hands what it does not know itself on to its providers of credentials.
  const files: { readonly filepath?: string; readonly configFilepath?: string } = {
    ...(config.credentialpath && { filepath: config.credentialpath }),
    ...(config.configpath && { configFilepath: config.configpath }),
  };
  return files as S3ClientConfig;
}

function requests(config: Keys, fault: Fault): S3ClientConfig {
  const seconds = (key: string, otherwiseMs: number): number => {
    const value = config[key];
    if (value === undefined) return otherwiseMs;
    if (!/^\d{1,6}$/.test(value)) fault(`has the ${key} ${JSON.stringify(value)}; give seconds, such as 60.`);
    return 1000 * Number(value);
  };
  const agent = { keepAlive: true, maxSockets: mostConnections };
  return {
    requestHandler: {
      connectionTimeout: seconds('connect_timeout', connectTimeoutMs),
      socketTimeout: seconds('read_timeout', silenceTimeoutMs),
      httpAgent: agent,
      httpsAgent: { ...agent, ...trust(config.ssl_verify, fault) },
    },
  };
}

/** `ssl_verify` is true, false, or a file of the authorities to believe. */
function trust(verify: string | undefined, fault: Fault): { rejectUnauthorized?: boolean; ca?: Buffer } {
  if (verify === undefined || isOn(verify)) return {};
  if (isOff(verify)) return { rejectUnauthorized: false };
  try {
    return { ca: readFileSync(verify) };
  } catch {
    return fault(`has ssl_verify at ${verify}, which cannot be read; correct it in .dvc/config.`);
  }
}
