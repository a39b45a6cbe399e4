import { visible } from './visible.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand flush right. */
  readonly align?: 'left' | 'right';
  /** Gives room away first when the lines are too long; the others keep theirs. */
  readonly gives?: boolean;
}

/** What every terminal has room for. */
export const usualWidth = 80;

const gap = 2;
/** Below this nothing of a cell can be read. */
const leastWidth = 8;

/**
 * A table with its head first, two spaces between columns, no line longer than `width` as far as columns that give
 * allow. Control characters are shown, never sent.
 */
export function columns(
  head: readonly Column[],
  rows: readonly (readonly string[])[],
  width = usualWidth,
): string[] {
  const titles = head.map(({ title }) => title);
  const all = [titles, ...rows.map((row) => row.map((cell) => visible(cell.replace(/\s+/g, ' '))))];
  const widths = fitting(
    head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length))),
    head,
    width,
  );
  return all.map((row) =>
    head
      .map(({ align }, at) => {
        const cell = cut(row[at] ?? '', widths[at]);
        return align === 'right' ? cell.padStart(widths[at]) : cell.padEnd(widths[at]);
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

function fitting(natural: readonly number[], head: readonly Column[], width: number): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, own) => sum + own, gap * (widths.length - 1));
  for (;;) {
    const over = total() - width;
    const givers = widths
      .map((own, at) => (head[at].gives && own > leastWidth ? at : -1))
      .filter((at) => at >= 0);
    if (over <= 0 || givers.length === 0) return widths;
    const widestAt = givers.reduce((most, at) => (widths[at] > widths[most] ? at : most));
    const second = Math.max(leastWidth, ...givers.filter((at) => at !== widestAt).map((at) => widths[at]));
    widths[widestAt] -= Math.min(over, Math.max(1, widths[widestAt] - second));
  }
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Names with their values, one a line; a value that is null is left out. */
export function pairs(rows: readonly (readonly [name: string, value: string | null])[]): string[] {
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== null);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `  ${name.padEnd(width)}  ${visible(value)}`);
}
