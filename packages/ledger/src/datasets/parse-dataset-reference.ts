import { LedgerError } from '../errors.ts';

export interface DatasetReference {
  readonly name: string;
  readonly number: number | 'latest';
}

const form = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})(?:@(latest|[1-9]\d{0,8}))?$/;

/** `reviews@3`, `reviews@latest`, or `reviews`, which is the latest too. */
export function parseDatasetReference(text: string): DatasetReference {
  const found = form.exec(text);
  if (found === null) {
    throw new LedgerError(
      'NAME_INVALID',
      `${JSON.stringify(text.slice(0, 120))} names no version of a dataset; write name@3, name@latest or name.`,
    );
  }
  const [, name, version = 'latest'] = found;
  return { name, number: version === 'latest' ? 'latest' : Number(version) };
}
