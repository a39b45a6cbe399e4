import { cutName } from './cut-text.ts';
import { type Drawing, label, line, type Mark, rect } from './drawing.ts';
import { chartWidth, heading, sizes } from './frame.ts';
import { shownClasses } from './shown-classes.ts';

/** Rows of a class by what they were called: the diagonal is right. Shades are shares of a row of the table. */
export function confusionChart(
  classes: readonly string[],
  confusion: readonly (readonly number[])[],
  unseen: readonly number[],
): Drawing {
  const table = shownClasses(classes, confusion, unseen);
  const columns = table.columns.length;
  const small = columns <= 5;
  const nameLength = small ? 14 : 12;
  const left = small ? 120 : 104;
  const cell = (chartWidth - left - 16) / columns;
  const cellHeight = small ? Math.min(cell, 84) : cell;
  const turned = cell < 78;
  const top = turned ? 92 + 7 * Math.min(14, Math.max(...table.columns.map((name) => name.length))) : 104;
  const height = Math.ceil(top + cellHeight * table.rows.length + 20);
  const size = columns <= 5 ? 15 : columns <= 10 ? 11 : columns <= 14 ? 9.5 : 8;
  const cells = table.rows.flatMap(({ counts, right }, row): Mark[] => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const y = top + row * cellHeight;
    return counts.flatMap((count, column): Mark[] => {
      const x = left + column * cell;
      const share = total === 0 ? 0 : count / total;
      const ink = column === right ? 'series1' : 'series2';
      const middle = x + cell / 2;
      // Mistakes are few: by the root of their share, one in a hundred is still to be seen.
      const shade = column === right ? 0.06 + 0.94 * share : 0.06 + 0.94 * Math.sqrt(share);
      const on = shade > 0.68 ? 'onSeries' : 'text';
      const text = columns <= 5 ? count.toLocaleString('en-US') : shortCount(count);
      return [
        rect(x + 1, y + 1, cell - 2, cellHeight - 2, 'grid', 0.45),
        ...(count > 0 ? [rect(x + 1, y + 1, cell - 2, cellHeight - 2, ink, shade)] : []),
        ...(count > 0 || small
          ? [
              label(middle, y + cellHeight / 2 + size * 0.36 - (small ? 8 : 0), text, size, {
                anchor: 'middle',
                ink: on,
                bold: small,
              }),
            ]
          : []),
        ...(small
          ? [
              label(middle, y + cellHeight / 2 + 15, `${(share * 100).toFixed(1)} %`, sizes.tick, {
                anchor: 'middle',
                ink: on,
              }),
            ]
          : []),
      ];
    });
  });
  return {
    width: chartWidth,
    height,
    title: 'Confusion matrix',
    description: `Rows of each true class by what they were called. ${described(classes, confusion)}`,
    marks: [
      ...heading('Confusion', table.note),
      label(left + (cell * columns) / 2, turned ? 70 : 74, 'called', sizes.axis, {
        anchor: 'middle',
        ink: 'muted',
      }),
      ...table.columns.map((name, column) => {
        const x = left + column * cell + cell / 2;
        return turned
          ? label(x + 4, top - 8, cutName(name, 14), sizes.tick, { turn: -90 })
          : label(x, top - 10, cutName(name, Math.floor(cell / 7.5)), sizes.axis, { anchor: 'middle' });
      }),
      label(16, top + (cellHeight * table.rows.length) / 2, 'true', sizes.axis, {
        anchor: 'middle',
        turn: -90,
        ink: 'muted',
      }),
      ...table.rows.map(({ name }, row) =>
        label(left - 8, top + row * cellHeight + cellHeight / 2 + 4, cutName(name, nameLength), sizes.tick, {
          anchor: 'end',
        }),
      ),
      ...cells,
      line(
        [
          [left, top],
          [left + cell * columns, top],
        ],
        'axis',
        1,
      ),
    ],
  };
}

function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 10_000) return `${(count / 1000).toFixed(1)}k`;
  return count < 1_000_000 ? `${Math.round(count / 1000)}k` : `${(count / 1e6).toFixed(1)}M`;
}

const mostPairs = 10;

function described(classes: readonly string[], confusion: readonly (readonly number[])[]): string {
  const pairs = confusion
    .flatMap((counts, row) => counts.map((count, column) => ({ row, column, count })))
    .filter(({ row, column, count }) => row !== column && count > 0)
    .sort((a, b) => b.count - a.count || a.row - b.row || a.column - b.column)
    .slice(0, mostPairs)
    .map(({ row, column, count }) => `${count} rows of ${classes[row]} were called ${classes[column]}`);
  return pairs.length === 0
    ? 'No row of a known class was called another.'
    : `The most frequent mistakes: ${pairs.join('; ')}.`;
}
