import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileError, isMissing } from '../files.ts';
import type { DvcConfig } from './config.ts';
import type { ConfigFolders } from './config-folders.ts';
import { type ConfigLevel, mergeConfig } from './merge-config.ts';
import { parseIni } from './parse-ini.ts';

/** Reads whichever of the four levels exist. */
export function loadConfig(dvcFolder: string, folders: ConfigFolders): DvcConfig {
  const paths = [
    join(folders.system, 'config'),
    join(folders.global, 'config'),
    join(dvcFolder, 'config'),
    join(dvcFolder, 'config.local'),
  ];
  return mergeConfig(
    paths.flatMap((path) => readLevel(path)),
    folders.home,
  );
}

function readLevel(path: string): readonly ConfigLevel[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return [];
    throw fileError(path, error);
  }
  return [{ sections: parseIni(text, path), folder: dirname(path), path }];
}
