import { fitCalibration } from '../calibrate/fit-calibration.ts';
import { LearnError } from '../errors.ts';
import { compactTree } from '../features/gram-tree.ts';
import { withGoldenRows } from '../model/golden-rows.ts';
import { type Model, type ModelSet, outputsOfModel } from '../model/model.ts';
import { createPredictor } from '../model/predictor.ts';
import { quantised } from '../model/quantise.ts';
import type { TextPack } from '../text/text-pack.ts';
import { encodeModel } from './encode-model.ts';

export interface ShrinkInput {
  readonly model: Model;
  readonly budgetBytes: number;
  /** Rows to measure the loss on, best ones that the model was not fitted on. */
  readonly heldOut: HeldOut | null;
}

export interface HeldOut {
  readonly texts: TextPack;
  readonly labels: Int32Array;
}

/**
 * The model in a file of at most so many bytes. One byte a number first, which costs next to nothing; where that
 * is not enough, the n-grams that move margins least go, found by halving between none and all.
 * What a gram moves is its largest weight; grams that only lead to kept ones stay.
 */
export function shrinkModel({ model, budgetBytes, heldOut }: ShrinkInput): Model {
  if (model.head.kind !== 'linear') {
    throw new LearnError(
      'RECIPE_INVALID',
      'Only linear models can be made smaller; train fewer or shallower trees.',
    );
  }
  const before = model.sets.reduce((sum, set) => sum + set.scales.length, 0);
  const finish = (sets: readonly ModelSet[]): Model => {
    const grams = sets.reduce((sum, set) => sum + set.scales.length, 0);
    const bytes: Model = { ...model, sets: sets.map(quantised) };
    const smaller = grams < before && heldOut ? recalibrated(bytes, heldOut) : bytes;
    const shrunk = {
      budgetBytes,
      gramsBefore: before,
      gramsAfter: grams,
      precision: 'int8' as const,
      ...compare(model, smaller, heldOut),
    };
    return withGoldenRows({ ...smaller, facts: { ...model.facts, shrunk } });
  };
  const fits = (sets: readonly ModelSet[]): boolean =>
    encodeModel({ ...model, sets: sets.map(quantised) }).length + reportMargin <= budgetBytes;

  if (fits(model.sets)) return finish(model.sets);
  const order = weakestFirst(model);
  let keepable = 0;
  let tooMany = order.length;
  // Twelve halvings leave the count within a four-thousandth of the best; each encodes the model once.
  for (let step = 0; step < 12 && tooMany - keepable > 1; step++) {
    const middle = (keepable + tooMany) >> 1;
    if (fits(prune(model, order, middle))) keepable = middle;
    else tooMany = middle;
  }
  if (keepable === 0) {
    throw new LearnError(
      'RECIPE_INVALID',
      `No useful model fits in ${budgetBytes} bytes: without any n-gram the file has ${encodeModel({ ...model, sets: prune(model, order, 0) }).length}; ask for more.`,
    );
  }
  return finish(prune(model, order, keepable));
}

/** Without the grams that went, rows are shorter and margins larger: what they mean has to be learned again. */
function recalibrated(model: Model, { texts, labels }: HeldOut): Model {
  const predictor = createPredictor(model);
  const outputs = outputsOfModel(model);
  const known = Int32Array.from(labels.keys()).filter((row) => labels[row] >= 0);
  if (known.length === 0) return model;
  const margins = new Float64Array(known.length * outputs);
  known.forEach((row, i) => {
    margins.set(predictor.margins(texts.units, texts.starts[row], texts.starts[row + 1]), i * outputs);
  });
  const truth = known.map((row) => labels[row]);
  return { ...model, calibration: fitCalibration(model.calibration.kind, margins, truth) };
}

/** The report and the golden rows are written after the size is measured; they take less than this. */
const reportMargin = 2048;

/** Every gram of every set as one number, the one with the largest weight last. */
function weakestFirst(model: Model): Float64Array {
  const strengths: { gram: number; strength: number }[] = [];
  let offset = 0;
  for (const set of model.sets) {
    const outputs = set.weights.length / set.scales.length;
    for (let gram = 0; gram < set.scales.length; gram++) {
      let strength = 0;
      for (let k = 0; k < outputs; k++)
        strength = Math.max(strength, Math.abs(set.weights[gram * outputs + k]));
      strengths.push({ gram: offset + gram, strength });
    }
    offset += set.scales.length;
  }
  strengths.sort((a, b) => a.strength - b.strength || b.gram - a.gram);
  return Float64Array.from(strengths, ({ gram }) => gram);
}

function prune(model: Model, order: Float64Array, keep: number): ModelSet[] {
  const total = model.sets.reduce((sum, set) => sum + set.scales.length, 0);
  const wanted = new Uint8Array(total);
  for (const gram of order.subarray(order.length - keep)) wanted[gram] = 1;
  let offset = 0;
  return model.sets.map((set) => {
    const own = wanted.subarray(offset, offset + set.scales.length);
    offset += set.scales.length;
    return set.options.hashBits ? pruneHashed(set, own) : pruneTree(set, own);
  });
}

function pruneTree(set: ModelSet, wanted: Uint8Array): ModelSet {
  const outputs = set.weights.length / set.scales.length;
  const { tree, from } = compactTree(set.tree, wanted);
  const scales = new Float32Array(from.length);
  const weights = new Float32Array(from.length * outputs);
  from.forEach((gram, i) => {
    scales[i] = set.scales[gram];
    for (let k = 0; k < outputs; k++) weights[i * outputs + k] = set.weights[gram * outputs + k];
  });
  return { ...set, tree, scales, weights };
}

/** Hashed columns keep their places; what goes is only worth nothing. The file does not shrink by it. */
function pruneHashed(set: ModelSet, wanted: Uint8Array): ModelSet {
  const outputs = set.weights.length / set.scales.length;
  return { ...set, weights: set.weights.map((weight, i) => (wanted[Math.floor(i / outputs)] ? weight : 0)) };
}

interface Comparison {
  readonly accuracyBefore: number | null;
  readonly accuracyAfter: number | null;
  readonly agreement: number | null;
}

function compare(before: Model, after: Model, heldOut: ShrinkInput['heldOut']): Comparison {
  if (!heldOut || heldOut.texts.count === 0)
    return { accuracyBefore: null, accuracyAfter: null, agreement: null };
  const first = answers(before, heldOut.texts);
  const second = answers(after, heldOut.texts);
  const rows = first.length;
  const share = (test: (row: number) => boolean): number => {
    let count = 0;
    for (let row = 0; row < rows; row++) if (test(row)) count++;
    return count / rows;
  };
  return {
    accuracyBefore: share((row) => first[row] === heldOut.labels[row]),
    accuracyAfter: share((row) => second[row] === heldOut.labels[row]),
    agreement: share((row) => first[row] === second[row]),
  };
}

function answers(model: Model, texts: TextPack): Int32Array {
  const predictor = createPredictor(model);
  const scores = new Float64Array(model.classes.length);
  return Int32Array.from({ length: texts.count }, (_, row) => {
    predictor.probabilities(texts.units, texts.starts[row], texts.starts[row + 1], scores, 0);
    return predictor.choose(scores, 0);
  });
}
