import type { Feedback, PredictionRow } from '../predictions/prediction.ts';

/** Why a prediction is worth a look, in the order in which the queue gives them out. */
export const labelSources = ['disputed', 'shadow', 'unsure'] as const;
export type LabelSource = (typeof labelSources)[number];

/** Long enough to read and decide; whoever went for lunch holds nothing up. */
export const claimMs = 10 * 60_000;
/** Who does not know today is not asked again today, and nobody else is either: it was hard, and others wait. */
export const skipMs = 24 * 60 * 60_000;
/** A slip of the hand is noticed soon; later a label may have been learned from. */
export const undoMs = 60 * 60_000;
/** Of each source so many are counted: more is "many". */
export const mostCounted = 1000;
/** A reader sees less; the whole of it is on the prediction's page. */
export const shownCharacters = 20_000;

export interface LabelItem {
  readonly prediction: PredictionRow & { readonly text: string };
  readonly why: LabelSource;
  /** The latest that somebody said of it. */
  readonly feedback: Feedback | null;
  readonly challenger: {
    readonly version: number;
    readonly label: string;
    readonly confidence: number;
  } | null;
}

export interface GivenLabel {
  readonly predictionId: string;
  readonly label: string;
  readonly atMs: number;
  readonly before: { readonly label: string; readonly actor: string } | null;
}

/** A text and what people say it is. */
export interface TrainingLabel {
  readonly predictionId: string;
  readonly text: string;
  readonly label: string;
  readonly atMs: number;
  /** Given in the queue; false: said from outside, and nobody has looked at it. */
  readonly reviewed: boolean;
}
