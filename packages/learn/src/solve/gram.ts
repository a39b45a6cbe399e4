import type { Block, DesignMatrix } from '../matrix/design-matrix.ts';
import { release } from '../memory.ts';

/**
 * K = X Xᵀ as a product, over rows only.
 *
 * A linear model under an L2 penalty is w = Xᵀα, so a solver can keep α (a number a row) in place of w (a
 * number a column, often forty times as many) and needs of X nothing but K: ‖Xᵀu‖² = u·Ku, X(Xᵀu) = Ku.
 */
export interface Gram {
  readonly rows: number;
  /** out = K u. */
  readonly multiply: (u: Float64Array, out: Float64Array) => void;
  /** Gives the packed copy's memory back; no product can be asked for after. */
  readonly release: () => void;
}

/**
 * K over some rows of X, numbered anew from 0. With s_j² and R the design's scales, column by column:
 *
 *   K u = R Σ_j s_j² t_j (t_j · R u)
 *
 * One pass over the entries gathers and scatters while a column is still in cache: 20 ms for 12 million
 * entries, where X(Xᵀu) takes 32. The pass runs over a packed copy without the other rows, with 16-bit indices
 * where the rows allow it: 2 bytes an entry (6 where it is not 1), made in the time of two or three products.
 */
export function createGram(x: DesignMatrix, rows: Int32Array): Gram {
  const place = new Int32Array(x.rows).fill(-1);
  for (let i = 0; i < rows.length; i++) place[rows[i]] = i;
  const packs = x.blocks.map((block) => pack(block, rows, place));
  const scaled = new Float64Array(rows.length);
  const sums = new Float64Array(rows.length);
  return {
    rows: rows.length,
    multiply: (u, out) => {
      out.fill(0);
      for (const packed of packs) {
        const { ends, indices, values, squares, rowScale } = packed;
        for (let i = 0; i < scaled.length; i++) scaled[i] = rowScale[i] * u[i];
        sums.fill(0);
        if (values) passValues(packed, values, scaled, sums);
        else passOnes(ends, indices, squares, scaled, sums);
        for (let i = 0; i < sums.length; i++) out[i] += rowScale[i] * sums[i];
      }
    },
    release: () => {
      for (const { indices, values } of packs) {
        release(indices);
        if (values) release(values);
      }
    },
  };
}

type Indices = Uint16Array | Int32Array;

interface Packed {
  /** Where each kept column's ones end in `indices`, and where the column ends. */
  readonly onesEnds: Int32Array;
  readonly ends: Int32Array;
  /** Rows, column after column; in each column those where it is 1 come first. */
  readonly indices: Indices;
  /** What the rows that are not 1 hold, all columns end to end; null where every entry is 1. */
  readonly values: Float32Array | null;
  /** s_j² of each kept column. */
  readonly squares: Float64Array;
  readonly rowScale: Float64Array;
}

function pack({ byColumn, rowScale, columnScale }: Block, rows: Int32Array, place: Int32Array): Packed {
  const { rows: columns, starts, indices, values } = byColumn;
  const entries = starts[columns];
  // One slot more than there are entries: a row that is left out is written, then written over.
  const packed = rows.length <= 65536 ? new Uint16Array(entries + 1) : new Int32Array(entries + 1);
  const rest = values ? new Float32Array(countRest(values, entries) + 1) : null;
  const onesEnds = new Int32Array(columns);
  const ends = new Int32Array(columns);
  const squares = new Float64Array(columns);
  let kept = 0;
  let to = 0;
  let toRest = 0;
  for (let j = 0; j < columns; j++) {
    const scale = columnScale[j];
    const from = to;
    if (scale === 0) continue;
    for (let at = starts[j], end = starts[j + 1]; at < end; at++) {
      if (values && values[at] !== 1) continue;
      const row = place[indices[at]];
      packed[to] = row;
      to += row < 0 ? 0 : 1;
    }
    onesEnds[kept] = to;
    if (values && rest) {
      for (let at = starts[j], end = starts[j + 1]; at < end; at++) {
        const row = place[indices[at]];
        if (values[at] === 1 || row < 0) continue;
        packed[to++] = row;
        rest[toRest++] = values[at];
      }
    }
    if (to === from) continue;
    ends[kept] = to;
    squares[kept] = scale * scale;
    kept++;
  }
  return {
    onesEnds: onesEnds.subarray(0, kept),
    ends: ends.subarray(0, kept),
    indices: packed.subarray(0, to),
    values: rest?.subarray(0, toRest) ?? null,
    squares: squares.subarray(0, kept),
    rowScale: Float64Array.from(rows, (row) => rowScale[row]),
  };
}

function countRest(values: Float32Array, entries: number): number {
  let count = 0;
  for (let at = 0; at < entries; at++) if (values[at] !== 1) count++;
  return count;
}

/**
 * out += Σ_j s_j² t_j (t_j · u). Four at a time, not so much for speed as for size: V8 inlines a smaller function
 * into its caller, and there the same loop was seen to take 37 ms in place of 21.
 */
function passOnes(
  ends: Int32Array,
  indices: Indices,
  squares: Float64Array,
  u: Float64Array,
  out: Float64Array,
): void {
  const columns = squares.length;
  let at = 0;
  for (let j = 0; j < columns; j++) {
    const end = ends[j];
    const lastFour = end - 3;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let k = at;
    for (; k < lastFour; k += 4) {
      s0 += u[indices[k]];
      s1 += u[indices[k + 1]];
      s2 += u[indices[k + 2]];
      s3 += u[indices[k + 3]];
    }
    for (; k < end; k++) s0 += u[indices[k]];
    const share = squares[j] * (s0 + s1 + (s2 + s3));
    for (; at < lastFour; at += 4) {
      out[indices[at]] += share;
      out[indices[at + 1]] += share;
      out[indices[at + 2]] += share;
      out[indices[at + 3]] += share;
    }
    for (; at < end; at++) out[indices[at]] += share;
  }
}

/** The same where some entries are not 1: most counts of words are, and those are spared their multiplication. */
function passValues(
  { onesEnds, ends, indices, squares }: Packed,
  values: Float32Array,
  u: Float64Array,
  out: Float64Array,
): void {
  const columns = squares.length;
  let at = 0;
  let valueAt = 0;
  for (let j = 0; j < columns; j++) {
    const onesEnd = onesEnds[j];
    const end = ends[j];
    const lastFour = onesEnd - 3;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let k = at;
    for (; k < lastFour; k += 4) {
      s0 += u[indices[k]];
      s1 += u[indices[k + 1]];
      s2 += u[indices[k + 2]];
      s3 += u[indices[k + 3]];
    }
    for (; k < onesEnd; k++) s0 += u[indices[k]];
    let v = valueAt;
    for (; k < end; k++) s1 += values[v++] * u[indices[k]];
    const share = squares[j] * (s0 + s1 + (s2 + s3));
    for (; at < lastFour; at += 4) {
      out[indices[at]] += share;
      out[indices[at + 1]] += share;
      out[indices[at + 2]] += share;
      out[indices[at + 3]] += share;
    }
    for (; at < onesEnd; at++) out[indices[at]] += share;
    for (; at < end; at++) out[indices[at]] += values[valueAt++] * share;
  }
}

/** K + 1 1ᵀ: the rows with a constant feature of 1, an intercept that the penalty sees. */
export function withConstantFeature(gram: Gram): Gram {
  return {
    rows: gram.rows,
    release: gram.release,
    multiply: (u, out) => {
      gram.multiply(u, out);
      let sum = 0;
      for (let i = 0; i < u.length; i++) sum += u[i];
      for (let i = 0; i < out.length; i++) out[i] += sum;
    },
  };
}

/**
 * K with one row more at the end, for weights w₀ to start from that need not lie in the span of the rows:
 * with X w₀ and ‖w₀‖² known, w = Xᵀα + γ w₀ is row space again, and (α, γ) = (0, 1) is w₀.
 */
export function withStartRow(gram: Gram, products: Float64Array, squaredNorm: number): Gram {
  const { rows } = gram;
  return {
    rows: rows + 1,
    release: gram.release,
    multiply: (u, out) => {
      gram.multiply(u.subarray(0, rows), out.subarray(0, rows));
      const share = u[rows];
      let last = share * squaredNorm;
      for (let i = 0; i < rows; i++) {
        out[i] += share * products[i];
        last += products[i] * u[i];
      }
      out[rows] = last;
    },
  };
}
