import { LearnError } from '@verdict/learn';
import type { Serving as RecordedServing, ServingVersion } from '@verdict/ledger';
import {
  createModelDecoder,
  createModelMemory,
  createOnDemand,
  type LineOptions,
  type ModelShelf,
  type OnDemand,
  openModel,
  type ServedModel,
  ServeError,
  type VersionOnRecord,
} from '@verdict/serve';
import type { FastifyBaseLogger } from 'fastify';
import { versionOf } from '../asking/model-reference.ts';
import { decideServing, nextShelf } from './decide-serving.ts';
import type { ServingSource } from './serving-source.ts';

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
  /** Versions on record that are not in service. */
  readonly onDemand: OnDemand;
  /** Whether all that was to be served has once been in memory, or refused. */
  readonly hasLoaded: () => boolean;
  /** Whether the record answered when it was last asked. */
  readonly reachable: () => boolean;
  /** Looks again every so often, since another process may have moved an alias. */
  readonly start: () => void;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface ServingInput {
  readonly source: ServingSource;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly shelf: ModelShelf;
  /** Models in memory already; those that the record wants are not read again. */
  readonly inMemory: readonly ServedModel[];
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  /** For the versions that are not in service, and those beside them. */
  readonly memoryBytes: number;
  readonly line?: LineOptions;
  /** Told what is to be served in the same turn in which the shelf begins to serve it. */
  readonly onServing?: (serving: RecordedServing) => void;
}

/** A promotion on another replica is answered by this one within so long; the query reads a row a model. */
const pollMs = 2000;

export function createServing(input: ServingInput): Serving {
  const { source, clock, shelf, inMemory, log, memoryBytes, line = {}, onServing } = input;
  const refused = new Map<string, RefusedModel>();
  const decoder = createModelDecoder();
  const memory = createModelMemory({
    open: async (version) =>
      openModel(await source.bytes(version.sha256), version, { decode: decoder.decode, line }),
    maxBytes: memoryBytes,
    models: inMemory,
  });
  const onDemand = createOnDemand({
    memory,
    clock,
    lookUp: async (name, version) => {
      const found = await source.version(name, version);
      return found && onRecord(found);
    },
  });
  let revision: string | null = null;
  let onShelf: readonly ServedModel[] = [];
  let reachable = true;
  let tail: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const load = async (version: ServingVersion): Promise<ServedModel | null> => {
    const { model: name, version: number, sha256 } = version;
    try {
      return await memory.load(onRecord(version));
    } catch (error) {
      // A store that does not answer is asked again; a file that fails its test stays as it is.
      if (!(error instanceof ServeError || error instanceof LearnError)) throw error;
      refused.set(sha256, { name, version: number, reason: error.message, atMs: clock() });
      log.error(
        { err: error, event_type: 'MODEL_LOAD', model: name, model_version: number },
        'model_refused',
      );
      return null;
    }
  };

  /** A default that names its version stays in memory although no alias is on it. */
  const defaultVersion = async (serving: RecordedServing): Promise<readonly ServingVersion[]> => {
    const named = versionOf(shelf.defaultModel);
    const isThere = [...serving.versions, ...serving.challengers].some(
      ({ model, version }) => model === named?.name && version === named.version,
    );
    if (!named || isThere) return [];
    const found = await source.version(named.name, named.version);
    return found ? [found] : [];
  };

  const look = async (): Promise<void> => {
    const serving = await source.read(revision);
    if (serving === null) return;
    const wanted = [...serving.versions, ...serving.challengers, ...(await defaultVersion(serving))];
    const { keep, load: missing } = decideServing(wanted, onShelf, new Set(refused.keys()));
    const loaded: ServedModel[] = [];
    let notGiven: { readonly error: unknown } | null = null;
    // One after another: their tables are built on the thread that answers.
    for (const version of missing) {
      try {
        const served = await load(version);
        if (served) loaded.push(served);
      } catch (error) {
        // A file that is not to be had keeps no other model from its promotion, and no trial from its end.
        notGiven ??= { error };
      }
    }
    const next = nextShelf(serving, [...keep, ...loaded], shelf.current());
    onShelf = next.models;
    shelf.replace(next.models, next.aliases);
    onServing?.(serving);
    memory.pin(next.models);
    for (const { name, version } of loaded)
      log.info({ event_type: 'MODEL_LOAD', model: name, model_version: version }, 'model_in_service');
    for (const [sha256] of refused) {
      if (!wanted.some((version) => version.sha256 === sha256)) refused.delete(sha256);
    }
    // What is missing is asked for again in the next round, since this revision has not been reached.
    if (notGiven) throw notGiven.error;
    revision = serving.revision;
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
        if (before) log.warn({ err: error, event_type: 'LIFECYCLE' }, 'record_unreachable');
      });
      if (!stopped) poll();
    }, pollMs).unref();
  };

  return {
    refresh,
    refused: () => [...refused.values()],
    onDemand,
    hasLoaded: () => revision !== null,
    reachable: () => reachable,
    start: poll,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await tail;
      await Promise.all([decoder.close(), memory.close()]);
    },
  };
}

function onRecord({ model, version, runId, sha256 }: ServingVersion): VersionOnRecord {
  return { name: model, version, runId, sha256 };
}
