import type { ImportedInput } from '@verdict/api';

const contextTag = 'mlflow.data.context';

/** What the rows were for is a tag in MLflow's stores, and a field on record. */
export function inputOf(
  dataset: Omit<ImportedInput, 'context' | 'tags'>,
  { [contextTag]: context = '', ...tags }: Readonly<Record<string, string>>,
): ImportedInput {
  return { ...dataset, context, tags };
}

/** As a run without a name is called on record. */
export function runNameOf(name: string | null | undefined, tag: string | undefined, id: string): string {
  return name || tag || `run-${id.slice(0, 8)}`;
}
