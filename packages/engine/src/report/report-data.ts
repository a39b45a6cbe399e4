import type { ClassCurves } from '../charts/curves.ts';
import type { ConfidenceBin, ReliabilityBin } from '../charts/reliability.ts';
import type { MetricsJson } from '../metrics-json.ts';
import type { TrainReport } from '../train/train-request.ts';
import type { ClassLine } from './class-table.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { Slice } from './slices.ts';
import type { ClassPieces } from './strongest-pieces.ts';

/** Everything that a report's files say, as plain values. */
export interface ReportData {
  readonly training: TrainReport;
  readonly names: { readonly data: string; readonly test: string | null };
  readonly classes: readonly string[];
  /** Null where no row was held out and the recipe needs none to calibrate on. */
  readonly quality: Quality | null;
  readonly pieces: readonly ClassPieces[] | null;
  /** Of a hundred training texts ninety are between these lengths, in characters. */
  readonly usualLength: readonly [low: number, high: number];
  /** The most widespread tokens of the training texts. */
  readonly commonWords: readonly string[];
  readonly unsureBelow: number;
  readonly threshold: number | null;
  readonly command: string;
  /** As 2026-11-21. */
  readonly day: string;
}

/** How well rows were judged that the model, or the model of their fold, had not seen. */
export interface Quality {
  readonly on: JudgedRows['on'];
  readonly rows: number;
  readonly metrics: MetricsJson;
  readonly positive: number | null;
  readonly accuracyRange: readonly [low: number, high: number];
  /** Null out of fold, where it is not computed. */
  readonly macroF1Range: readonly [low: number, high: number] | null;
  /** What always answering the most frequent class would have got right. */
  readonly majority: { readonly label: string; readonly accuracy: number };
  readonly perClass: readonly ClassLine[];
  readonly curves: readonly ClassCurves[];
  readonly reliability: readonly ReliabilityBin[];
  readonly confidence: readonly ConfidenceBin[];
  readonly slices: readonly Slice[];
  readonly unseen: readonly number[];
}
