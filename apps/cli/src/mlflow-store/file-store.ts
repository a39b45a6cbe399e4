import { join } from 'node:path';
import { entriesIn, foldersIn, textOf, textsBelow } from './file-folders.ts';
import { fileLoggedModels } from './file-logged-models.ts';
import { fileRegistry } from './file-registry.ts';
import { isRunFolder, readFileRun } from './file-runs.ts';
import { parseMeta, wholeOf } from './read-meta.ts';
import type { Fault, MlflowStore, StoredExperiment } from './stored.ts';

const trash = '.trash';
/** Folders of a store that are no experiments. */
const reserved = new Set([trash, 'models']);

/** An `mlruns` folder: experiments and their runs as folders, and the registry below `models`. */
export function openFileStore(root: string): MlflowStore {
  const faults: Fault[] = [];
  const folders = new Map<string, string>();
  const deletedMs = new Map<string, number>();

  const readExperiment = (key: string, folder: string, deleted: boolean): StoredExperiment | null => {
    const text = textOf(join(folder, 'meta.yaml'));
    // MLflow passes over such folders too.
    if (text === null) return null;
    try {
      const meta = parseMeta(text);
      const created = wholeOf(meta.creation_time, 0);
      const updated = wholeOf(meta.last_update_time, created);
      const gone = deleted || meta.lifecycle_stage === 'deleted' ? updated : null;
      folders.set(key, folder);
      if (gone !== null) deletedMs.set(key, gone);
      return {
        key,
        name: meta.name ?? key,
        artifact_location: meta.artifact_location ?? null,
        created_ms: created,
        updated_ms: updated,
        deleted_ms: gone,
        tags: Object.fromEntries(textsBelow(join(folder, 'tags'))),
      };
    } catch (error) {
      faults.push({ subject: `experiment ${key}`, reason: unreadable(folder, error) });
      return null;
    }
  };

  const runFolders = (key: string): string[] =>
    foldersIn(folders.get(key) ?? '')
      .filter(isRunFolder)
      .map((name) => join(folders.get(key) as string, name));

  return {
    where: root,
    folder: root,
    faults,
    experiments: async () =>
      [
        ...foldersIn(root)
          .filter((name) => !reserved.has(name))
          .map((name) => readExperiment(name, join(root, name), false)),
        ...foldersIn(join(root, trash)).map((name) => readExperiment(name, join(root, trash, name), true)),
      ].filter((experiment) => experiment !== null),
    runCount: async (key) => runFolders(key).length,
    async *runs(key) {
      const experiment = { folder: folders.get(key) ?? '', deletedMs: deletedMs.get(key) ?? null };
      for (const folder of runFolders(key)) {
        const run = readFileRun(folder, experiment, faults);
        if (run !== null) yield run;
      }
    },
    async *loggedModels(key) {
      yield* fileLoggedModels(folders.get(key) ?? '', faults);
    },
    registeredModels: async () => fileRegistry(join(root, 'models'), faults),
    leftOut: async () => {
      const traces = [...folders.values()].reduce(
        (sum, folder) =>
          sum + entriesIn(join(folder, 'traces')).filter((entry) => entry.isDirectory()).length,
        0,
      );
      return traces > 0 ? [{ what: 'traces', count: traces }] : [];
    },
    close: async () => {},
  };
}

export function unreadable(folder: string, error: unknown): string {
  return `${join(folder, 'meta.yaml')} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}
