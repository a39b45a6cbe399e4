import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, type ServingClient, ServingState } from '@verdict/api';
import type { Serving, ServingKey } from '@verdict/ledger';
import { ServeError } from '@verdict/serve';
import type { FastifyBaseLogger } from 'fastify';
import { Value } from 'typebox/value';
import { ServerError } from '../errors.ts';
import { withinTime } from '../within-time.ts';
import { hashOf, modelFiles, writeWhole } from './model-files.ts';
import { readServable, readServing, readServingKeys } from './present-serving.ts';
import type { ServingSource } from './serving-source.ts';

export interface RemoteSource extends ServingSource {
  /** The keys that were good when it was last heard, by id; none while this process’s own is refused. */
  readonly keys: () => ReadonlyMap<string, ServingKey>;
  /** Whether whoever keeps the record answered when it was last asked. */
  readonly reachable: () => boolean;
}

export interface RemoteSourceInput {
  readonly client: Pick<ServingClient, 'read' | 'version' | 'file'>;
  /** Whose state it is that is kept: another server's is not believed. */
  readonly url: string;
  /** Keeps what was last heard, and model files, so that a process starts while nobody can be asked. */
  readonly folder: string;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/** The answer is small; who has not given it by then gives it in a later round. */
const readTimeoutMs = 10_000;
/** 512 MB, the largest model file there may be, at 20 Mbit/s. */
const fileTimeoutMs = 240_000;

/** Whoever keeps the record has not the bytes, and will not have them by being asked again. */
const lostCodes: ReadonlySet<string> = new Set(['BLOB_UNKNOWN', 'MODEL_VERSION_UNKNOWN']);

interface Heard {
  readonly serving: Serving;
  readonly keys: ReadonlyMap<string, ServingKey>;
}

/** The record is another process's, which is asked over HTTP. */
export function remoteSource({ client, url, folder, log }: RemoteSourceInput): RemoteSource {
  const files = modelFiles(join(folder, 'models'));
  const statePath = join(folder, 'state.json');
  let heard: Heard | null = null;
  let etag: string | null = null;
  let reachable = false;
  // Whose key was taken away hears of no other that is: it lets nobody in on what it heard before.
  let shutOut = false;

  const keep = async (state: ServingState, serving: Serving): Promise<void> => {
    try {
      await writeWhole(statePath, JSON.stringify({ url, state }));
      await files.prune(new Set([...serving.versions, ...serving.challengers].map(({ sha256 }) => sha256)));
    } catch (error) {
      // A full disk keeps nobody from answering; only a start without the record would miss it.
      log.warn({ err: error, event_type: 'LIFECYCLE' }, 'serving_state_not_kept');
    }
  };

  const ask = async (): Promise<void> => {
    const reply = await withinTime(readTimeoutMs, (signal) => client.read(etag, { signal }));
    if (reply === null) return;
    if (!Value.Check(ServingState, reply.state)) {
      throw new ServerError(
        'UPSTREAM_REFUSED',
        `The server at ${url} does not say what to serve as this version understands it; run the same version of Verdict on both sides.`,
      );
    }
    heard = heardOf(reply.state);
    etag = reply.etag;
    await keep(reply.state, heard.serving);
  };

  const recall = async (): Promise<Heard | null> => {
    const text = await readFile(statePath, 'utf8').catch(() => null);
    const kept = text === null ? null : parseKept(text);
    return kept?.url === url ? heardOf(kept.state) : null;
  };

  const fetchFile = async (sha256: string): Promise<Uint8Array> => {
    try {
      return await withinTime(fileTimeoutMs, async (signal) => {
        const reply = await client.file(sha256, { signal });
        return new Uint8Array(await reply.arrayBuffer());
      });
    } catch (error) {
      if (error instanceof ApiError && lostCodes.has(error.code)) {
        throw new ServeError('MODEL_REFUSED', `its file cannot be had: ${error.message}`, { cause: error });
      }
      throw away(error);
    }
  };

  return {
    keys: () => (shutOut ? new Map() : (heard?.keys ?? new Map())),
    reachable: () => reachable,
    read: async (revision) => {
      try {
        await ask();
        reachable = true;
        shutOut = false;
      } catch (error) {
        reachable = false;
        shutOut ||= error instanceof ApiError && (error.status === 401 || error.status === 403);
        if (heard !== null) throw error;
        heard = isAway(error) ? await recall() : null;
        if (heard === null) throw error;
        log.warn({ err: error, event_type: 'LIFECYCLE' }, 'serving_state_recalled');
      }
      const serving = heard?.serving ?? null;
      return serving === null || serving.revision === revision ? null : serving;
    },
    version: async (model, version) => {
      try {
        return readServable(await client.version(model, version));
      } catch (error) {
        if (error instanceof ApiError && (error.status === 404 || error.status === 422)) return null;
        throw away(error);
      }
    },
    bytes: async (sha256) => {
      const kept = await files.read(sha256);
      if (kept) return kept;
      const bytes = await fetchFile(sha256);
      if (hashOf(bytes) !== sha256) {
        throw new ServerError(
          'UPSTREAM_REFUSED',
          'The server that keeps the record gave other bytes than those of the model file; look at what stands between, it is asked again.',
        );
      }
      await files.keep(sha256, bytes).catch((error: unknown) => {
        log.warn({ err: error, event_type: 'MODEL_LOAD', sha256 }, 'model_file_not_kept');
      });
      return bytes;
    },
  };
}

function away(cause: unknown): ServerError {
  return new ServerError(
    'UPSTREAM_AWAY',
    'The server that keeps the record did not give what was asked of it; what is in memory goes on, the rest waits for it.',
    { cause },
  );
}

function heardOf(state: ServingState): Heard {
  return { serving: readServing(state), keys: readServingKeys(state) };
}

/** It cannot be asked now. A key that was refused is another thing: what was heard with it is over. */
function isAway(error: unknown): boolean {
  return !(error instanceof ApiError) || (error.status !== 401 && error.status !== 403);
}

function parseKept(text: string): { readonly url: string; readonly state: ServingState } | null {
  try {
    const kept: { url?: unknown; state?: unknown } | null = JSON.parse(text);
    if (typeof kept?.url !== 'string' || !Value.Check(ServingState, kept.state)) return null;
    return { url: kept.url, state: kept.state };
  } catch {
    return null;
  }
}
