import type { Prediction } from '../../src/wire.ts';

export type Result =
  | {
      readonly kind: 'checked';
      readonly prediction: Prediction;
      readonly confidence: number;
      readonly unsure: boolean;
      readonly model: string;
    }
  | { readonly kind: 'skipped'; readonly why: string };

export interface Counts {
  readonly spam: number;
  readonly notSpam: number;
  readonly unsure: number;
  readonly skipped: number;
}

/** Null: not asked yet. */
export function countResults(results: readonly (Result | null)[]): Counts {
  const counts = { spam: 0, notSpam: 0, unsure: 0, skipped: 0 };
  for (const result of results) {
    if (result === null) continue;
    if (result.kind === 'skipped') counts.skipped++;
    else {
      if (result.prediction === 'spam') counts.spam++;
      else counts.notSpam++;
      if (result.unsure) counts.unsure++;
    }
  }
  return counts;
}

export const shownResults = ['all', 'spam', 'not_spam', 'unsure', 'skipped'] as const;
export type ShownResults = (typeof shownResults)[number];

export function isShown(result: Result | null, shown: ShownResults): boolean {
  if (shown === 'all') return true;
  if (result === null) return false;
  if (shown === 'skipped') return result.kind === 'skipped';
  if (result.kind === 'skipped') return false;
  return shown === 'unsure' ? result.unsure : result.prediction === shown;
}

const header = ['row', 'message', 'prediction', 'confidence', 'unsure', 'model_version', 'note'];

/** With a mark of its encoding, without which spreadsheets guess wrong; rows that were not reached say so. */
export function resultsCsv(texts: readonly string[], results: readonly (Result | null)[]): string {
  const rows = texts.map((text, at) => {
    const result = results[at];
    if (!result) return [String(at + 1), text, '', '', '', '', 'not checked'];
    if (result.kind === 'skipped') return [String(at + 1), text, '', '', '', '', result.why];
    const { prediction, confidence, unsure, model } = result;
    return [String(at + 1), text, prediction, String(confidence), String(unsure), model, ''];
  });
  return `\ufeff${[header, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A spreadsheet runs what begins with one of these; an apostrophe before it makes it text (OWASP, CSV injection). */
export function csvCell(cell: string): string {
  const text = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
