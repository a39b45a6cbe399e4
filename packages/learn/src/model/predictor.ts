import { applyCalibration } from '../calibrate/apply-calibration.ts';
import { classifierMargins } from '../classify/margins.ts';
import { createGramReader, type GramBuffer, type GramReader } from '../features/gram-reader.ts';
import type { CsrMatrix } from '../matrix/csr-matrix.ts';
import { type CharacterTable, createCharacterTable } from '../text/characters.ts';
import { writeUnits } from '../text/text-pack.ts';
import { type Model, type ModelSet, outputsOfModel } from './model.ts';

export interface Prediction {
  readonly label: string;
  /** Calibrated probability of the label. */
  readonly confidence: number;
  /** Calibrated probability of every class. */
  readonly scores: Readonly<Record<string, number>>;
  readonly unsure: boolean;
}

/** Holds the look-up tables and scratch memory of one model; one for each thread. */
export interface Predictor {
  readonly model: Model;
  readonly predict: (text: string) => Prediction;
  /** Class probabilities of units[from … to), written at out[at]; allocates nothing once warm. */
  readonly probabilities: (
    units: Uint16Array,
    from: number,
    to: number,
    out: Float64Array,
    at: number,
  ) => void;
  /** Margins of units[from … to), one an output. The array is the predictor's own. */
  readonly margins: (units: Uint16Array, from: number, to: number) => Float64Array;
  /** The class that the probabilities call for: the most probable, or by the threshold. */
  readonly choose: (probabilities: Float64Array, at: number) => number;
}

export function createPredictor(model: Model): Predictor {
  const { classes, head, calibration, threshold, positive } = model;
  const outputs = outputsOfModel(model);
  const characters = createCharacterTable();
  const marginsOut = new Float64Array(outputs);
  const addSets =
    head.kind === 'linear'
      ? model.sets.map((set) => createLinearScorer(set, outputs, characters))
      : [createForestScorer(model, outputs, characters)];
  const row = new Float64Array(classes.length);
  let scratch = new Uint16Array(4096);

  const margins = (units: Uint16Array, from: number, to: number): Float64Array => {
    if (head.kind === 'linear') marginsOut.set(head.intercepts);
    else marginsOut.fill(0);
    for (const add of addSets) add(units, from, to, marginsOut);
    return marginsOut;
  };

  const probabilities = (
    units: Uint16Array,
    from: number,
    to: number,
    out: Float64Array,
    at: number,
  ): void => {
    applyCalibration(calibration, margins(units, from, to), 1, outputs, classes.length, row);
    for (let k = 0; k < row.length; k++) out[at + k] = row[k];
  };

  const choose = (scores: Float64Array, at: number): number => {
    if (threshold !== null && positive !== null) {
      return scores[at + positive] >= threshold ? positive : 1 - positive;
    }
    let best = 0;
    for (let k = 1; k < classes.length; k++) if (scores[at + k] > scores[at + best]) best = k;
    return best;
  };

  const predict = (text: string): Prediction => {
    if (text.length > scratch.length) scratch = new Uint16Array(text.length);
    writeUnits(text, scratch, 0);
    const scores = new Float64Array(classes.length);
    probabilities(scratch, 0, text.length, scores, 0);
    const best = choose(scores, 0);
    return {
      label: classes[best],
      confidence: scores[best],
      scores: Object.fromEntries(classes.map((name, k) => [name, scores[k]])),
      unsure: scores[best] < model.unsureBelow,
    };
  };

  return { model, predict, probabilities, margins, choose };
}

type AddMargins = (units: Uint16Array, from: number, to: number, margins: Float64Array) => void;

function createLinearScorer(set: ModelSet, outputs: number, characters: CharacterTable): AddMargins {
  const counter = createCounter(set, characters);
  const { scales, weights } = set;
  const gain = set.options.gain ?? 1;
  const normalised = set.options.normalize !== 'none';
  const sums = new Float64Array(outputs);
  return (units, from, to, margins) => {
    const { grams, tf, count } = counter(units, from, to);
    let norm = 0;
    sums.fill(0);
    for (let i = 0; i < count; i++) {
      const gram = grams[i];
      const scaled = tf[i] * scales[gram];
      norm += scaled * scaled;
      for (let k = 0; k < outputs; k++) sums[k] += tf[i] * weights[gram * outputs + k];
    }
    const rowScale = normalised && norm > 0 ? gain / Math.sqrt(norm) : gain;
    for (let k = 0; k < outputs; k++) margins[k] += rowScale * sums[k];
  };
}

function createForestScorer(model: Model, outputs: number, characters: CharacterTable): AddMargins {
  const forest = model.head;
  if (forest.kind !== 'forest') throw new TypeError('not a forest');
  const counters = model.sets.map((set) => createCounter(set, characters));
  return (units, from, to, margins) => {
    let firstColumn = 0;
    const blocks = model.sets.map((set, index) => {
      const { grams, tf, count } = counters[index](units, from, to);
      const byRow = rowMatrix(grams, tf, count, set.scales.length);
      let norm = 0;
      for (let i = 0; i < count; i++) norm += (tf[i] * set.scales[grams[i]]) ** 2;
      const gain = set.options.gain ?? 1;
      const scale = set.options.normalize !== 'none' && norm > 0 ? gain / Math.sqrt(norm) : gain;
      const block = {
        firstColumn,
        byRow,
        byColumn: noRows,
        rowScale: Float64Array.of(scale),
        columnScale: set.scales as unknown as Float64Array,
      };
      firstColumn += set.scales.length;
      return block;
    });
    const found = classifierMargins(forest, { rows: 1, columns: firstColumn, blocks });
    for (let k = 0; k < outputs; k++) margins[k] += found[k];
  };
}

const noRows: CsrMatrix = {
  rows: 0,
  columns: 1,
  starts: new Int32Array(1),
  indices: new Int32Array(0),
  values: null,
};

function rowMatrix(grams: Int32Array, tf: Float64Array, count: number, columns: number): CsrMatrix {
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => grams[a] - grams[b]);
  return {
    rows: 1,
    columns,
    starts: Int32Array.of(0, count),
    indices: Int32Array.from(order, (i) => grams[i]),
    values: Float32Array.from(order, (i) => tf[i]),
  };
}

/** The distinct grams of a text and what the text holds of each; arrays are the counter's own. */
export interface CountedGramsOfText {
  count: number;
  grams: Int32Array;
  tf: Float64Array;
  buffer: GramBuffer;
}

export function createCounter(
  set: ModelSet,
  characters: CharacterTable,
  reader: GramReader = createGramReader(set.options, set.tree, characters),
): (units: Uint16Array, from: number, to: number) => CountedGramsOfText {
  const tf = set.options.tf ?? 'count';
  // For each gram, one more than the place in `out` where this text's entry is, counted on from text to text,
  // so that nothing has to be cleared between texts.
  const places = new Int32Array(set.scales.length);
  let base = 0;
  let out: CountedGramsOfText | null = null;
  return (units, from, to) => {
    const buffer = reader.read(units, from, to);
    if (!out || out.grams.length < buffer.count) {
      const length = Math.max(1024, buffer.count * 2);
      out = { count: 0, grams: new Int32Array(length), tf: new Float64Array(length), buffer };
    }
    if (base > 2 ** 30) {
      places.fill(0);
      base = 0;
    }
    const { grams, tf: values } = out;
    const source = buffer.grams;
    let count = 0;
    for (let i = 0; i < buffer.count; i++) {
      const gram = source[i];
      const place = places[gram] - base;
      if (place > 0) {
        values[place - 1]++;
        continue;
      }
      grams[count] = gram;
      values[count] = 1;
      places[gram] = base + ++count;
    }
    base += count;
    if (tf === 'binary') values.fill(1, 0, count);
    else if (tf === 'sublinear') for (let i = 0; i < count; i++) values[i] = 1 + Math.log(values[i]);
    out.count = count;
    return out;
  };
}
