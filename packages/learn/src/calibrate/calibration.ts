/**
 * From margins to probabilities; plain JSON, part of the model file.
 *
 * Margins are log-odds of class 1 (two classes, one number a row) or logarithms of unnormalised shares
 * (three and more, one number a class), well scaled or not. Every kind is monotone: a higher margin of a
 * class never lowers its probability. A model whose margins mean what they say, as logistic regression or
 * a forest's log shares, passes through `none` unchanged.
 */
export type Calibration = NoCalibration | SigmoidCalibration | IsotonicCalibration | TemperatureCalibration;

/** p = σ(m), or softmax(m). */
export interface NoCalibration {
  readonly kind: 'none';
}

/** p = σ(slope · m + offset); of three and more classes one each, then divided by their sum. */
export interface SigmoidCalibration {
  readonly kind: 'sigmoid';
  readonly slopes: readonly number[];
  readonly offsets: readonly number[];
}

/** p by straight lines between the steps; of three and more classes one each, then divided by their sum. */
export interface IsotonicCalibration {
  readonly kind: 'isotonic';
  readonly steps: readonly IsotonicSteps[];
}

/** Margins rise strictly, probabilities never fall and stay inside (0, 1). */
export interface IsotonicSteps {
  readonly margins: readonly number[];
  readonly probabilities: readonly number[];
}

/** p = σ(scale · m), or softmax(scale · m), scale > 0: the most probable class stays the same. */
export interface TemperatureCalibration {
  readonly kind: 'temperature';
  readonly scale: number;
}

export const noCalibration: NoCalibration = { kind: 'none' };
