import { createReadStream } from 'node:fs';

const chunkBytes = 1 << 20;

/** The lines of a file, about a megabyte of them at a time. A last one that is cut comes as it is. */
export async function* fileLines(path: string): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let open = '';
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    const lines = (open + decoder.decode(chunk, { stream: true })).split('\n');
    open = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (open !== '') yield [open];
}
