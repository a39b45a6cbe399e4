import { Refusal } from '@verdict/engine';

/** A word that may have meant a file: the record alone knows only that it knows no such name. */
export async function orNoFile<Value>(
  text: string,
  what: 'dataset' | 'model',
  asked: Promise<Value>,
): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code !== `${what.toUpperCase()}_UNKNOWN`) throw error;
    const list = what === 'dataset' ? 'verdict data list' : 'verdict models list';
    throw new Refusal(`There is no file and no ${what} ${text}; ${list} shows what is on record.`, {
      cause: error,
    });
  }
}
