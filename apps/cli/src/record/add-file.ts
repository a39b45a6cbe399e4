import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AddVersionReply, Client } from '@verdict/api';
import { Refusal } from '@verdict/engine';

export interface FileToAdd {
  readonly path: string;
  readonly dataset: string;
  readonly text: string | null;
  readonly label: string | null;
  readonly message: string | null;
  readonly append: boolean;
  readonly redact?: boolean;
}

/** Sends a file of rows as it is; the server reads, checks and freezes it. Never whole in memory. */
export async function addFile(client: Client, file: FileToAdd): Promise<AddVersionReply> {
  await assertFile(file.path);
  const { dataset, text, label, message, append, redact = false } = file;
  return client.datasets.add(dataset, () => createReadStream(file.path), {
    filename: basename(file.path),
    ...(text !== null && { text }),
    ...(label !== null && { label }),
    ...(message !== null && { message }),
    ...(append && { append }),
    ...(redact && { redact }),
  });
}

export async function assertFile(
  path: string,
  wanted = 'a file with a text and a label column',
): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES') throw new Refusal(`${path} cannot be read; check its permissions.`);
    return null;
  });
  if (found === null) throw new Refusal(`There is no file ${path}; check its name and folder.`);
  if (found.isDirectory()) throw new Refusal(`${path} is a folder; name a file inside it.`);
  if (found.size === 0 && found.isFile()) throw new Refusal(`${path} is empty; give ${wanted}.`);
}
