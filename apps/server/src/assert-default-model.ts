import type { ModelVersion } from '@verdict/serve';
import { ServerError } from './errors.ts';

/** No model at all is a beginning; models that all have other names than the default are a mistake. */
export function assertDefaultModel(models: readonly ModelVersion[], defaultModel: string): void {
  const found = models.some(
    ({ name, version }) => name === defaultModel || `${name}@${version}` === defaultModel,
  );
  if (found || models.length === 0) return;
  const names = [...new Set(models.map(({ name }) => name))].join(', ');
  throw new ServerError(
    'DEFAULT_MODEL_MISSING',
    `The setting defaultModel names ${defaultModel}, and in service there would be ${names}; set VERDICT_DEFAULT_MODEL to one of them.`,
  );
}
