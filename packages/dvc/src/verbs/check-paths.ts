import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Output } from '../dvc-file/output.ts';
import { DvcError } from '../errors.ts';
import { isGitIgnored } from '../git/git-rules.ts';
import { pathsInGit } from '../git/run-git.ts';
import { rulesOfFolder } from '../ignore/dvcignore.ts';
import { matchingPattern } from '../ignore/ignore-rules.ts';
import { isListOid } from '../objects/object-key.ts';
import { fromRoot, isInOrAt } from '../paths.ts';
import type { Repository } from '../repository/repository.ts';

export interface PathToAdd {
  readonly path: string;
  /** What tracks the path already, itself or as a folder around it. */
  readonly output: Output | undefined;
}

/** Refuses, before anything is read or written, what may not be added. */
export async function checkPaths(
  repository: Repository,
  outputs: readonly Output[],
  paths: readonly string[],
): Promise<readonly PathToAdd[]> {
  const plans = paths.map((path) => checkPath(repository, outputs, path));
  for (const path of paths) {
    const around = paths.find((other) => other !== path && isInOrAt(path, other));
    if (around) throw overlap(repository, path, around, 'leave out one of the two');
  }
  if (repository.gitRoot !== undefined) {
    const cached = plans.filter(({ output }) => output?.isCached !== false).map(({ path }) => path);
    const [kept] = await pathsInGit(repository.gitRoot, cached);
    if (kept !== undefined) {
      const name = fromRoot(repository.root, kept);
      throw new DvcError(
        'PATH_IN_GIT',
        `git keeps ${name} already; take it out with \`git rm -r --cached ${name}\` and commit, then add it.`,
      );
    }
  }
  return plans;
}

function checkPath(repository: Repository, outputs: readonly Output[], path: string): PathToAdd {
  const { root } = repository;
  const name = fromRoot(root, path);
  if (path === root || !isInOrAt(path, root))
    throw new DvcError('PATH_OUTSIDE', `${path} is not inside the repository ${root}; move it there first.`);
  if (/\.dvc$/.test(path) || basename(path) === 'dvc.yaml')
    throw new DvcError('PATH_UNSUITABLE', `${name} is DVC's own file; name the data instead.`);
  if (basename(path) === '.dvcignore' || isInOrAt(path, repository.dvcFolder))
    throw new DvcError('PATH_UNSUITABLE', `${name} is DVC's own; name the data instead.`);
  refuseLinkedFolders(root, path, name);
  refuseIgnored(root, path, name);
  const output = outputs.find((one) => isInOrAt(path, one.path));
  if (output === undefined) {
    const inside = outputs.find((one) => isInOrAt(one.path, path));
    if (inside)
      throw overlap(
        repository,
        path,
        inside.path,
        `run \`dvc remove ${fromRoot(root, inside.definedIn)}\` first`,
      );
    refuseIgnoredFile(repository, `${path}.dvc`);
    return { path, output };
  }
  if (output.stage !== undefined)
    throw new DvcError(
      'PATH_OVERLAPS',
      `${name} is made by the stage ${output.stage} of ${fromRoot(root, output.definedIn)}; run the pipeline, or \`dvc commit\`.`,
    );
  if (output.path !== path && !(output.oid === undefined || isListOid(output.oid)))
    throw overlap(repository, path, output.path, 'that is tracked as a file; add it instead');
  return { path, output };
}

/** A link in the way would make two names for the same data. */
function refuseLinkedFolders(root: string, path: string, name: string): void {
  const folder = dirname(path);
  const isLinked = existsSync(folder) && realpathSync(folder) !== folder && folder !== root;
  const itself = lstatSync(path, { throwIfNoEntry: false });
  if (
    isLinked ||
    (itself?.isSymbolicLink() && existsSync(path) && lstatSync(realpathSync(path)).isDirectory())
  )
    throw new DvcError(
      'PATH_UNSUITABLE',
      `${name} is reached by a link to a folder; add the folder that it leads to.`,
    );
}

function refuseIgnored(root: string, path: string, name: string): void {
  const { rules, ignoredBy } = rulesOfFolder(root, dirname(path));
  const isFolder = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const match = matchingPattern(rules, fromRoot(root, path), isFolder);
  const pattern = ignoredBy ?? (match && !match.isNegated ? match.text : undefined);
  if (pattern !== undefined)
    throw new DvcError(
      'PATH_IGNORED',
      `${name} is ignored by ${JSON.stringify(pattern)} in .dvcignore; take that out first.`,
    );
}

/** A `.dvc` file that git ignores would never reach anybody. */
function refuseIgnoredFile(repository: Repository, file: string): void {
  if (repository.gitRoot !== undefined && isGitIgnored(repository.gitRoot, file, false))
    throw new DvcError(
      'PATH_IGNORED',
      `git ignores ${fromRoot(repository.root, file)}, which has to be kept in git; change .gitignore first.`,
    );
}

function overlap(repository: Repository, path: string, other: string, remedy: string): DvcError {
  const { root } = repository;
  return new DvcError(
    'PATH_OVERLAPS',
    `${fromRoot(root, path)} and ${fromRoot(root, other)} lie one within the other; ${remedy}.`,
  );
}
