import type { Cell } from '@verdict/files';
import type { JudgedRows } from './judged-rows.ts';
import type { Quality, ReportData } from './report-data.ts';

export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A hundred mistakes are as many as anybody reads through; the predictions have all of them. */
const mostErrors = 100;
/** With more classes than this the table has over a million cells, nearly all of them 0; predictions say the same. */
export const mostConfusedClasses = 1000;
/** The beginning of a text tells what it is; a table of whole books opens nowhere. */
const longestText = 2000;

export function reportTables({ quality, classes }: ReportData, judged: JudgedRows | null): readonly Table[] {
  if (quality === null || judged === null) return [];
  const { perClass, slices } = quality;
  return [
    {
      name: 'per-class.csv',
      header: [
        'class',
        'rows',
        'called',
        'precision',
        'precision_low',
        'precision_high',
        'recall',
        'recall_low',
        'recall_high',
        'f1',
        'roc_auc',
        'average_precision',
      ],
      rows: perClass.map((line) => [
        plainCell(line.label),
        line.support,
        line.called,
        line.precision,
        ...(line.precisionRange ?? [null, null]),
        line.recall,
        ...(line.recallRange ?? [null, null]),
        line.f1,
        line.rocAuc,
        line.averagePrecision,
      ]),
    },
    ...(classes.length > mostConfusedClasses ? [] : [confusionTable(classes, quality)]),
    {
      name: 'slices.csv',
      header: ['kind', 'slice', 'rows', 'right', 'accuracy', 'low', 'high'],
      rows: slices.map(({ kind, name, rows, right, accuracy, low, high }) => [
        kind,
        name,
        rows,
        right,
        accuracy,
        low,
        high,
      ]),
    },
    {
      name: 'errors.csv',
      header: ['row', 'label', 'predicted', 'confidence', 'text'],
      rows: surestErrors(judged).map(({ row, confidence }) => [
        judged.numberOf(row),
        plainCell(judged.labelOf(row)),
        plainCell(classes[judged.predicted[row]]),
        rounded(confidence),
        plainCell(judged.textOf(row).slice(0, longestText)),
      ]),
    },
  ];
}

function confusionTable(classes: readonly string[], { metrics, unseen }: Quality): Table {
  return {
    name: 'confusion.csv',
    header: ['true \\ called', ...classes.map(plainCell)],
    rows: [
      ...metrics.confusion.map((counts, k): readonly Cell[] => [plainCell(classes[k]), ...counts]),
      ...(metrics.unseen_rows > 0 ? [['(a label it cannot give)', ...unseen]] : []),
    ],
  };
}

/** The mistakes that it was surest of: mislabelled rows are among them, and what it has learned wrongly. */
function surestErrors(judged: JudgedRows): readonly { readonly row: number; readonly confidence: number }[] {
  const { labels, predicted, probabilities, classes } = judged;
  const errors: { row: number; confidence: number }[] = [];
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === predicted[row]) continue;
    errors.push({ row, confidence: probabilities[row * classes.length + predicted[row]] });
  }
  return errors.sort((a, b) => b.confidence - a.confidence || a.row - b.row).slice(0, mostErrors);
}

/** A line of JSON a row: what was said of every row that was judged, without its text. */
export function* predictionLines(judged: JudgedRows): Generator<string> {
  const { predicted, probabilities, classes } = judged;
  for (let row = 0; row < predicted.length; row++) {
    const confidence = rounded(probabilities[row * classes.length + predicted[row]]);
    const line = {
      row: judged.numberOf(row),
      label: judged.labelOf(row),
      predicted: classes[predicted[row]],
      confidence,
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

function rounded(share: number): number {
  return Number(share.toFixed(6));
}

/** Spreadsheets compute cells that begin like this, and the texts are anybody's; an apostrophe makes them text. */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
