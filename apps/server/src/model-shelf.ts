import { ServerError } from './errors.ts';
import type { ServedModel } from './served-model.ts';

/** Which model answers to which name. */
export interface ModelShelf {
  readonly defaultModel: string;
  /** Highest version of each name, in the order of the names. */
  readonly current: readonly ServedModel[];
  /** By `name` (its highest version) or `name@version`; without one, the default. */
  readonly find: (reference?: string) => ServedModel;
}

export function createModelShelf(models: readonly ServedModel[], defaultModel: string): ModelShelf {
  const byReference = new Map<string, ServedModel>();
  for (const model of models) {
    byReference.set(`${model.name}@${model.version}`, model);
    const best = byReference.get(model.name);
    if (!best || best.version < model.version) byReference.set(model.name, model);
  }
  const current = models
    .filter((model) => byReference.get(model.name) === model)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const known = current.map(({ name, version }) => `${name}@${version}`).join(', ');

  const find = (reference = defaultModel): ServedModel => {
    const found = byReference.get(reference);
    if (found) return found;
    if (models.length === 0) {
      throw new ServerError(
        'NOT_READY',
        'No model is in service; put a model file into the models folder and start again.',
      );
    }
    throw new ServerError(
      'MODEL_NOT_FOUND',
      `There is no model ${JSON.stringify(reference.slice(0, 100))}; in service are ${known}.`,
    );
  };
  return { defaultModel, current, find };
}

/** An empty folder is a beginning; a folder whose models all have other names than the default is a mistake. */
export function assertDefaultModel(models: readonly ServedModel[], defaultModel: string): void {
  const found = models.some(
    ({ name, version }) => name === defaultModel || `${name}@${version}` === defaultModel,
  );
  if (found || models.length === 0) return;
  const names = [...new Set(models.map(({ name }) => name))].join(', ');
  throw new ServerError(
    'DEFAULT_MODEL_MISSING',
    `The setting defaultModel names ${defaultModel}, and the models folder holds ${names}; set VERDICT_DEFAULT_MODEL to one of them.`,
  );
}
