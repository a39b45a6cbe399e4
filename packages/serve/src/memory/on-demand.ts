import { ServeError } from '../errors.ts';
import type { ServedModel } from '../served-model.ts';
import type { ModelMemory, VersionOnRecord } from './model-memory.ts';

/** Versions on record that are not in service, for whoever asks for them by number. */
export interface OnDemand {
  /** At once where it is in memory. Throws MODEL_NOT_FOUND, MODEL_REFUSED, or OVERLOADED where too many are wanted. */
  readonly find: (name: string, version: number) => ServedModel | Promise<ServedModel>;
}

export interface OnDemandInput {
  readonly memory: Pick<ModelMemory, 'load' | 'held'>;
  /** Null: there is no such version, or it cannot serve. */
  readonly lookUp: (name: string, version: number) => Promise<VersionOnRecord | null>;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** Each takes some tenths of a second: whoever came last waits two seconds at most, and others can be refused at once. */
const mostVersionsWanted = 6;

/** Each holds its request with its texts. */
const mostWaiting = 256;

/** So long is it believed that a version is still on record, that its file is bad, or that there is none. */
const believedMs = 10_000;

/** Of references that were asked for; what is forgotten is looked up again. */
const mostRemembered = 1000;

type Known =
  | { readonly atMs: number; readonly version: VersionOnRecord }
  | { readonly atMs: number; readonly refused: unknown };

/** Loads one version at a time: a second would take the processor from those who are being answered. */
export function createOnDemand({ memory, lookUp, clock }: OnDemandInput): OnDemand {
  const known = new Map<string, Known>();
  const wanted = new Map<string, Promise<ServedModel>>();
  let waiting = 0;
  let tail: Promise<unknown> = Promise.resolve();

  const remember = (reference: string, what: Known): void => {
    known.delete(reference);
    known.set(reference, what);
    if (known.size > mostRemembered) known.delete(known.keys().next().value as string);
  };

  const fetch = async (name: string, version: number): Promise<ServedModel> => {
    const reference = `${name}@${version}`;
    try {
      const found = await lookUp(name, version);
      if (!found) {
        throw new ServeError(
          'MODEL_NOT_FOUND',
          `There is no version ${reference} on record that can serve; see the model's versions for those that can.`,
        );
      }
      const served = memory.held(found) ?? (await memory.load(found));
      remember(reference, { atMs: clock(), version: found });
      return served;
    } catch (error) {
      // A record or a store that does not answer is asked again; what they said is believed for a while.
      if (isVerdictOnFile(error)) {
        const refused = asRefusal(reference, error);
        remember(reference, { atMs: clock(), refused });
        throw refused;
      }
      throw error;
    }
  };

  const want = (name: string, version: number): Promise<ServedModel> => {
    const reference = `${name}@${version}`;
    const underway = wanted.get(reference);
    if (underway) return underway;
    if (wanted.size >= mostVersionsWanted) throw tooMany();
    const loading = tail.then(() => fetch(name, version));
    tail = loading.catch(() => {});
    wanted.set(reference, loading);
    const over = (): void => {
      wanted.delete(reference);
    };
    loading.then(over, over);
    return loading;
  };

  return {
    find: (name, version) => {
      const reference = `${name}@${version}`;
      const before = known.get(reference);
      const ageMs = before === undefined ? Number.POSITIVE_INFINITY : clock() - before.atMs;
      // A clock that was set back would have it believed for as long as it went back.
      const fresh = ageMs >= 0 && ageMs < believedMs;
      if (before && fresh && 'refused' in before) throw before.refused;
      const there = before && 'version' in before ? memory.held(before.version) : null;
      if (there) {
        // It may have been deleted meanwhile; while the record is away, what is in memory goes on answering.
        if (!fresh && wanted.size < mostVersionsWanted) want(name, version).catch(() => {});
        return there;
      }
      if (waiting >= mostWaiting) throw tooMany();
      // Not counted before: it may be refused, and then nobody waits.
      const loading = want(name, version);
      waiting++;
      return loading.finally(() => {
        waiting--;
      });
    },
  };
}

function tooMany(): ServeError {
  return new ServeError(
    'OVERLOADED',
    'Too many versions that are not in service are being loaded; ask again in a moment, or ask the one in service.',
  );
}

/** What is wrong with the file or its name stays so; everything else may pass. */
function isVerdictOnFile(error: unknown): boolean {
  if (error instanceof ServeError) return !error.canRetry;
  return error instanceof Error && error.name === 'LearnError';
}

function asRefusal(reference: string, cause: unknown): ServeError {
  if (cause instanceof ServeError && cause.code === 'MODEL_NOT_FOUND') return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ServeError('MODEL_REFUSED', `The version ${reference} cannot serve: ${reason}`, { cause });
}
