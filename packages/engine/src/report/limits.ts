import type { ReportData } from './report-data.ts';

/** What a reader has to know before trusting the figures, each with the facts that it rests on. */
export interface Limit {
  readonly kind: string;
  readonly message: string;
}

/** Half the width of an interval above which accuracy is known to a few points only. */
const wideHalf = 0.02;
/** With fewer rows the interval of a recall is wider than twenty points. */
const fewRows = 50;
/** Confidence further off than this on average misleads whoever acts on it. */
const largeEce = 0.05;
/** Of the rows; a model has to be measured against always answering it. */
const largeMajority = 0.7;
const lowRecall = 0.7;
const mostNamed = 3;

/** Derived from the facts of the training alone, the gravest first. */
export function limitsOf(data: ReportData): readonly Limit[] {
  return [
    ...limitsOfMeasure(data),
    ...limitsOfClasses(data),
    ...limitsOfConfidence(data),
    ...limitsOfMaking(data),
    ...limitsOfTexts(data),
  ];
}

function limitsOfMeasure({ quality }: ReportData): readonly Limit[] {
  if (quality === null) {
    return [
      {
        kind: 'not-measured',
        message:
          'Nothing is known about how well it does: no rows were held out, and the recipe fits nothing out of fold.',
      },
    ];
  }
  const limits: Limit[] = [];
  const { metrics, accuracyRange, rows, on, majority } = quality;
  const [low, high] = accuracyRange;
  if (on === 'out of fold') {
    limits.push({
      kind: 'out-of-fold',
      message:
        'No rows were held out. The figures are of the training rows, each judged by a model fitted without its fold; the calibration was fitted on the same rows, so it looks a little better than it is.',
    });
  }
  if ((high - low) / 2 > wideHalf) {
    limits.push({
      kind: 'few-rows',
      message: `It was judged on ${count(rows)} rows only: the true accuracy may be anywhere from ${percent(low)} to ${percent(high)}, and smaller differences to another model mean nothing.`,
    });
  }
  if (metrics.accuracy <= majority.accuracy) {
    limits.push({
      kind: 'no-better-than-majority',
      message: `Always answering ${quote(majority.label)} would have been right as often (${percent(majority.accuracy)}).`,
    });
  } else if (majority.accuracy > largeMajority) {
    limits.push({
      kind: 'imbalance',
      message: `${percent(majority.accuracy)} of the rows are ${quote(majority.label)}, so that accuracy says little; read macro F1 and the table of classes.`,
    });
  }
  if (metrics.unseen_rows > 0) {
    limits.push({
      kind: 'unknown-labels',
      message: `${count(metrics.unseen_rows)} of the rows that it was judged on have labels it cannot give; each counts as wrong.`,
    });
  }
  return limits;
}

function limitsOfClasses({ quality }: ReportData): readonly Limit[] {
  if (quality === null) return [];
  const limits: Limit[] = [];
  const thin = quality.perClass.filter(({ support }) => support < fewRows);
  if (thin.length > 0 && quality.rows >= fewRows) {
    limits.push({
      kind: 'thin-classes',
      message: `${listed(
        thin.toSorted((a, b) => a.support - b.support),
        ({ label, support }) => `${quote(label)} (${count(support)})`,
      )} ${thin.length === 1 ? 'has' : 'have'} fewer than ${fewRows} rows to be judged on; what is said of ${thin.length === 1 ? 'it' : 'them'} is rough.`,
    });
  }
  const missed = quality.perClass.filter(({ support, recall }) => support >= 10 && recall < lowRecall);
  if (missed.length > 0) {
    limits.push({
      kind: 'missed-classes',
      message: `It misses many rows of ${listed(
        missed.toSorted((a, b) => a.recall - b.recall),
        ({ label, recall }) => `${quote(label)} (finds ${percent(recall)})`,
      )}.`,
    });
  }
  // Sure only where the slice's interval does not reach the accuracy of all.
  const weak = quality.slices.filter(
    ({ kind, high }) => kind === 'length' && high < quality.metrics.accuracy,
  );
  for (const { name, accuracy } of weak) {
    limits.push({
      kind: 'weak-slice',
      message: `On texts of ${name} it is surely worse than on the whole: ${percent(accuracy)} right.`,
    });
  }
  return limits;
}

function limitsOfConfidence({ quality, threshold }: ReportData): readonly Limit[] {
  if (quality === null) return [];
  const limits: Limit[] = [];
  const { ece } = quality.metrics;
  if (ece > largeEce) {
    const mean = quality.reliability.reduce((sum, bin) => sum + bin.rows * bin.confidence, 0) / quality.rows;
    const way = mean > quality.metrics.accuracy ? 'surer than it is right' : 'less sure than it is right';
    limits.push({
      kind: 'calibration',
      message: `Its confidence is off by ${(ece * 100).toFixed(1)} points on average (mostly ${way}); do not read it as a probability.`,
    });
  }
  if (threshold !== null) {
    limits.push({
      kind: 'threshold',
      message: `It answers by a threshold of ${threshold.toFixed(3)} on the positive class, not by the more probable class.`,
    });
  }
  return limits;
}

function limitsOfMaking({ training }: ReportData): readonly Limit[] {
  const { converged, shrunk, findings } = training;
  const limits: Limit[] = [];
  if (!converged) {
    limits.push({
      kind: 'not-converged',
      message: 'The solver stopped before it converged; more rows or a smaller c may help.',
    });
  }
  if (shrunk && shrunk.accuracyBefore !== null && shrunk.accuracyAfter !== null) {
    limits.push({
      kind: 'made-smaller',
      message: `It was made smaller: ${count(shrunk.gramsAfter)} of ${count(shrunk.gramsBefore)} n-grams were kept. Accuracy was ${percent(shrunk.accuracyBefore)} before and is ${percent(shrunk.accuracyAfter)}.`,
    });
  }
  for (const { severity, message } of findings) {
    if (severity === 'warn') limits.push({ kind: 'data', message: `Of its data: ${message}` });
  }
  return limits;
}

function limitsOfTexts({ usualLength, commonWords, names, pieces }: ReportData): readonly Limit[] {
  const [low, high] = usualLength;
  const words = commonWords.slice(0, 6);
  return [
    {
      kind: 'texts',
      message: `It has learned from the texts of ${names.data} and from nothing else: nine of ten have ${count(low)} to ${count(high)} characters${words.length > 0 ? `, and their most common words are ${words.map(quote).join(', ')}` : ''}. Of other languages, subjects and times these figures say nothing.`,
    },
    {
      kind: 'words',
      message:
        pieces === null
          ? 'It sees words and their neighbours, not meaning; irony and facts about the world are beyond it.'
          : 'It adds up the weights of words and short phrases, and understands none of them; irony and facts about the world are beyond it.',
    },
  ];
}

function listed<Value>(values: readonly Value[], name: (value: Value) => string): string {
  const shown = values.slice(0, mostNamed).map(name);
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(shown.length === 2 ? ' and ' : ', ');
}

function quote(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
