/** Where arrays come from: plain memory in a browser, shared memory where threads work on them. */
export interface Allocate {
  readonly int32: (length: number) => Int32Array;
  readonly float32: (length: number) => Float32Array;
  readonly float64: (length: number) => Float64Array;
  readonly uint16: (length: number) => Uint16Array;
}

export const plainMemory: Allocate = {
  int32: (length) => new Int32Array(length),
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
  uint16: (length) => new Uint16Array(length),
};

/**
 * Gives a large scratch array's memory back now. Left to the collector, which sees a few small objects and no
 * hurry, such scratch doubles the peak of a training run. Shared memory cannot be given back, and is left alone.
 */
export function release(array: Int32Array | Uint32Array | Uint16Array | Float32Array | Float64Array): void {
  if (array.buffer instanceof ArrayBuffer && !array.buffer.detached) array.buffer.transfer(0);
}
