import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LineOptions, openModel, type ServedModel, ServeError } from '@verdict/serve';
import { ServerError } from './errors.ts';

/** NAME-VERSION.verdict; the name goes into headers and addresses, so it is plain. */
const fileName = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})-([1-9]\d{0,8})\.verdict$/;

/** Every model of the folder, each asked its golden rows before anybody else may ask it. */
export async function loadModels(folder: string, line?: LineOptions): Promise<readonly ServedModel[]> {
  return (await loadModelFiles(folder, line)).map(({ served }) => served);
}

export interface LoadedFile {
  readonly path: string;
  readonly served: ServedModel;
}

export async function loadModelFiles(folder: string, line: LineOptions = {}): Promise<readonly LoadedFile[]> {
  // `.verdict` alone is a workspace.
  const names = (await listFolder(folder)).filter((name) => /^[^.].*\.verdict$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { path, served: await loadModel(path, name, line) };
    }),
  );
}

async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new ServerError(
      'MODELS_UNREADABLE',
      `The models folder ${folder} cannot be read (${reasonOf(cause)}); give a folder of model files in VERDICT_MODELS.`,
      { cause },
    );
  }
}

async function loadModel(path: string, name: string, line: LineOptions): Promise<ServedModel> {
  const [, modelName, version] = fileName.exec(name) ?? [];
  if (!modelName) {
    throw new ServeError(
      'MODEL_REFUSED',
      `The file ${path} is not named NAME-VERSION.verdict, as sentiment-en-1.verdict; rename it or take it out of the folder.`,
    );
  }
  try {
    return await openModel(
      await readFile(path),
      { name: modelName, version: Number(version), runId: null },
      { line },
    );
  } catch (cause) {
    throw new ServeError('MODEL_REFUSED', `The model file ${path} is refused: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
