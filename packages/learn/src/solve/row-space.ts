import { type DesignMatrix, multiply, multiplyTransposed } from '../matrix/design-matrix.ts';
import { createGram, type Gram, withConstantFeature, withStartRow } from './gram.ts';
import { dot } from './vectors.ts';

/**
 * Between weights, a number a column, and coefficients, a number a row:  w_k = Xᵀα_k + γ_k w₀_k.
 * Where there is a start w₀, each output's coefficients have one entry more, γ.
 */
export interface RowSpace {
  /** Entries of one output's coefficients. */
  readonly size: number;
  readonly grams: readonly Gram[];
  /** The coefficients of w₀; null where there is no start. */
  readonly start: Float64Array | null;
  /** A number for each row that takes part, and 0 for γ. */
  readonly extend: (perRow: Float64Array) => Float64Array;
  readonly weightsOf: (coefficients: Float64Array) => Float64Array;
  /** Gives back what the products needed; weights can still be asked for. */
  readonly release: () => void;
}

export interface RowSpaceOptions {
  readonly x: DesignMatrix;
  /** The rows that take part. */
  readonly rows: Int32Array;
  readonly outputs: number;
  /** Whether the rows have a constant feature of 1, whose weights are the intercepts. */
  readonly hasConstantFeature: boolean;
  readonly start?: { readonly weights: Float64Array; readonly intercepts: Float64Array } | undefined;
}

export function createRowSpace(options: RowSpaceOptions): RowSpace {
  const { x, rows, outputs, hasConstantFeature, start } = options;
  const { columns } = x;
  const plain = createGram(x, rows);
  const gram = hasConstantFeature ? withConstantFeature(plain) : plain;
  const size = rows.length + (start ? 1 : 0);
  const outputsOf = <T>(make: (k: number) => T): T[] => Array.from({ length: outputs }, (_, k) => make(k));
  const partOf = (weights: Float64Array, k: number) => weights.subarray(k * columns, (k + 1) * columns);

  const bordered = (weights: Float64Array, intercept: number): Gram => {
    const constant = hasConstantFeature ? intercept : 0;
    const product = new Float64Array(x.rows);
    multiply(x, weights, product, new Float64Array(columns));
    const products = Float64Array.from(rows, (row) => product[row] + constant);
    return withStartRow(gram, products, dot(weights, weights) + constant * constant);
  };
  const grams = outputsOf((k) => (start ? bordered(partOf(start.weights, k), start.intercepts[k]) : gram));

  const startCoefficients = start ? new Float64Array(outputs * size) : null;
  if (startCoefficients) for (let k = 0; k < outputs; k++) startCoefficients[(k + 1) * size - 1] = 1;

  return {
    size,
    grams,
    start: startCoefficients,
    extend: (perRow) => {
      const extended = new Float64Array(size);
      extended.set(perRow);
      return extended;
    },
    release: gram.release,
    weightsOf: (coefficients) => {
      const weights = new Float64Array(outputs * columns);
      const spread = new Float64Array(x.rows);
      const scratch = new Float64Array(x.rows);
      for (let k = 0; k < outputs; k++) {
        for (let i = 0; i < rows.length; i++) spread[rows[i]] = coefficients[k * size + i];
        const part = partOf(weights, k);
        multiplyTransposed(x, spread, part, scratch);
        if (!start) continue;
        const share = coefficients[k * size + rows.length];
        const from = partOf(start.weights, k);
        for (let j = 0; j < columns; j++) part[j] += share * from[j];
      }
      return weights;
    },
  };
}
