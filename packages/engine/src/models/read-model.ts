import { readFile } from 'node:fs/promises';
import { decodeModel, LearnError, type Model } from '@verdict/learn';
import { Refusal } from '../refusal.ts';

/** Any model that ships is under 100 MB; what is larger is something else given by mistake. */
const largestFileBytes = 2 ** 31 - 1;

export async function readModel(path: string, signal?: AbortSignal): Promise<Model> {
  const bytes = await readFile(path, { signal }).catch((error: NodeJS.ErrnoException) => {
    throw notReadable(path, error);
  });
  try {
    return decodeModel(bytes);
  } catch (error) {
    if (error instanceof LearnError)
      throw new LearnError(error.code, `${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

function notReadable(path: string, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal(`There is no model file ${path}; check its name, or make one with verdict train.`);
    case 'EISDIR':
      return new Refusal(`${path} is a folder; name the model file inside it.`);
    case 'ERR_FS_FILE_TOO_LARGE':
      return new Refusal(`${path} is over ${largestFileBytes} bytes and so no model; give a .verdict file.`);
    default:
      return error.name === 'AbortError'
        ? error
        : new Refusal(`${path} cannot be read (${error.message}); check its permissions.`);
  }
}
