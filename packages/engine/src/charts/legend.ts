import { label, line, type Mark, type Point, rect } from './drawing.ts';
import { sizes } from './frame.ts';
import { textAdvance } from './glyphs.ts';
import type { Ink } from './palette.ts';

export interface LegendEntry {
  readonly ink: Ink;
  readonly text: string;
  /** Default solid. */
  readonly look?: 'solid' | 'dashed' | 'block' | 'dot';
}

const rowHeight = 18;
const textLeft = 26;
const padding = 8;

export function legendHeight(entries: readonly LegendEntry[]): number {
  return entries.length * rowHeight + padding;
}

/** Rows of a sample and its name upward from a corner, on paper so that grid lines do not cross them. */
export function legendMarks(
  corner: { readonly bottom: number } & ({ readonly left: number } | { readonly right: number }),
  entries: readonly LegendEntry[],
): Mark[] {
  if (entries.length === 0) return [];
  const { bottom } = corner;
  const width = legendWidth(entries);
  const left = 'left' in corner ? corner.left : corner.right - width;
  const height = legendHeight(entries);
  const top = bottom - height;
  return [
    rect(left, top, width, height, 'paper'),
    ...entries.flatMap(({ ink, text, look = 'solid' }, index): Mark[] => {
      const y = top + 4 + rowHeight * (index + 0.5);
      const sample: readonly Point[] = [
        [left + 4, y],
        [left + 20, y],
      ];
      return [sampleOf(look, sample, ink), label(left + textLeft, y + 4, text, sizes.tick)];
    }),
  ];
}

function sampleOf(look: NonNullable<LegendEntry['look']>, sample: readonly Point[], ink: Ink): Mark {
  const [[left, y]] = sample;
  if (look === 'block') return rect(left + 2, y - 5, 12, 10, ink);
  if (look === 'dot') return { kind: 'dot', x: left + 8, y, radius: 4, ink };
  if (look === 'dashed') return line(sample, ink, 1.5, { dash: [4, 3] });
  return line(sample, ink, 2.5);
}

/** System fonts are a little narrower or wider than our strokes. */
const allowance = 1.06;

function legendWidth(entries: readonly LegendEntry[]): number {
  const widest = Math.max(...entries.map(({ text }) => textAdvance(text)));
  return Math.ceil(textLeft + (widest * sizes.tick * allowance) / 10 + 6);
}
