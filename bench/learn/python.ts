import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ask, runCommand } from './measure-command.ts';
import { peer, places, shown } from './places.ts';
import { BenchRefusal } from './refusal.ts';

/** Where an environment is made, and its pinned packages. */
export interface PythonEnvironment {
  readonly folder: string;
  readonly requirements: string;
}

const ofLearn: PythonEnvironment = {
  folder: join(places.work, 'python'),
  requirements: peer('requirements.txt'),
};

/** The peers' interpreter: the one given, or a virtual environment of their pinned packages, made once. */
export async function findPython(
  given: string | null,
  say: (line: string) => void,
  { folder, requirements: file }: PythonEnvironment = ofLearn,
): Promise<string> {
  if (given !== null) {
    const path = given.includes('/') ? resolve(given) : given;
    await runCommand([path, '-c', 'import sklearn']).catch((error) => {
      throw new BenchRefusal(
        `${given} is no Python with scikit-learn; leave --python out to have one made.`,
        {
          cause: error,
        },
      );
    });
    return path;
  }
  const python = join(folder, 'bin/python');
  const requirements = await readFile(file, 'utf8');
  const stamp = join(folder, 'requirements.txt');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === requirements) return python;
  say(`Making a Python environment of ${shown(file)} in ${folder}; this happens once.`);
  await mkdir(places.work, { recursive: true });
  await runCommand(['python3', '-m', 'venv', folder]).catch((error) => {
    throw new BenchRefusal(
      'The peers need Python 3.11 or newer with venv and none works here; install it or give --python PATH.',
      { cause: error },
    );
  });
  await runCommand([python, '-m', 'pip', 'install', '--quiet', '-r', file]);
  await writeFile(stamp, requirements);
  return python;
}

const versionsScript = `
import json, platform
from importlib.metadata import PackageNotFoundError, version
found = {"python": platform.python_version()}
for name in ("scikit-learn", "numpy", "scipy", "pandas", "fasttext-wheel", "fasttext", "liblinear-official", "nltk",
             "fastapi", "uvicorn", "pydantic", "uvloop", "httptools", "orjson"):
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
print(json.dumps(found))
`;

export async function pythonVersions(python: string): Promise<Readonly<Record<string, string>>> {
  return (await ask([python, '-c', versionsScript])) as Record<string, string>;
}
