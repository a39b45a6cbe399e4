import type { Beginning } from './peek-file.ts';

/** Some hundred rows: what a header and a preview are read from. */
const beginningBytes = 64 * 1024;

/** Gzip is unpacked as far as it is needed; what cannot be unpacked is shown as it is. */
export async function readBeginning(file: File): Promise<Beginning> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    const unpacked = await firstBytes(file.stream().pipeThrough(new DecompressionStream('gzip')));
    return { name: file.name.replace(/\.gz$/i, ''), ...unpacked };
  }
  const bytes = new Uint8Array(await file.slice(0, beginningBytes).arrayBuffer());
  return { name: file.name, bytes, ended: file.size <= beginningBytes };
}

async function firstBytes(
  stream: ReadableStream<Uint8Array>,
): Promise<{ readonly bytes: Uint8Array; readonly ended: boolean }> {
  const bytes = new Uint8Array(beginningBytes);
  const reader = stream.getReader();
  let filled = 0;
  try {
    while (filled < beginningBytes) {
      const { done, value } = await reader.read();
      if (done) return { bytes: bytes.subarray(0, filled), ended: true };
      const taken = value.subarray(0, beginningBytes - filled);
      bytes.set(taken, filled);
      filled += taken.length;
    }
    return { bytes, ended: false };
  } catch {
    // Cut or damaged: what came until then is shown, and the server says what is wrong.
    return { bytes: bytes.subarray(0, filled), ended: false };
  } finally {
    await reader.cancel().catch(() => {});
  }
}
