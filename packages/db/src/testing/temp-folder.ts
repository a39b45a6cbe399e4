import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  readonly remove: () => void;
}

export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'verdict-db-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
