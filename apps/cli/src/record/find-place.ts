import { resolve } from 'node:path';
import { Refusal } from '@verdict/engine';
import { lockHolder } from '@verdict/server/lock';

/** Where the record is asked. */
export type Place =
  | { readonly kind: 'server' | 'neighbour'; readonly url: string; readonly close: () => Promise<void> }
  | {
      readonly kind: 'own';
      readonly url: string;
      readonly home: string;
      readonly works: boolean;
      readonly close: () => Promise<void>;
    };

export interface PlaceOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Do the jobs that wait, if the workspace is opened by this process. */
  readonly worker?: boolean;
}

const nothingToClose = async (): Promise<void> => {};

export async function findPlace({ env, signal, worker = false }: PlaceOptions): Promise<Place> {
  if (env.VERDICT_URL) {
    return { kind: 'server', url: serverUrl(env.VERDICT_URL), close: nothingToClose };
  }
  const home = resolve(env.VERDICT_HOME || '.verdict');
  const neighbour = await neighbourOf(home, env);
  if (neighbour !== null) return neighbour;
  signal.throwIfAborted();
  try {
    const { startOwnServer } = await import('./own-server.ts');
    const server = await startOwnServer({ env, home, worker });
    return { kind: 'own', url: server.url, home, works: worker, close: server.stop };
  } catch (error) {
    // Somebody was quicker.
    const url = lockedAt(error);
    if (url === null) throw error;
    return { kind: 'neighbour', url, close: nothingToClose };
  }
}

/** With PostgreSQL there is no lock to ask: every process has its own connection. */
async function neighbourOf(home: string, env: NodeJS.ProcessEnv): Promise<Place | null> {
  if (env.DATABASE_URL) return null;
  const holder = await lockHolder(home);
  return holder?.url ? { kind: 'neighbour', url: holder.url, close: nothingToClose } : null;
}

function lockedAt(error: unknown): string | null {
  const { code, holder } = error as { code?: unknown; holder?: { url?: string | null } };
  return code === 'STORE_LOCKED' ? (holder?.url ?? null) : null;
}

function serverUrl(text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '') {
    return text.replace(/\/+$/, '');
  }
  throw new Refusal(
    'VERDICT_URL is no address of a server; write it as https://verdict.example.org, with the key in VERDICT_TOKEN.',
  );
}
