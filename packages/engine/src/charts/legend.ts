import { label, line, type Mark, type Point, rect } from './drawing.ts';
import { sizes } from './frame.ts';
import { textAdvance } from './glyphs.ts';
import type { Ink } from './palette.ts';

export interface LegendEntry {
  readonly ink: Ink;
  readonly text: string;
  /** Default solid. */
  readonly look?: 'solid' | 'dashed' | 'block';
}

const rowHeight = 18;
const textLeft = 26;

/** Rows of a sample and its name upward from a corner, on paper so that grid lines do not cross them. */
export function legendMarks(
  corner: { readonly bottom: number } & ({ readonly left: number } | { readonly right: number }),
  entries: readonly LegendEntry[],
): Mark[] {
  if (entries.length === 0) return [];
  const { bottom } = corner;
  const width = legendWidth(entries);
  const left = 'left' in corner ? corner.left : corner.right - width;
  const height = entries.length * rowHeight + 8;
  const top = bottom - height;
  return [
    rect(left, top, width, height, 'paper'),
    ...entries.flatMap(({ ink, text, look = 'solid' }, index): Mark[] => {
      const y = top + 4 + rowHeight * (index + 0.5);
      const sample: readonly Point[] = [
        [left + 4, y],
        [left + 20, y],
      ];
      return [
        look === 'block'
          ? rect(left + 6, y - 5, 12, 10, ink)
          : line(sample, ink, look === 'dashed' ? 1.5 : 2.5, look === 'dashed' ? { dash: [4, 3] } : {}),
        label(left + textLeft, y + 4, text, sizes.tick),
      ];
    }),
  ];
}

/** System fonts are a little narrower or wider than our strokes. */
const allowance = 1.06;

function legendWidth(entries: readonly LegendEntry[]): number {
  const widest = Math.max(...entries.map(({ text }) => textAdvance(text)));
  return Math.ceil(textLeft + (widest * sizes.tick * allowance) / 10 + 6);
}
