import { ServeError } from './errors.ts';
import type { ServedModel } from './served-model.ts';

/** Which model answers to which name. What is on it is swapped whole: a request sees one state or the other. */
export interface ModelShelf {
  readonly defaultModel: string;
  /** Highest version of each name, in the order of the names. */
  readonly current: () => readonly ServedModel[];
  /** By `name` (its highest version) or `name@version`; without one, the default. */
  readonly find: (reference?: string) => ServedModel;
  readonly replace: (models: readonly ServedModel[]) => void;
}

interface Stock {
  readonly byReference: ReadonlyMap<string, ServedModel>;
  readonly current: readonly ServedModel[];
  readonly known: string;
}

export function createModelShelf(models: readonly ServedModel[], defaultModel: string): ModelShelf {
  let stock = stockOf(models);
  return {
    defaultModel,
    current: () => stock.current,
    replace: (others) => {
      stock = stockOf(others);
    },
    find: (reference = defaultModel) => {
      const found = stock.byReference.get(reference);
      if (found) return found;
      if (stock.current.length === 0) {
        throw new ServeError(
          'NOT_READY',
          'No model is in service; promote a version, or put a model file into the models folder and start again.',
        );
      }
      throw new ServeError(
        'MODEL_NOT_FOUND',
        `There is no model ${JSON.stringify(reference.slice(0, 100))}; in service are ${stock.known}.`,
      );
    },
  };
}

function stockOf(models: readonly ServedModel[]): Stock {
  const byReference = new Map<string, ServedModel>();
  for (const model of models) {
    byReference.set(`${model.name}@${model.version}`, model);
    const best = byReference.get(model.name);
    if (!best || best.version < model.version) byReference.set(model.name, model);
  }
  const current = models
    .filter((model) => byReference.get(model.name) === model)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const model of current) byReference.set(`${model.name}@champion`, model);
  return { byReference, current, known: current.map(({ name, version }) => `${name}@${version}`).join(', ') };
}
