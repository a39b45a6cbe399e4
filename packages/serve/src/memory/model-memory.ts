import { ServeError } from '../errors.ts';
import { type ModelVersion, renamed, type ServedModel } from '../served-model.ts';
import { leaveMemory } from './leave-memory.ts';

/** A version on record, and the file that it is. */
export interface VersionOnRecord extends ModelVersion {
  readonly runId: string | null;
  readonly sha256: string;
}

/**
 * Model files in memory, by their hash. Those that are pinned stay whatever they take; the others stay as long as
 * there is room, the one asked last for the longest. What was in service a moment ago is thereby there for a rollback.
 */
export interface ModelMemory {
  /** Read once, however many ask for it at the same time. */
  readonly load: (version: VersionOnRecord) => Promise<ServedModel>;
  /** In memory now, as this version; null: it would have to be loaded. */
  readonly held: (version: VersionOnRecord) => ServedModel | null;
  /** Must stay from now on; what was pinned before may leave. */
  readonly pin: (models: readonly ServedModel[]) => void;
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}

export interface MemoryInput {
  /** Reads a file and tests it. */
  readonly open: (version: VersionOnRecord) => Promise<ServedModel>;
  /** For everything that is not pinned, and the pinned beside it. */
  readonly maxBytes: number;
  /** There already when it begins. */
  readonly models?: readonly ServedModel[];
}

interface Held {
  readonly served: ServedModel;
  usedAt: number;
}

export function createModelMemory({ open, maxBytes, models = [] }: MemoryInput): ModelMemory {
  let uses = 0;
  const held = new Map<string, Held>();
  const loading = new Map<string, Promise<ServedModel>>();
  let pinned: ReadonlySet<string> = new Set();
  for (const served of models) held.set(served.sha256, { served, usedAt: uses++ });

  const makeRoom = (): void => {
    const entries = [...held].map(([sha256, { served, usedAt }]) => ({
      sha256,
      bytes: served.memoryBytes,
      usedAt,
      pinned: pinned.has(sha256),
    }));
    for (const sha256 of leaveMemory(entries, maxBytes)) {
      const leaving = held.get(sha256);
      held.delete(sha256);
      void leaving?.served.line.close();
    }
  };

  const as = (entry: Held, version: VersionOnRecord): ServedModel => {
    entry.usedAt = uses++;
    const { served } = entry;
    const { name, version: number, runId } = version;
    const same = served.name === name && served.version === number && served.reference.run_id === runId;
    return same ? served : renamed(served, { name, version: number, runId });
  };

  return {
    load: async (version) => {
      const { sha256 } = version;
      const there = held.get(sha256);
      if (there) return as(there, version);
      const underway = loading.get(sha256) ?? open(version);
      loading.set(sha256, underway);
      try {
        const served = await underway;
        if (served.sha256 !== sha256) {
          throw new ServeError(
            'MODEL_REFUSED',
            `its bytes have the hash ${served.sha256} instead of ${sha256}.`,
          );
        }
        const entry = held.get(sha256) ?? { served, usedAt: 0 };
        held.set(sha256, entry);
        const named = as(entry, version);
        makeRoom();
        return named;
      } finally {
        loading.delete(sha256);
      }
    },
    held: (version) => {
      const there = held.get(version.sha256);
      return there ? as(there, version) : null;
    },
    pin: (stay) => {
      pinned = new Set(stay.map(({ sha256 }) => sha256));
      for (const served of stay) {
        const entry = held.get(served.sha256);
        if (entry) entry.usedAt = uses++;
        else held.set(served.sha256, { served, usedAt: uses++ });
      }
      makeRoom();
    },
    bytes: () => [...held.values()].reduce((sum, { served }) => sum + served.memoryBytes, 0),
    close: async () => {
      await Promise.all([...held.values()].map(({ served }) => served.line.close()));
    },
  };
}
