import type { BatchFile } from '@verdict/api';
import { Refusal } from '@verdict/engine';

const formats: Readonly<Record<string, BatchFile['format']>> = {
  csv: 'csv',
  txt: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  parquet: 'parquet',
};

/** By the file's name, packed or not. */
export function batchFormat(path: string): BatchFile['format'] {
  const [, ending = ''] = /\.([a-z]+)(?:\.gz|\.gzip)?$/i.exec(path) ?? [];
  const format = formats[ending.toLowerCase()];
  if (format !== undefined) return format;
  throw new Refusal(`${path} has no known ending; name it .csv, .tsv, .jsonl, .json or .parquet.`);
}

/** What the results are written as, by the name of their file. */
export function resultFormat(path: string): 'csv' | 'jsonl' {
  const [, ending = ''] = /\.([a-z]+)$/i.exec(path) ?? [];
  if (/^csv$/i.test(ending)) return 'csv';
  if (/^(jsonl|ndjson)$/i.test(ending)) return 'jsonl';
  throw new Refusal(`${path} has no known ending; name the results .csv or .jsonl.`);
}
