import type { Allocate } from '../memory.ts';

/** Arrays that cross to another thread without being copied. */
export const sharedMemory: Allocate = {
  int32: (length) => new Int32Array(new SharedArrayBuffer(length * 4)),
  float32: (length) => new Float32Array(new SharedArrayBuffer(length * 4)),
  float64: (length) => new Float64Array(new SharedArrayBuffer(length * 8)),
  uint16: (length) => new Uint16Array(new SharedArrayBuffer(length * 2)),
};
