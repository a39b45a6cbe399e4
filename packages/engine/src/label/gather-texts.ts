import { closeSync, openSync, writeSync } from 'node:fs';
import { readRows } from '@verdict/files';
import type { EngineContext } from '../thread/protocol.ts';
import type { GatheredTexts, GatherRequest } from './label-request.ts';
import { textPacker } from './text-lines.ts';

/** The texts of a file, frozen for a batch. One chunk and one piece are in memory, whatever the file's size. */
export async function gatherTexts(
  { path, text, out }: GatherRequest,
  { signal }: EngineContext<never>,
): Promise<GatheredTexts> {
  const file = openSync(out, 'wx');
  try {
    // Written at once, since the reader does not wait for its sink; this thread has nothing else to do.
    const packer = textPacker((bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    });
    await readRows(
      path,
      { labelled: false, bareTexts: true, ...(text !== null && { text }), signal },
      packer.add,
    );
    return packer.end();
  } finally {
    closeSync(file);
  }
}
