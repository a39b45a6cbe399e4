import type { Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import { assertArtifactPath, foldersOf } from '../runs/artifact-path.ts';
import { runIdPattern } from '../runs/read-runs.ts';
import {
  type FileOwner,
  type FileRow,
  insertArtifacts,
  insertLooseFiles,
  keptBlobs,
  lockFileOwners,
  selectFiles,
  selectModelPlaces,
} from './files.store.ts';
import type { FileToImport, Imported } from './imported.ts';
import { loosePathOf } from './loose-path.ts';
import { refusing } from './refusing.ts';

export interface ImportedFiles extends Imported {
  /** Hashes of bytes that are to be sent first; their files were neither kept nor refused. */
  readonly missing: readonly string[];
}

/** Gives files their bytes by hash. Bytes that many runs share cross the wire once, and a second import sends none. */
export async function importFiles(ledger: Ledger, wanted: readonly FileToImport[]): Promise<ImportedFiles> {
  const { refused, refuse, passes } = refusing();
  const files = wanted.filter((file) => passes(subjectOf(file), () => assertArtifactPath(file.path)));
  return ledger.transaction(async (inside) => {
    const owners = await ownersOf(inside, files);
    const placed = files.flatMap((file) => {
      const owner = owners.get(`${file.of} ${file.id}`);
      if (owner === undefined) refuse(subjectOf(file), 'What it belongs to is not on record.');
      else if (owner.kind === 'elsewhere') refuse(subjectOf(file), owner.reason);
      else return [{ file, owner, path: owner.kind === 'run' ? file.path : `${owner.folder}/${file.path}` }];
      return [];
    });
    const found = await selectFiles(inside.sql, placed);
    let there = 0;
    const fresh = placed.filter(({ file, owner, path }) => {
      const seen = found.of(owner);
      const same = seen.get(path);
      if (same !== undefined) {
        if (same === file.sha256) there++;
        else refuse(subjectOf(file), 'It is on record with other bytes, and left so.');
        return false;
      }
      const above = foldersOf(path).find((folder) => seen.has(folder));
      if (above === undefined) return true;
      refuse(subjectOf(file), `It needs a folder where ${shown(above)} is a file on record.`);
      return false;
    });
    const kept = await keptBlobs(inside.sql, [...new Set(fresh.map(({ file }) => file.sha256))]);
    const rows = fresh.flatMap(({ file, owner, path }): FileRow[] => {
      const bytes = kept.get(file.sha256);
      return bytes === undefined ? [] : [{ owner, path, bytes, sha256: file.sha256 }];
    });
    await insertArtifacts(inside.sql, rows, inside.clock());
    await insertLooseFiles(inside.sql, rows, inside.clock());
    const missing = [...new Set(fresh.map(({ file }) => file.sha256))].filter((sha256) => !kept.has(sha256));
    return { added: rows.length, there, refused, missing };
  });
}

type Owner = FileOwner | { readonly kind: 'elsewhere'; readonly reason: string };

async function ownersOf(inside: Ledger, files: readonly FileToImport[]): Promise<ReadonlyMap<string, Owner>> {
  const idsOf = (kind: FileToImport['of']): string[] => [
    ...new Set(files.filter(({ of, id }) => of === kind && runIdPattern.test(id)).map(({ id }) => id)),
  ];
  const owners = new Map<string, Owner>();
  for (const [id, no] of await lockFileOwners(inside.sql, idsOf('run'))) {
    owners.set(`run ${id}`, { kind: 'run', no });
  }
  for (const place of await selectModelPlaces(inside.sql, idsOf('logged_model'))) {
    const folder = loosePathOf(place);
    owners.set(
      `logged_model ${place.id}`,
      folder === null
        ? {
            kind: 'elsewhere',
            reason: `Its experiment keeps files at ${place.artifactLocation}, where clients look for them.`,
          }
        : { kind: 'logged_model', folder },
    );
  }
  return owners;
}

function subjectOf({ of, id, path }: FileToImport): string {
  return `file ${shown(path)} of the ${of === 'run' ? 'run' : 'logged model'} ${shown(id)}`;
}
