import { resolve } from 'node:path';
import { type Client, createClient, type Fetch } from '@verdict/api/client';
import { Refusal } from '@verdict/engine';
import { findPlace, type PlaceOptions } from './find-place.ts';

/** The record of one workspace, wherever it is. */
export interface RecordConnection {
  readonly client: Client;
  /** Calls that Ctrl-C does not end: what is under way is to be told that it was given up. */
  readonly lasting: Client;
  /** For people: an address, or the workspace's folder. */
  readonly where: string;
  /** Where copies of models and unfinished files go. */
  readonly home: string;
  /** This process does the jobs that are waiting. */
  readonly works: boolean;
  /** Idempotent; what this process has opened, it closes. */
  readonly close: () => Promise<void>;
}

export interface ConnectOptions extends PlaceOptions {
  readonly version: string;
}

const mostNeighbours = 10;

export const defaultHome = '.verdict';

/** To `VERDICT_URL`, else through whoever has the workspace open, else by opening it here. */
export async function connectRecord(options: ConnectOptions): Promise<RecordConnection> {
  const { env, signal, version } = options;
  let place = await findPlace(options);
  const first = place.url;
  let moving: Promise<void> | null = null;

  const move = async (): Promise<void> => {
    place = await findPlace(options);
  };
  /** A neighbour's server may end between two calls: another has the workspace then, or it is there to be opened. */
  const send: Fetch = async (url, init) => {
    const asked = place;
    try {
      return await fetch(url.replace(first, asked.url), init);
    } catch (error) {
      if (asked.kind === 'neighbour' && !signal.aborted && place === asked) {
        moving ??= move().finally(() => (moving = null));
        await moving;
      }
      // The client sends again what may be sent again, and that goes to the new place.
      throw error;
    }
  };
  const common = {
    url: first,
    fetch: send,
    userAgent: `verdict-cli/${version}`,
    // Of many commands at once each may find the one gone that it wanted to go through.
    ...(place.kind !== 'server' && { retries: { most: mostNeighbours } }),
    ...(place.kind !== 'own' && env.VERDICT_TOKEN && { token: env.VERDICT_TOKEN }),
  };
  return {
    client: createClient({ ...common, signal }),
    lasting: createClient(common),
    where: place.kind === 'own' ? place.home : place.url,
    home: resolve(env.VERDICT_HOME || defaultHome),
    works: place.kind === 'own' && place.works,
    close: () => place.close(),
  };
}

/** A refusal that only the command line can explain: it knows where the key came from. */
export function explained(error: unknown, env: NodeJS.ProcessEnv): unknown {
  if (!(error instanceof Error) || error.name !== 'ApiError' || !env.VERDICT_URL) return error;
  const { code, status } = error as Error & { code: string; status: number | null };
  if (code === 'UNREACHABLE')
    return new Refusal(
      `No server answers at VERDICT_URL (${safeUrl(env.VERDICT_URL)}); start it, correct the address, or unset VERDICT_URL to use the workspace here.`,
      { cause: error },
    );
  if (status === 401) {
    const what = env.VERDICT_TOKEN ? 'refuses the key in VERDICT_TOKEN' : 'asks for a key';
    return new Refusal(
      `The server at VERDICT_URL ${what}; have one made with verdict keys add and set VERDICT_TOKEN to it.`,
      { cause: error },
    );
  }
  return error;
}

/** Without what may be a password. */
function safeUrl(text: string): string {
  const url = URL.parse(text);
  return url === null ? 'no address' : `${url.protocol}//${url.host}`;
}
