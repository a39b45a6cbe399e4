import { calibrationChart } from '../charts/calibration-chart.ts';
import { confidenceChart } from '../charts/confidence-chart.ts';
import { confusionChart } from '../charts/confusion-chart.ts';
import { precisionRecallChart } from '../charts/precision-recall-chart.ts';
import { rocChart } from '../charts/roc-chart.ts';
import type { NamedDrawing } from './card/named-drawing.ts';
import type { ReportData } from './report-data.ts';

/** The pictures of a report, in the order in which a card shows them. */
export function reportDrawings({ quality, classes, unsureBelow }: ReportData): readonly NamedDrawing[] {
  if (quality === null) return [];
  const { metrics, curves, positive, rows, reliability, confidence, unseen } = quality;
  return [
    { name: 'confusion', drawing: confusionChart(classes, metrics.confusion, unseen) },
    { name: 'roc', drawing: rocChart(curves, positive) },
    { name: 'precision-recall', drawing: precisionRecallChart(curves, positive, rows) },
    { name: 'calibration', drawing: calibrationChart(reliability, metrics.ece) },
    { name: 'confidence', drawing: confidenceChart(confidence, unsureBelow) },
  ];
}
