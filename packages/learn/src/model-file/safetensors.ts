import { LearnError } from '../errors.ts';

/**
 * The safetensors container: an unsigned 64-bit little-endian length, a JSON header of that length, then the
 * tensors' bytes end to end. The header maps names to {dtype, shape, data_offsets}, and `__metadata__` to a map
 * of strings. Nothing in it is code.
 */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

const widths = { F64: 8, F32: 4, I32: 4, U32: 4, U16: 2, I8: 1, U8: 1 } as const;
export type Dtype = keyof typeof widths;

/** A header is a few kilobytes of facts; one of more than this is damage or an attack on the JSON parser. */
const maxHeaderBytes = 64 * 1024 * 1024;

export function encodeTensors({ metadata, tensors }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  // Widest first, so that every tensor is aligned to its own width when the file is mapped into memory.
  const ordered = [...tensors].sort(([, a], [, b]) => widths[b.dtype] - widths[a.dtype]);
  for (const [name, { dtype, shape, bytes }] of ordered) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset);
  const view = new DataView(file.buffer);
  view.setUint32(0, headerLength, true);
  file.fill(32, 8, 8 + headerLength);
  file.set(text, 8);
  let at = 8 + headerLength;
  for (const [, { bytes }] of ordered) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

export function decodeTensors(file: Uint8Array): TensorFile {
  const header = readHeader(file);
  const dataStart = header.end;
  const { __metadata__: metadata, ...entries } = header.json;
  const tensors = new Map<string, Tensor>();
  let end = 0;
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, shape, from, to } = readEntry(name, entry);
    end = Math.max(end, to);
    if (dataStart + to > file.length) {
      throw damaged(
        `it ends after ${file.length} bytes and tensor ${name} reaches to byte ${dataStart + to}`,
      );
    }
    tensors.set(name, { dtype, shape, bytes: file.subarray(dataStart + from, dataStart + to) });
  }
  if (dataStart + end !== file.length) {
    throw damaged(`it has ${file.length} bytes where its header speaks of ${dataStart + end}`);
  }
  if (!isStringMap(metadata)) throw damaged('its header has no map of strings called __metadata__');
  return { metadata, tensors };
}

function readHeader(file: Uint8Array): { json: Record<string, unknown>; end: number } {
  if (file.length < 8) throw damaged(`it has ${file.length} bytes, fewer than its first field`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getUint32(0, true);
  if (view.getUint32(4, true) !== 0 || length > maxHeaderBytes) {
    throw new LearnError(
      'MODEL_INVALID',
      'The file is no model: it does not begin as a safetensors file does.',
    );
  }
  if (8 + length > file.length) {
    throw damaged(`it has ${file.length} bytes, fewer than its header's ${8 + length}`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, 8 + length));
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('no object');
    return { json: json as Record<string, unknown>, end: 8 + length };
  } catch (cause) {
    throw damaged('its header is not JSON', cause);
  }
}

function readEntry(
  name: string,
  entry: unknown,
): { dtype: Dtype; shape: number[]; from: number; to: number } {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (
    typeof dtype !== 'string' ||
    !Object.hasOwn(widths, dtype) ||
    !Array.isArray(shape) ||
    !shape.every(isSize) ||
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !offsets.every(isSize)
  ) {
    throw damaged(`tensor ${name} is not described as safetensors describes one`);
  }
  const [from, to] = offsets as [number, number];
  const bytes = shape.reduce((product, size) => product * size, widths[dtype as Dtype]);
  if (to - from !== bytes)
    throw damaged(`tensor ${name} has ${to - from} bytes where its shape asks for ${bytes}`);
  return { dtype: dtype as Dtype, shape, from, to };
}

export function damaged(what: string, cause?: unknown): LearnError {
  return new LearnError('MODEL_DAMAGED', `The model file is damaged: ${what}; fetch or train it again.`, {
    cause,
  });
}

function isStringMap(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((entry) => typeof entry === 'string');
}
