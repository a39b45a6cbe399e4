import { extname } from 'node:path';

/** Types that no browser runs; everything else is bytes, whatever its uploader called it. */
const safe: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.log': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

export function artifactType(path: string): string {
  return safe[extname(path).toLowerCase()] ?? 'application/octet-stream';
}
