import { join } from 'node:path';
import { createClient, type ServingClient } from '@verdict/api';
import type { ServerConfig } from '../config.ts';
import { ServerError } from '../errors.ts';

/** The server that keeps the record, and a key by which it lets a process serve. */
export interface UpstreamAddress {
  readonly url: string;
  readonly token: string | null;
}

/** It, as a process asks it that has no record of its own. */
export interface Upstream {
  readonly url: string;
  readonly client: ServingClient;
  /** For what was last heard of it. */
  readonly folder: string;
}

/** Kept apart from the configuration: that is shown and logged, and a key never. */
export function readUpstream(env: Readonly<Record<string, string | undefined>>): UpstreamAddress | null {
  const url = env.VERDICT_URL || undefined;
  if (url === undefined) return null;
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.search) {
    throw new ServerError(
      'SETTING_INVALID',
      'The environment variable VERDICT_URL is no address of a server; give it as https://verdict.example.org.',
    );
  }
  return { url: url.replace(/\/+$/, ''), token: env.VERDICT_TOKEN || null };
}

export function openUpstream(
  { home }: Pick<ServerConfig, 'home'>,
  address: UpstreamAddress | null,
  version: string,
): Upstream {
  if (address === null) {
    throw new ServerError(
      'UPSTREAM_MISSING',
      'The role infer keeps no record, and VERDICT_URL names no server that does; set it, and VERDICT_TOKEN to a key with the scope serve.',
    );
  }
  const { url, token } = address;
  // Whoever calls comes again by itself: the source every two seconds, the logs with a growing pause.
  const { serving } = createClient({
    url,
    retries: { most: 0 },
    userAgent: `verdict-infer/${version}`,
    ...(token !== null && { token }),
  });
  return { url, client: serving, folder: join(home, 'serving') };
}
