export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly confidence: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

const fields = ['from', 'to', 'rows', 'confidence', 'accuracy', 'low', 'high'] as const;

/** Of a run's `report/curves.json`; a file that anybody could have put there has no bins. */
export function calibrationBins(curves: unknown): readonly CalibrationBin[] {
  const { calibration } = (curves ?? {}) as { readonly calibration?: unknown };
  if (!Array.isArray(calibration)) return [];
  return calibration.filter(isBin);
}

function isBin(value: unknown): value is CalibrationBin {
  const bin = (value ?? {}) as Readonly<Record<string, unknown>>;
  return fields.every((field) => typeof bin[field] === 'number' && Number.isFinite(bin[field]));
}
