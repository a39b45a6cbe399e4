import { evaluateModel, packTexts, type TextPack } from '@verdict/learn';
import { threadCrew } from '@verdict/learn/threads';
import { readLabelledData } from '../data/labelled-data.ts';
import { type IntervalsJson, intervalsJson, type MetricsJson, metricsJson } from '../metrics-json.ts';
import { readModel } from '../models/read-model.ts';
import type { EngineContext } from '../thread/protocol.ts';

export interface EvaluateRequest {
  readonly model: string;
  readonly data: string;
  readonly text: string | null;
  readonly label: string | null;
  readonly threads: number | null;
}

export type EvaluateEvent =
  | { readonly kind: 'progress'; readonly stage: 'read' | 'evaluate'; readonly fraction: number }
  | { readonly kind: 'notes'; readonly notes: readonly string[] }
  | { readonly kind: 'warning'; readonly message: string };

export interface EvaluateReport {
  readonly rows: number;
  readonly recipe: string;
  readonly metrics: MetricsJson & { readonly intervals: IntervalsJson };
  readonly seconds: {
    readonly read: number;
    readonly evaluate: number;
    readonly total: number;
    /** Of the whole command. */
    readonly rows_per_second: number;
  };
}

export async function evaluateFile(
  request: EvaluateRequest,
  context: EngineContext<EvaluateEvent>,
): Promise<EvaluateReport> {
  const { report, signal, now } = context;
  const crew = threadCrew({ ...(request.threads !== null && { size: request.threads }), signal });
  try {
    const began = now();
    const [model, rows] = await Promise.all([
      readModel(request.model, signal),
      readRows(request, context, crew.allocate),
    ]);
    const read = now();
    const unseen = unseenLabels(rows.labels, model.classes);
    if (unseen !== null) report({ kind: 'warning', message: `${request.data}: ${unseen}` });
    report({ kind: 'progress', stage: 'evaluate', fraction: 0 });
    const { metrics, intervals } = await evaluateModel(model, rows.texts, rows.labels, crew, (fraction) =>
      report({ kind: 'progress', stage: 'evaluate', fraction }),
    );
    const done = now();
    return {
      rows: rows.texts.count,
      recipe: model.recipe.name,
      metrics: { ...metricsJson(metrics, model.classes), intervals: intervalsJson(intervals) },
      seconds: {
        read: (read - began) / 1000,
        evaluate: (done - read) / 1000,
        total: done / 1000,
        rows_per_second: rows.texts.count / (done / 1000),
      },
    };
  } finally {
    void crew.close();
  }
}

/** Only the packed texts leave: the strings of the file can be freed before the model is asked. */
async function readRows(
  { data, text, label }: EvaluateRequest,
  { report, signal }: EngineContext<EvaluateEvent>,
  allocate: Parameters<typeof packTexts>[1],
): Promise<{ texts: TextPack; labels: readonly string[] }> {
  const read = await readLabelledData(
    { path: data, text, label },
    { signal, onProgress: (fraction) => report({ kind: 'progress', stage: 'read', fraction }) },
  );
  if (read.notes.length > 0) report({ kind: 'notes', notes: read.notes });
  return { texts: packTexts(read.texts, allocate), labels: read.labels };
}

/** Names the labels that the model cannot give; null where it knows all. */
export function unseenLabels(labels: readonly string[], classes: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const known of classes) counts.delete(known);
  if (counts.size === 0) return null;
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const named = [...counts].slice(0, 3).map(([label, count]) => `${JSON.stringify(label)} ×${count}`);
  const more = counts.size > 3 ? `, ${counts.size - 3} more` : '';
  return `${rows} of ${labels.length} rows have labels that the model does not know and count as wrong (${named.join(', ')}${more}); its classes are ${classes.join(', ')}.`;
}
