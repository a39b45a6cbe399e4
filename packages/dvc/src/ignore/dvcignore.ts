import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../paths.ts';
import {
  type IgnoreRules,
  isIgnored,
  matchingPattern,
  parseIgnoreRules,
  rulesWithin,
} from './ignore-rules.ts';

/** What DVC ignores everywhere. */
const always = '.hg/\n.git/\n.git\n.dvc/\n';

export function rootRules(root: string): IgnoreRules | null {
  return rulesWithin(parseIgnoreRules(always, '', null), root, '', '.dvcignore', null);
}

export interface FolderRules {
  /** The rules that hold inside the folder. */
  readonly rules: IgnoreRules | null;
  /** The pattern that ignores the folder itself or one above it, as it was written. */
  readonly ignoredBy: string | undefined;
}

/** Follows the ignore files from the root down to the folder. */
export function rulesOfFolder(root: string, folderPath: string): FolderRules {
  let rules = rootRules(root);
  const relative = fromRoot(root, folderPath);
  if (relative === '.') return { rules, ignoredBy: undefined };
  let at = '';
  for (const part of relative.split('/')) {
    const folder = at === '' ? part : `${at}/${part}`;
    if (isIgnored(rules, folder, true))
      return { rules, ignoredBy: matchingPattern(rules, folder, true)?.text };
    rules = rulesWithin(rules, join(root, folder), `${folder}/`, '.dvcignore', null);
    at = folder;
  }
  return { rules, ignoredBy: undefined };
}

/** A folder with a `.dvc` of its own is another repository: nothing of it is ours. */
export function isOtherRepository(folderPath: string): boolean {
  return existsSync(join(folderPath, '.dvc'));
}
