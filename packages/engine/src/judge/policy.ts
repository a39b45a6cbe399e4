/** What the judge asks of a candidate. Shares are of 1: 0.01 is one point of accuracy. */
export interface Policy {
  readonly minRows: number;
  readonly confidence: number;
  readonly accuracyMargin: number;
  readonly refuseSignificantLoss: boolean;
  readonly macroF1Margin: number;
  readonly sliceMargin: number;
  readonly sliceMinRows: number;
  readonly maxEceIncrease: number;
  readonly maxLogLossIncrease: number;
  readonly allowLostClasses: boolean;
  readonly maxSizeBytes: number | null;
  readonly maxSizeRatio: number | null;
  readonly maxLatencyMs: number | null;
  readonly maxLatencyRatio: number | null;
}

export const defaultPolicy: Policy = Object.freeze({
  // Below this the interval of one share alone is up to 20 points wide, and calibration is noise.
  minRows: 100,
  // Of each interval, two-sided: a loss at the margin itself passes one time in forty.
  confidence: 0.95,
  // The candidate has to show that it loses no more than this. A tenth of the errors of a model that is 90 % right;
  // half a point would ask for four times the rows.
  accuracyMargin: 0.01,
  // The margin is the benefit of the doubt and no leave to be worse: a sure loss, however small, adds up from one
  // promotion to the next.
  refuseSignificantLoss: true,
  // Macro F1 rests on the rarest class, so its interval is wide: only a loss that is sure counts, and any such does.
  macroF1Margin: 0,
  // A group of readers that surely loses more than a point is not outweighed by the others' gain.
  sliceMargin: 0.01,
  // With fewer rows only a collapse could be told from chance.
  sliceMinRows: 30,
  // Confidence that is two points further from the truth moves what people act on without looking.
  maxEceIncrease: 0.02,
  // In nats. It sees a model that is sure and wrong, which the calibration error averages out.
  maxLogLossIncrease: 0.02,
  // Callers branch on labels: one that never comes again breaks them without an error.
  allowLostClasses: false,
  // A serving process holds two versions of a model while it swaps them.
  maxSizeBytes: 256 * 2 ** 20,
  maxSizeRatio: null,
  // A page that waits for a verdict should not notice it.
  maxLatencyMs: 50,
  maxLatencyRatio: null,
});
