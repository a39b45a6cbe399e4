/** Σ a_i b_i. Four running sums keep the additions from waiting for one another. */
export function dot(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (; i < n; i++) s0 += a[i] * b[i];
  return s0 + s1 + (s2 + s3);
}

/** y += a x */
export function addScaled(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] += a * x[i];
}

/** y = x + b y */
export function scaleAndAdd(y: Float64Array, b: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = x[i] + b * y[i];
}

/** out[k] = Σ of the k-th of out.length equal parts of v. */
export function partSums(v: Float64Array, out: Float64Array): void {
  const rows = v.length / out.length;
  for (let k = 0; k < out.length; k++) {
    let sum = 0;
    for (let i = k * rows, end = i + rows; i < end; i++) sum += v[i];
    out[k] = sum;
  }
}

/** out = v, with constants[k] added to the k-th of its equal parts. */
export function addConstants(v: Float64Array, constants: Float64Array, out: Float64Array): void {
  const rows = v.length / constants.length;
  for (let k = 0; k < constants.length; k++) {
    const constant = constants[k];
    for (let i = k * rows, end = i + rows; i < end; i++) out[i] = v[i] + constant;
  }
}
