import type { Pack } from 'tar-stream';

/** Writes one file of a tar, at the pace at which the tar is read. Rejects as soon as nobody reads it any more. */
export function writeEntry(
  pack: Pack,
  header: { readonly name: string; readonly size: number; readonly mtime: Date },
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let goOn = (): void => {};
    const stopped = (): void => {
      reject(new Error('The tar is not read any more.'));
      goOn();
    };
    pack.once('close', stopped);
    const done = (error?: Error | null): void => {
      pack.off('close', stopped);
      if (error) reject(error);
      else resolve();
    };
    if (pack.destroyed) return stopped();
    const entry = pack.entry({ ...header, mode: 0o644 }, done);
    // It ends with the tar, whose error is told once.
    entry.on('error', () => {});
    const write = async (): Promise<void> => {
      for await (const chunk of content) {
        if (pack.destroyed) return;
        if (entry.write(chunk)) continue;
        await new Promise<void>((go) => {
          goOn = go;
          entry.once('drain', go);
        });
      }
      entry.end(undefined);
    };
    // The entry is left open: whoever filled the tar ends all of it with this error.
    write().catch(done);
  });
}
