import type * as Wire from '@verdict/api';
import type { DatasetDiff, DatasetVersion, DataUse, FoundRow } from '@verdict/ledger';
import { cutText, longestShown } from './cut-text.ts';

/** A bar has room for so many; a version may have ten thousand. */
const mostClasses = 12;
const mostSources = 3;
export const diffPageRows = 25;

export function presentUse(use: DataUse | undefined): Wire.ConsoleDatasetVersion['used'] {
  return { runs: use?.runs ?? 0, models: [...(use?.models ?? [])] };
}

export function presentStep(version: DatasetVersion, use: DataUse | undefined): Wire.DatasetStep {
  const { number, rows, classes, findings, sources, message, createdMs, createdBy } = version;
  return {
    number,
    rows,
    classes: classes.toSorted((a, b) => b.rows - a.rows).slice(0, mostClasses),
    class_count: classes.length,
    warnings: findings.filter(({ severity }) => severity === 'warn').length,
    notes: findings.filter(({ severity }) => severity === 'note').length,
    sources: sources.slice(-mostSources).map(({ name }) => name),
    source_count: sources.length,
    message,
    created_ms: createdMs,
    created_by: createdBy,
    used: presentUse(use),
  };
}

export function presentRow({ row, text, label, source }: FoundRow, whole: boolean): Wire.DatasetRow {
  const shown = cutText(text, whole ? text.length : longestShown);
  return { row, text: shown, characters: text.length, label, source };
}

const kinds = ['added', 'relabelled', 'removed'] as const;

/** A page beyond the last is the last: whoever follows an old link sees rows. */
export function presentDiffPage(
  { examples, ...counts }: DatasetDiff,
  { kind: asked, page: askedPage = 1 }: Pick<Wire.DiffPageQuery, 'kind' | 'page'>,
): Wire.DiffPage {
  const kind = asked ?? kinds.find((each) => counts[each] > 0) ?? 'added';
  const listed = examples[kind].length;
  const pages = Math.max(1, Math.ceil(listed / diffPageRows));
  const page = Math.min(askedPage, pages);
  const rows = examples[kind].slice((page - 1) * diffPageRows, page * diffPageRows);
  return {
    counts,
    kind,
    page,
    pages,
    listed,
    rows: rows.map(({ text, before, after }) => ({ text, before: [...before], after: [...after] })),
  };
}
