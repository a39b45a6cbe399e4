import { applyCalibration } from '../calibrate/apply-calibration.ts';
import { createCharacterTable } from '../text/characters.ts';
import { writeUnits } from '../text/text-pack.ts';
import { decide } from './decision.ts';
import { createForestScorer } from './forest-scorer.ts';
import { createLinearScorer } from './linear-scorer.ts';
import { type Model, outputsOfModel } from './model.ts';

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
      : [createForestScorer(model.sets, head, characters)];
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

  const choose = (scores: Float64Array, at: number): number =>
    decide(scores, at, classes.length, threshold, positive);

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
