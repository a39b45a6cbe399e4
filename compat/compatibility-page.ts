import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** One thing that a client was seen to do, against one store. */
export interface Seen {
  readonly client: string;
  /** Empty where none has to do with it. */
  readonly store: string;
  readonly area: string;
  readonly what: string;
  readonly outcome: 'works' | 'refused' | 'not there' | 'fails';
}

const shown = { works: 'yes', refused: 'refused', 'not there': 'no', fails: '**fails**' } as const;

/** A table an area: a line for each thing, a column for each client. */
export function sectionOf(seen: readonly Seen[]): string {
  const clients = unique(seen.map(({ client }) => client));
  const stores = unique(seen.map(({ store }) => store)).filter((store) => store !== '');
  const areas = unique(seen.map(({ area }) => area)).map((area) => {
    const lines = seen.filter((one) => one.area === area);
    const rows = unique(lines.map(({ what }) => what)).map((what) => {
      const cells = clients.map((client) =>
        cellOf(
          lines.filter((line) => line.what === what && line.client === client),
          stores,
        ),
      );
      return row([what.replaceAll('|', '\\|'), ...cells]);
    });
    return [
      `### ${area}`,
      '',
      row(['', ...clients]),
      row(['---', ...clients.map(() => '---')]),
      ...rows,
    ].join('\n');
  });
  const over = `Seen with ${clients.join(' and ')}, on ${stores.join('; on ')}.`;
  return `${over}\n\n${areas.join('\n\n')}\n`;
}

/** One word where all stores agree; a dash where the client knows no such thing. */
function cellOf(lines: readonly Seen[], stores: readonly string[]): string {
  if (lines.length === 0) return '–';
  const words = unique(lines.map(({ outcome }) => shown[outcome]));
  const inAll = stores.every((store) => lines.some((line) => line.store === store || line.store === ''));
  if (words.length === 1 && inAll) return words[0] ?? '';
  return lines.map(({ store, outcome }) => `${shown[outcome]} (${store})`).join(', ');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The page with this section, which ends where the next one of its rank begins, in the place of the one it had. */
export function withSection(page: string, title: string, section: string): string {
  const parts = page.split(/^(?=## )/m);
  const body = `## ${title}\n\n${section}`;
  const at = parts.findIndex((part) => part.startsWith(`## ${title}\n`));
  if (at < 0) return `${page.trimEnd()}\n\n${body}`;
  return parts
    .map((part, index) => (index !== at ? part : index < parts.length - 1 ? `${body}\n` : body))
    .join('');
}

/** Whether the page says what was seen; where `write` is asked for, it says it afterwards. */
export async function holdPage(title: string, seen: readonly Seen[], write: boolean): Promise<boolean> {
  const file = resolve(import.meta.dirname, '../docs/compatibility.md');
  const page = await readFile(file, 'utf8');
  const current = withSection(page, title, sectionOf(seen));
  if (current === page) return true;
  if (write) await writeFile(file, current);
  else
    process.stderr.write(
      `docs/compatibility.md says something else than what was seen; npm run compat -- NAME --write.\n`,
    );
  return write;
}

export async function readSeen(file: string): Promise<readonly Seen[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Seen);
}
