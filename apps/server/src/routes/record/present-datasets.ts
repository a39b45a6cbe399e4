import type * as Wire from '@verdict/api';
import type { Dataset, DatasetDiff, DatasetVersion, DiffRow } from '@verdict/ledger';

export function presentDataset(dataset: Dataset): Wire.Dataset {
  return {
    name: dataset.name,
    description: dataset.description,
    created_ms: dataset.createdMs,
    versions: dataset.versions,
    latest: dataset.latest && presentDatasetVersion(dataset.latest),
  };
}

export function presentDatasetVersion(version: DatasetVersion): Wire.DatasetVersion {
  const { characters, words, distinctTexts, topWords } = version.profile;
  return {
    dataset: version.dataset,
    number: version.number,
    rows_sha256: version.rowsSha256,
    blob_sha256: version.blobSha256,
    rows: version.rows,
    classes: [...version.classes],
    profile: { characters, words, distinct_texts: distinctTexts, top_words: [...topWords] },
    findings: [...version.findings],
    sources: [...version.sources],
    message: version.message,
    created_ms: version.createdMs,
    created_by: version.createdBy,
  };
}

export function presentDatasetDiff({ examples, ...counts }: DatasetDiff): Wire.DatasetDiff {
  const rows = (list: readonly DiffRow[]) =>
    list.map(({ text, before, after }) => ({ text, before: [...before], after: [...after] }));
  return {
    ...counts,
    examples: {
      added: rows(examples.added),
      removed: rows(examples.removed),
      relabelled: rows(examples.relabelled),
    },
  };
}
