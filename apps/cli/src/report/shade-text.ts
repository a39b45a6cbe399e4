import type { Span } from '@verdict/learn';
import type { Paint } from '../terminal/paint.ts';
import { visible } from '../terminal/visible.ts';

type Shade = -2 | -1 | 0 | 1 | 2;

const formats = {
  [-2]: ['bold', 'underline', 'red'],
  [-1]: 'red',
  0: 'dim',
  1: 'green',
  2: ['bold', 'underline', 'green'],
} as const;

/** Below this share of the strongest letter a letter says next to nothing; above the other one it stands out. */
const faint = 0.1;
const strong = 0.5;

/**
 * The text with what speaks for the answer in green and what speaks against it in red. Spans may overlap, as
 * words and the characters in them do: each shares its contribution among its letters.
 */
export function shadeText(text: string, spans: readonly Span[], paint: Paint): string {
  const weights = new Float64Array(text.length);
  for (const { start, end, contribution } of spans)
    for (let at = start; at < end; at++) weights[at] += contribution / (end - start);
  const strongest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);

  let shaded = '';
  let from = 0;
  while (from < text.length) {
    const shade = shadeOf(weights[from], strongest);
    let to = from + 1;
    while (to < text.length && shadeOf(weights[to], strongest) === shade) to++;
    shaded += paint([...[formats[shade]].flat()], visible(text.slice(from, to)));
    from = to;
  }
  return shaded;
}

function shadeOf(weight: number, strongest: number): Shade {
  const share = strongest === 0 ? 0 : Math.abs(weight) / strongest;
  if (share < faint) return 0;
  const sign = weight < 0 ? -1 : 1;
  return share < strong ? sign : ((2 * sign) as Shade);
}
