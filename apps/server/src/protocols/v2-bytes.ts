import { isUtf8 } from 'node:buffer';
import { refuse, shown } from './refuse-request.ts';

/**
 * The binary tensor extension: JSON of `Inference-Header-Content-Length` bytes, then the tensors' bytes in the order
 * of their inputs or outputs. Little-endian; an element of BYTES is its length as uint32 and then its bytes.
 */
export const jsonLengthHeader = 'inference-header-content-length';

export interface SplitBody {
  readonly json: unknown;
  /** What follows the JSON. */
  readonly tensors: Buffer;
}

/** Null: a body without JSON, the bytes of one text and nothing else. */
export function splitBody(body: Buffer, header: string | undefined): SplitBody | null {
  if (header !== undefined && !/^\d{1,10}$/.test(header)) {
    refuse(`The header ${jsonLengthHeader} is ${shown(header)}; give the length of the JSON in bytes.`);
  }
  const length = header === undefined ? body.length : Number(header);
  if (length > body.length) {
    refuse(`The header ${jsonLengthHeader} says ${length} bytes of JSON and the body has ${body.length}.`);
  }
  if (length === 0 && header !== undefined) return null;
  return { json: parseJson(body.subarray(0, length)), tensors: body.subarray(length) };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(textOf(bytes, 'The JSON of the body'));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('The body does not begin with JSON as its headers say.');
    throw error;
  }
}

/** Not UTF-8 is refused: a text with replaced letters would be answered as if it had been sent. */
export function textOf(bytes: Buffer, place: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return refuse(`${place} is not UTF-8; encode it as UTF-8.`);
}

/** The elements of a BYTES tensor; stops as soon as there are more than `count`. */
export function readBytesTensor(bytes: Buffer, count: number): readonly string[] {
  const texts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32LE(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length || texts.length === count) {
      return refuse(
        `The bytes of the input "text" are not ${count} elements, each of a uint32 of its length and so many bytes.`,
      );
    }
    texts.push(textOf(bytes.subarray(at + 4, end), `The text at index ${texts.length}`));
    at = end;
  }
  return texts;
}

export type TensorType = 'BYTES' | 'FP64' | 'BOOL' | 'INT32';

export function writeTensor(datatype: TensorType, data: readonly (string | number | boolean)[]): Buffer {
  switch (datatype) {
    case 'BYTES':
      return Buffer.concat(
        data.flatMap((value) => {
          const bytes = Buffer.from(String(value), 'utf8');
          const length = Buffer.alloc(4);
          length.writeUInt32LE(bytes.length);
          return [length, bytes];
        }),
      );
    case 'FP64':
      return filled(data, 8, (out, value, at) => out.writeDoubleLE(Number(value), at));
    case 'INT32':
      return filled(data, 4, (out, value, at) => out.writeInt32LE(Number(value), at));
    case 'BOOL':
      return filled(data, 1, (out, value, at) => out.writeUInt8(value ? 1 : 0, at));
  }
}

function filled<T>(
  data: readonly T[],
  size: number,
  write: (out: Buffer, value: T, at: number) => void,
): Buffer {
  const out = Buffer.alloc(data.length * size);
  data.forEach((value, i) => {
    write(out, value, i * size);
  });
  return out;
}
