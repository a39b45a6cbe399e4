import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DbError } from '../errors.ts';
import { workspaceError } from './workspace-error.ts';

/** What a workspace says of itself, for versions of Verdict that come later. */
export interface WorkspaceFile {
  /** Raised when an older Verdict could no longer use the folder without harm. */
  readonly format: number;
  /** Version of Verdict that made it. */
  readonly createdBy: string;
  readonly createdAt: string;
}

export const workspaceFormat = 1;

/** Null for a folder that is no workspace yet; refuses one that this version does not understand. */
export async function readWorkspaceFile(home: string): Promise<WorkspaceFile | null> {
  const path = fileOf(home);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw workspaceError(path, cause);
  }
  return parseWorkspaceFile(text, home);
}

export function parseWorkspaceFile(text: string, home: string): WorkspaceFile {
  const file = asJson(text) as Partial<WorkspaceFile> | null;
  if (!Number.isSafeInteger(file?.format)) {
    throw new DbError(
      'WORKSPACE_UNUSABLE',
      `${fileOf(home)} is damaged; write {"format": ${workspaceFormat}} into it if the folder is a workspace.`,
    );
  }
  const { format = 0, createdBy = '', createdAt = '' } = file ?? {};
  if (format > workspaceFormat) {
    throw new DbError(
      'WORKSPACE_NEWER',
      `The workspace ${home} has format ${format}, and this Verdict knows ${workspaceFormat}; start the newer Verdict, or set VERDICT_HOME to another folder.`,
    );
  }
  return { format, createdBy, createdAt };
}

/** Only by whoever holds the lock. */
export async function writeWorkspaceFile(home: string, createdBy: string): Promise<void> {
  const file: WorkspaceFile = { format: workspaceFormat, createdBy, createdAt: new Date().toISOString() };
  const draft = join(home, `.workspace-${randomUUID()}`);
  try {
    await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`);
    await rename(draft, fileOf(home));
  } catch (cause) {
    await rm(draft, { force: true });
    throw workspaceError(fileOf(home), cause);
  }
}

function fileOf(home: string): string {
  return join(home, 'workspace.json');
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
