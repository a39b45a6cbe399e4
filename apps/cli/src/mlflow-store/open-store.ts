import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@verdict/engine';
import { foldersIn, textOf } from './file-folders.ts';
import { openFileStore } from './file-store.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import { openSqlStore } from './sql-store.ts';
import type { MlflowStore } from './stored.ts';

/** An `mlruns` folder, the file of a database, or the address that `--backend-store-uri` has. */
export async function openMlflowStore(source: string): Promise<MlflowStore> {
  const [, scheme, rest = ''] = /^([a-z]+)(?:\+\w+)?:(\/\/.*)$/.exec(source) ?? [];
  switch (scheme) {
    case undefined:
      return openPath(source);
    case 'file':
      return openPath(fileURLToPath(source));
    case 'sqlite':
      // As SQLAlchemy has it: three slashes and a path, which begins with the fourth where it is absolute.
      return openPath(rest.replace(/^\/\/\//, ''));
    case 'postgresql':
    case 'postgres':
      return openSqlStore(await openPostgres(`postgresql:${rest}`));
    case 'http':
    case 'https':
      throw new Refusal(
        `${source} is a server, and an import reads its store; give the server's --backend-store-uri.`,
      );
    default:
      throw new Refusal(
        `${scheme} is no kind of store that can be read; give a folder, sqlite:///FILE or postgresql://….`,
      );
  }
}

async function openPath(path: string): Promise<MlflowStore> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new Refusal(`There is nothing at ${path}; give an mlruns folder or MLflow's database.`);
  }
  if (!found.isDirectory()) return openSqlStore(openSqliteFile(path));
  for (const folder of [path, join(path, 'mlruns')]) {
    if (isFileStore(folder)) return openFileStore(resolve(folder));
  }
  const database = join(path, 'mlflow.db');
  if (statSync(database, { throwIfNoEntry: false })) return openSqlStore(openSqliteFile(database));
  throw new Refusal(
    `${path} holds no experiment (a folder with a meta.yaml); give the folder that MLflow called mlruns.`,
  );
}

function isFileStore(folder: string): boolean {
  return foldersIn(folder).some(
    (name) => name === '.trash' || textOf(join(folder, name, 'meta.yaml')) !== null,
  );
}

function openSqliteFile(path: string) {
  const head = Buffer.alloc(15);
  const file = openSync(path, 'r');
  try {
    readSync(file, head);
  } finally {
    closeSync(file);
  }
  if (head.toString('latin1') === 'SQLite format 3') return openSqlite(path);
  throw new Refusal(`${path} is no SQLite database; give an mlruns folder or MLflow's database.`);
}
