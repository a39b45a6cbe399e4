/** A table as Markdown; the first column is set left, the others right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  const rule = header.map((_, at) => (at === 0 ? '---' : '--:'));
  return [line(header), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export const notMeasured = 'not measured';

export function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

export function milliseconds(value: number): string {
  return `${value.toPrecision(3)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Percentage points, signed. */
export function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(2)}`;
}

export function decimal(value: number | null, digits = 4): string {
  return value === null ? notMeasured : value.toFixed(digits);
}
