import { type Dtype, damaged, type Tensor } from './safetensors.ts';

type TypedArray = Float64Array | Float32Array | Int32Array | Int8Array | Uint8Array;

const dtypeOf = (array: TypedArray): Dtype => {
  if (array instanceof Float64Array) return 'F64';
  if (array instanceof Float32Array) return 'F32';
  if (array instanceof Int32Array) return 'I32';
  return array instanceof Int8Array ? 'I8' : 'U8';
};

/** Little-endian, as safetensors asks and as every machine is that runs Node or a browser. */
export function tensorOf(array: TypedArray, shape: readonly number[] = [array.length]): Tensor {
  return {
    dtype: dtypeOf(array),
    shape,
    bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
  };
}

/** Copies: a tensor's bytes may lie at any offset in the file, a typed array may not. */
export function readFloat64(tensors: ReadonlyMap<string, Tensor>, name: string): Float64Array {
  return new Float64Array(aligned(tensors, name, 'F64'));
}

export function readFloat32(tensors: ReadonlyMap<string, Tensor>, name: string): Float32Array {
  return new Float32Array(aligned(tensors, name, 'F32'));
}

export function readInt32(tensors: ReadonlyMap<string, Tensor>, name: string): Int32Array {
  return new Int32Array(aligned(tensors, name, 'I32'));
}

export function readInt8(tensors: ReadonlyMap<string, Tensor>, name: string): Int8Array {
  return new Int8Array(aligned(tensors, name, 'I8'));
}

export function readUint8(tensors: ReadonlyMap<string, Tensor>, name: string): Uint8Array {
  return tensorNamed(tensors, name, 'U8').bytes;
}

function aligned(tensors: ReadonlyMap<string, Tensor>, name: string, dtype: Dtype): ArrayBuffer {
  const { bytes } = tensorNamed(tensors, name, dtype);
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

function tensorNamed(tensors: ReadonlyMap<string, Tensor>, name: string, dtype: Dtype): Tensor {
  const tensor = tensors.get(name);
  if (tensor?.dtype !== dtype) throw damaged(`it has no tensor ${name} of type ${dtype}`);
  return tensor;
}
