import { ServeError } from './errors.ts';
import type { ModelVersion, ServedModel } from './served-model.ts';

/** Which model answers to which name. What is on it is swapped whole: a request sees one state or the other. */
export interface ModelShelf {
  readonly defaultModel: string;
  /** The champion of each name, in the order of the names. */
  readonly current: () => readonly ServedModel[];
  /** Champions, and what is tried or asked for beside them. */
  readonly all: () => readonly ServedModel[];
  /** By `name` (its champion), `name@version` or `name@alias`; without one, the default. */
  readonly find: (reference?: string) => ServedModel;
  /** As `find`, where it may be missing. */
  readonly peek: (reference?: string) => ServedModel | undefined;
  /** Without aliases, the highest version of each name is its champion. */
  readonly replace: (models: readonly ServedModel[], aliases?: readonly ShelfAlias[]) => void;
}

export interface ShelfAlias extends ModelVersion {
  readonly alias: 'champion' | 'challenger';
}

interface Stock {
  readonly byReference: ReadonlyMap<string, ServedModel>;
  readonly all: readonly ServedModel[];
  readonly current: readonly ServedModel[];
  readonly known: string;
}

export function createModelShelf(models: readonly ServedModel[], defaultModel: string): ModelShelf {
  let stock = stockOf(models, highestOf(models));
  const peek = (reference = defaultModel): ServedModel | undefined => stock.byReference.get(reference);
  return {
    defaultModel,
    current: () => stock.current,
    all: () => stock.all,
    peek,
    replace: (others, aliases = highestOf(others)) => {
      stock = stockOf(others, aliases);
    },
    find: (reference) => {
      const found = peek(reference);
      if (found) return found;
      if (stock.current.length === 0) {
        throw new ServeError(
          'NOT_READY',
          'No model is in service; promote a version, or put a model file into the models folder and start again.',
        );
      }
      throw new ServeError(
        'MODEL_NOT_FOUND',
        `There is no model ${JSON.stringify((reference ?? defaultModel).slice(0, 100))}; in service are ${stock.known}.`,
      );
    },
  };
}

function stockOf(models: readonly ServedModel[], aliases: readonly ShelfAlias[]): Stock {
  const byReference = new Map<string, ServedModel>();
  for (const model of models) byReference.set(`${model.name}@${model.version}`, model);
  const current: ServedModel[] = [];
  for (const { alias, name, version } of aliases) {
    const model = byReference.get(`${name}@${version}`);
    if (!model) continue;
    byReference.set(`${name}@${alias}`, model);
    if (alias !== 'champion') continue;
    byReference.set(name, model);
    current.push(model);
  }
  current.sort((a, b) => (a.name < b.name ? -1 : 1));
  const known = current.map(({ name, version }) => `${name}@${version}`).join(', ');
  return { byReference, all: models, current, known };
}

function highestOf(models: readonly ServedModel[]): readonly ShelfAlias[] {
  const highest = new Map<string, ServedModel>();
  for (const model of models) {
    const best = highest.get(model.name);
    if (!best || best.version < model.version) highest.set(model.name, model);
  }
  return [...highest.values()].map(({ name, version }) => ({ alias: 'champion', name, version }));
}
