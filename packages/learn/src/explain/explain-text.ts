import { LearnError } from '../errors.ts';
import { createGramCounter } from '../model/count-grams-of-text.ts';
import type { Model, ModelSet } from '../model/model.ts';
import { createPredictor, type Prediction } from '../model/predictor.ts';
import { type CharacterTable, createCharacterTable } from '../text/characters.ts';
import { packTexts } from '../text/text-pack.ts';

/**
 * Why a linear model answered as it did, exactly:
 *
 *   margin_k = intercept_k + Σ_grams contribution_k        (to rounding in the last digits)
 *
 * A gram's contribution is shared evenly among its occurrences, and an occurrence's among its visible tokens, so that
 * the spans' contributions add up to the same margin. Contributions speak for `target`: of two classes the
 * margin of the class itself (negative margins turned), of more the margin of the class above the mean of all.
 */
export interface Explanation {
  readonly prediction: Prediction;
  /** The class that contributions speak for. */
  readonly target: string;
  /** Sum of `intercept` and all contributions. */
  readonly margin: number;
  readonly intercept: number;
  /** One a token that has any weight, in the text's order; start and end are UTF-16 positions in the text. */
  readonly spans: readonly Span[];
  /** One a distinct piece of the text, all feature sets together, strongest first. */
  readonly grams: readonly GramContribution[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly contribution: number;
}

export interface GramContribution {
  /** The piece as the text first writes it. */
  readonly text: string;
  readonly occurrences: number;
  readonly contribution: number;
}

export type Explainer = (text: string, target?: string) => Explanation;

export function createExplainer(model: Model): Explainer {
  const { head, classes } = model;
  if (head.kind !== 'linear') {
    throw new LearnError(
      'RECIPE_INVALID',
      'A forest has no weight a word to show; train a linear recipe, as nb-logreg, to see why.',
    );
  }
  const predictor = createPredictor(model);
  const characters = createCharacterTable();
  const readers = model.sets.map((set) => createContributor(set, head.outputs, characters));

  return (text, target) => {
    const prediction = predictor.predict(text);
    const name = target ?? prediction.label;
    const index = classes.indexOf(name);
    if (index < 0) {
      throw new LearnError(
        'RECIPE_INVALID',
        `The model has no class "${name}"; it has ${classes.join(', ')}.`,
      );
    }
    const view = viewOf(head.outputs, index);
    const { units } = packTexts([text]);
    const spans = new Map<string, Span>();
    const grams = new Map<string, Piece>();
    for (const contribute of readers) contribute(text, units, view, spans, grams);
    const intercept = view(head.intercepts, 0);
    const found = Array.from(grams.values(), ({ text: written, places, contribution }) => ({
      text: written,
      occurrences: places.size,
      contribution,
    })).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
    return {
      prediction,
      target: name,
      intercept,
      margin: found.reduce((sum, gram) => sum + gram.contribution, intercept),
      spans: [...spans.values()].sort((a, b) => a.start - b.start || a.end - b.end),
      grams: found,
    };
  };
}

/** One number for the target class out of a gram's (or the intercepts') numbers, one an output, beginning at `at`. */
type View = (numbers: ArrayLike<number>, at: number) => number;

function viewOf(outputs: number, target: number): View {
  if (outputs === 1) return target === 1 ? (numbers, at) => numbers[at] : (numbers, at) => -numbers[at];
  return (numbers, at) => {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += numbers[at + k];
    return numbers[at + target] - sum / outputs;
  };
}

type Contribute = (
  text: string,
  units: Uint16Array,
  view: View,
  spans: Map<string, Span>,
  grams: Map<string, Piece>,
) => void;

/** What has been gathered of one piece of text, however many sets have a gram there; places are its starts. */
interface Piece {
  readonly text: string;
  readonly places: Set<number>;
  contribution: number;
}

function createContributor(set: ModelSet, outputs: number, characters: CharacterTable): Contribute {
  const count = createGramCounter(set, characters);
  return (text, units, view, spans, grams) => {
    const { grams: distinct, counts, tf, rowScale, occurrences: buffer } = count(units, 0, units.length);
    const share = new Map<number, number>();
    distinct.forEach((gram, i) => {
      share.set(gram, (rowScale * tf[i] * view(set.weights, gram * outputs)) / counts[i]);
    });

    const { starts, ends } = buffer.tokens;
    for (let i = 0; i < buffer.count; i++) {
      const contribution = share.get(buffer.grams[i]) ?? 0;
      if (contribution === 0) continue;
      const first = buffer.first[i];
      const last = buffer.last[i];
      const written = text.slice(starts[first], ends[last]);
      const key = written.toLowerCase();
      const piece = grams.get(key) ?? { text: written, places: new Set<number>(), contribution: 0 };
      piece.places.add(starts[first]);
      piece.contribution += contribution;
      grams.set(key, piece);
      // The spaces that character n-grams put around words have no place in the text; the characters stand for them.
      let seen = 0;
      for (let token = first; token <= last; token++) if (ends[token] > starts[token]) seen++;
      for (let token = first; token <= last; token++) {
        if (seen > 0 && ends[token] === starts[token]) continue;
        addSpan(spans, text, starts[token], ends[token], contribution / (seen || last - first + 1));
      }
    }
  };
}

function addSpan(
  spans: Map<string, Span>,
  text: string,
  start: number,
  end: number,
  contribution: number,
): void {
  const key = `${start}-${end}`;
  const before = spans.get(key)?.contribution ?? 0;
  spans.set(key, { start, end, text: text.slice(start, end), contribution: before + contribution });
}
