import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import type { Drawing } from './drawing.ts';
import { type Pixels, rasterise } from './rasterise.ts';

/** Two pixels for one of the drawing's, as screens have them that are looked at closely. */
const scale = 2;

export async function toPng(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  return encodePng(rasterise(drawing, scale));
}

const compress = promisify(deflate);
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * PNG (ISO 15948): eight bits a channel, red, green and blue. Rows are packed as they are: the filters are for
 * photographs, and make drawings a fifth larger.
 */
export async function encodePng({ width, height, bytes }: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  const stride = width * 3;
  const rows = new Uint8Array(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    rows.set(bytes.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const data = await compress(rows, { level: 6 });
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array(0))]),
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
