import { buffer } from 'node:stream/consumers';
import { LearnError } from '@verdict/learn';
import { type Ledger, listServing, type ServingVersion } from '@verdict/ledger';
import { type ModelShelf, openModel, renamed, type ServedModel, ServeError } from '@verdict/serve';
import type { FastifyBaseLogger } from 'fastify';
import { decideServing, nextShelf } from './decide-serving.ts';

export interface RefusedModel {
  readonly name: string;
  readonly version: number;
  readonly reason: string;
  readonly atMs: number;
}

export interface Serving {
  /** Resolves when the shelf holds what the record says; what cannot be loaded is told in `refused`. */
  readonly refresh: () => Promise<void>;
  readonly refused: () => readonly RefusedModel[];
  /** Whether the record answered when it was last asked. */
  readonly reachable: () => boolean;
  /** Looks again every so often, since another process may have moved an alias. */
  readonly start: () => void;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface ServingInput {
  readonly ledger: Ledger;
  readonly shelf: ModelShelf;
  /** Models in memory already; those that the record wants are not read again. */
  readonly inMemory: readonly ServedModel[];
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

/** A promotion on another replica is answered by this one within so long; the query reads a row a model. */
const pollMs = 2000;

export function createServing({ ledger, shelf, inMemory, log }: ServingInput): Serving {
  const refused = new Map<string, RefusedModel>();
  let cache: readonly ServedModel[] = inMemory;
  let revision: string | null = null;
  let onShelf: readonly ServedModel[] = [];
  let reachable = true;
  let tail: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const load = async (version: ServingVersion): Promise<ServedModel | null> => {
    const { model: name, version: number, runId, sha256 } = version;
    const as = { name, version: number, runId };
    const same = [...cache, ...onShelf].find((model) => model.sha256 === sha256);
    if (same) return renamed(same, as);
    try {
      return await openModel(await buffer(await ledger.blobs.get(sha256)), as);
    } catch (error) {
      // A store that does not answer is asked again; a file that fails its test stays as it is.
      if (!(error instanceof ServeError || error instanceof LearnError)) throw error;
      refused.set(sha256, { name, version: number, reason: error.message, atMs: ledger.clock() });
      log.error({ err: error, model: name, model_version: number }, 'model_refused');
      return null;
    }
  };

  const look = async (): Promise<void> => {
    const serving = await listServing(ledger);
    if (serving.revision === revision) return;
    const { keep, load: wanted } = decideServing(serving.versions, onShelf, new Set(refused.keys()));
    const loaded = (await Promise.all(wanted.map(load))).filter((model) => model !== null);
    onShelf = nextShelf(serving.versions, { keep, loaded, shelf: onShelf });
    shelf.replace(onShelf);
    revision = serving.revision;
    cache = [];
    for (const { name, version } of loaded)
      log.info({ model: name, model_version: version }, 'model_in_service');
    for (const [sha256] of refused) {
      if (!serving.versions.some((version) => version.sha256 === sha256)) refused.delete(sha256);
    }
  };

  const refresh = (): Promise<void> => {
    const turn = tail.then(look).then(
      () => {
        reachable = true;
      },
      (error: unknown) => {
        reachable = false;
        throw error;
      },
    );
    tail = turn.catch(() => {});
    return turn;
  };

  const poll = (): void => {
    timer = setTimeout(async () => {
      const before = reachable;
      await refresh().catch((error: unknown) => {
        // Once, not every two seconds: predictions go on from memory meanwhile.
        if (before) log.warn({ err: error }, 'record_unreachable');
      });
      if (!stopped) poll();
    }, pollMs).unref();
  };

  return {
    refresh,
    refused: () => [...refused.values()],
    reachable: () => reachable,
    start: poll,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return tail;
    },
  };
}
