import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeModel, selfTest } from '@verdict/learn';
import { ServerError } from './errors.ts';
import { createServedModel, type ServedModel } from './served-model.ts';

/** NAME-VERSION.verdict; the name goes into headers and addresses, so it is plain. */
const fileName = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})-([1-9]\d{0,8})\.verdict$/;

/** Every model of the folder, each asked its golden rows before anybody else may ask it. */
export async function loadModels(folder: string): Promise<readonly ServedModel[]> {
  const names = (await listFolder(folder)).filter((name) => name.endsWith('.verdict')).sort();
  return Promise.all(names.map((name) => loadModel(join(folder, name), name)));
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

async function loadModel(path: string, name: string): Promise<ServedModel> {
  const [, modelName, version] = fileName.exec(name) ?? [];
  if (!modelName) {
    throw new ServerError(
      'MODEL_REFUSED',
      `The file ${path} is not named NAME-VERSION.verdict, as sentiment-en-1.verdict; rename it or take it out of the folder.`,
    );
  }
  try {
    const bytes = await readFile(path);
    const served = createServedModel({
      name: modelName,
      version: Number(version),
      model: decodeModel(bytes),
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    assertAnswersAsMade(served, path);
    return served;
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    throw new ServerError('MODEL_REFUSED', `The model file ${path} is refused: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

function assertAnswersAsMade({ model, predict }: ServedModel, path: string): void {
  const test = selfTest(model, predict);
  if (test.passed) return;
  throw new ServerError(
    'MODEL_REFUSED',
    `The model file ${path} answers ${JSON.stringify(test.text?.slice(0, 40))} otherwise than when it was made ` +
      `(by ${test.largestDifference}); train it again with this version of Verdict.`,
  );
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
