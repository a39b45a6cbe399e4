import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ImportedFile } from '@verdict/api';
import { artifactPlaces } from '../../mlflow-store/artifact-places.ts';
import { type LocalFile, listFiles } from '../../mlflow-store/list-files.ts';
import type { Tally } from './tally.ts';

/** A run or a logged model, and where its files may lie. */
export interface OwnerOfFiles {
  readonly of: ImportedFile['of'];
  readonly id: string;
  readonly artifactUri: string;
  readonly ownFolder: string | null;
}

export interface FoundFile extends LocalFile {
  readonly of: ImportedFile['of'];
  readonly id: string;
}

export interface FileFinder {
  readonly filesOf: (owner: OwnerOfFiles) => Promise<readonly FoundFile[]>;
  /** Tells of those whose files lie where this machine cannot read. */
  readonly end: () => void;
}

/** MLflow makes the folder of a run when its first file comes: one that is not there is empty, if its root is there. */
export function createFileFinder(
  { artifacts, storeFolder }: { readonly artifacts: string | null; readonly storeFolder: string },
  tally: Tally,
): FileFinder {
  const elsewhere = new Map<string, number>();
  return {
    filesOf: async ({ of, id, artifactUri, ownFolder }) => {
      const places = artifactPlaces({ uri: artifactUri, ownFolder, artifacts, storeFolder });
      for (const folder of places.folders) {
        const files = await listFiles(folder);
        if (files !== null) return files.map((file) => ({ of, id, ...file }));
      }
      const root = places.elsewhere ?? missingRoot(places.folders.at(-1), of);
      if (root !== null && artifacts === null) elsewhere.set(root, (elsewhere.get(root) ?? 0) + 1);
      return [];
    },
    end: () => {
      for (const [root, count] of elsewhere) {
        tally.refuse({ subject: `files of ${count} runs and logged models`, reason: remedyFor(root) });
      }
    },
  };
}

/** `ROOT/EXPERIMENT/RUN/artifacts`, and a logged model one deeper. */
function missingRoot(folder: string | undefined, of: ImportedFile['of']): string | null {
  if (folder === undefined) return null;
  const above = dirname(dirname(dirname(folder)));
  const root = of === 'run' ? above : dirname(above);
  return existsSync(root) ? null : root;
}

function remedyFor(root: string): string {
  if (root.startsWith('mlflow-artifacts:')) {
    return 'They went through the MLflow server; give its --artifacts-destination, or a copy of it, with --artifacts DIR.';
  }
  return `They lie at ${root}, which cannot be read from here; copy it to a folder and give that with --artifacts DIR.`;
}
