import { fetchModel } from './fetch-model.ts';
import { modelArgument } from './reference.ts';
import { orNoFile } from './unknown-name.ts';
import { type Around, withRecord } from './with-record.ts';

export interface UsedModel {
  readonly path: string;
  /** As it was named: a path, or `name@version`. */
  readonly called: string;
}

/** MODEL as a file; a file that is given opens no workspace. */
export async function useModel(text: string, around: Around): Promise<UsedModel> {
  const argument = modelArgument(text);
  if (argument.kind === 'file') return { path: argument.path, called: argument.path };
  return withRecord(around, async (record) => {
    const { path, version } = await orNoFile(
      argument.name,
      'model',
      fetchModel(record, argument, around.signal),
    );
    return { path, called: `${version.model}@${version.version}` };
  });
}
