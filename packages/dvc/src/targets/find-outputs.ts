import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../dvc-file/output.ts';
import { readOutputs } from '../dvc-file/read-outputs.ts';
import { fileError } from '../files.ts';
import { gitRulesOfFolder } from '../git/git-rules.ts';
import { isOtherRepository, rootRules } from '../ignore/dvcignore.ts';
import { type IgnoreRules, isIgnored, rulesWithin } from '../ignore/ignore-rules.ts';
import { fromRoot } from '../paths.ts';
import type { Repository } from '../repository/repository.ts';

interface Folder {
  readonly path: string;
  /** From the repository's root, with `/` at its end; empty for the root. */
  readonly below: string;
  /** The same from git's root. */
  readonly inGit: string;
  readonly dvcRules: IgnoreRules | null;
  readonly gitRules: IgnoreRules | null;
}

/**
 * Everything that the repository tracks. Folders that are tracked themselves, or ignored by git or by
 * `.dvcignore`, are not gone into: a virtual environment holds more files than all data.
 */
export function findOutputs(repository: Repository): readonly Output[] {
  const { root, gitRoot } = repository;
  const outputs: Output[] = [];
  const tracked = new Set<string>();
  const inGit = gitRoot === undefined || gitRoot === root ? '' : `${fromRoot(gitRoot, root)}/`;
  const gitRules = gitRoot === undefined ? null : gitRulesOfFolder(gitRoot, root);
  const folders: Folder[] = [{ path: root, below: '', inGit, dvcRules: rootRules(root), gitRules }];
  while (folders.length > 0) {
    const folder = folders.pop()!;
    const entries = entriesOf(folder.path);
    for (const entry of entries)
      if (isDefinition(entry, folder))
        for (const output of readOutputs(join(folder.path, entry.name), root)) {
          outputs.push(output);
          tracked.add(output.path);
        }
    const gitRulesHere = gitRoot === undefined ? null : gitRulesIn(folder, entries);
    for (const entry of entries) {
      const path = join(folder.path, entry.name);
      if (!entry.isDirectory() || tracked.has(path)) continue;
      const below = `${folder.below}${entry.name}`;
      if (isIgnored(folder.dvcRules, below, true)) continue;
      if (isIgnored(gitRulesHere, `${folder.inGit}${entry.name}`, true)) continue;
      if (isOtherRepository(path)) continue;
      folders.push({
        path,
        below: `${below}/`,
        inGit: `${folder.inGit}${entry.name}/`,
        dvcRules: rulesWithin(folder.dvcRules, path, `${below}/`, '.dvcignore', null),
        gitRules: gitRulesHere,
      });
    }
  }
  return outputs.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function isDefinition(entry: Dirent, folder: Folder): boolean {
  const { name } = entry;
  return (
    ((name.endsWith('.dvc') && name !== '.dvc') || name === 'dvc.lock') &&
    !entry.isDirectory() &&
    !isIgnored(folder.dvcRules, `${folder.below}${name}`, false)
  );
}

function gitRulesIn(folder: Folder, entries: readonly Dirent[]): IgnoreRules | null {
  return rulesWithin(folder.gitRules, folder.path, folder.inGit, '.gitignore', entries);
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    // A folder that this user may not read holds nothing that this user tracks.
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return [];
    throw fileError(path, error);
  }
}
