import type { Ledger } from '@verdict/ledger';
import type { FastifyReply } from 'fastify';
import { artifactType } from '../artifact-type.ts';
import { sendBytes } from '../send-bytes.ts';

export interface FileToSend {
  readonly sha256: string;
  readonly bytes: number;
  /** Its last part names what is saved. */
  readonly path: string;
  readonly signal: AbortSignal;
}

export async function sendFile(
  ledger: Ledger,
  reply: FastifyReply,
  { sha256, bytes, path, signal }: FileToSend,
): Promise<FastifyReply> {
  return sendBytes(reply, await ledger.blobs.get(sha256, { signal }), {
    type: artifactType(path),
    filename: path.split('/').at(-1) ?? path,
    bytes,
    sha256,
  });
}
