import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IgnoreRules, isIgnored, parseIgnoreRules, rulesWithin } from '../ignore/ignore-rules.ts';
import { fromRoot } from '../paths.ts';

/** What git ignores in the folder by the `.gitignore` files above it, its own not among them. */
export function gitRulesOfFolder(gitRoot: string, folderPath: string): IgnoreRules | null {
  let rules = excludes(gitRoot);
  const relative = fromRoot(gitRoot, folderPath);
  if (relative === '.') return rules;
  rules = rulesWithin(rules, gitRoot, '', '.gitignore', null);
  const parts = relative.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const folder = parts.slice(0, depth).join('/');
    rules = rulesWithin(rules, join(gitRoot, folder), `${folder}/`, '.gitignore', null);
  }
  return rules;
}

/** Whether git ignores the path, by itself or for a folder above it. */
export function isGitIgnored(gitRoot: string, path: string, isFolder: boolean): boolean {
  const parts = fromRoot(gitRoot, path).split('/');
  let rules = rulesWithin(excludes(gitRoot), gitRoot, '', '.gitignore', null);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const at = parts.slice(0, depth).join('/');
    if (isIgnored(rules, at, isFolder || depth < parts.length)) return true;
    rules = rulesWithin(rules, join(gitRoot, at), `${at}/`, '.gitignore', null);
  }
  return false;
}

function excludes(gitRoot: string): IgnoreRules | null {
  try {
    return parseIgnoreRules(readFileSync(join(gitRoot, '.git', 'info', 'exclude'), 'utf8'), '', null);
  } catch {
    // Not every repository has one, and in a work tree `.git` is a file.
    return null;
  }
}
