import type { Drawing, Label, Line, Mark, Point } from './drawing.ts';
import { type Ink, inks } from './palette.ts';

/**
 * Colours stand on the marks, so that every viewer has them; classes let the night's colours take their place. `inside`
 * leaves the style out, for a page that has it once for all of its pictures. `id` tells the titles of one page apart.
 */
export function toSvg(drawing: Drawing, { id = 'chart', inside = false } = {}): string {
  const { width, height, title, description, marks } = drawing;
  const size = inside ? '' : ` width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="vc" viewBox="0 0 ${width} ${height}"${size} role="img" aria-labelledby="${id}-t ${id}-d" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif">`,
    `<title id="${id}-t">${escapeXml(title)}</title>`,
    `<desc id="${id}-d">${escapeXml(description)}</desc>`,
    ...(inside ? [] : [`<style>${chartStyle()}</style>`]),
    `<rect class="paper" width="${width}" height="${height}" fill="${inks.paper.light}"/>`,
    ...marks.map(markSvg),
    '</svg>\n',
  ].join('\n');
}

export function chartStyle(): string {
  const night = Object.entries(inks)
    .map(([ink, { dark }]) => `.vc .${ink}{fill:${dark}}.vc .l-${ink}{stroke:${dark}}`)
    .join('');
  return `@media (prefers-color-scheme:dark){${night}}`;
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case 'rect': {
      const { x, y, width, height, ink, opacity } = mark;
      return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" ${fill(ink)}${opacityOf(opacity)}/>`;
    }
    case 'dot':
      return `<circle cx="${n(mark.x)}" cy="${n(mark.y)}" r="${n(mark.radius)}" ${fill(mark.ink)}/>`;
    case 'line':
      return lineSvg(mark);
    case 'label':
      return labelSvg(mark);
  }
}

function lineSvg({ points, ink, width, dash, opacity }: Line): string {
  const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  const stroke = `class="l-${ink}" stroke="${inks[ink].light}" stroke-width="${n(width)}"`;
  return `<path d="${pathOf(points)}" fill="none" ${stroke}${dashes}${opacityOf(opacity)} stroke-linejoin="round" stroke-linecap="${dash ? 'butt' : 'round'}"/>`;
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');
}

function labelSvg({ x, y, text, size, ink, anchor, bold, turn }: Label): string {
  const place = turn
    ? `transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})"`
    : `x="${n(x)}" y="${n(y)}"`;
  const side = anchor && anchor !== 'start' ? ` text-anchor="${anchor}"` : '';
  const weight = bold ? ' font-weight="600"' : '';
  return `<text ${place} font-size="${n(size)}" ${fill(ink)}${side}${weight}>${escapeXml(text)}</text>`;
}

function fill(ink: Ink): string {
  return `class="${ink}" fill="${inks[ink].light}"`;
}

function opacityOf(opacity: number | undefined): string {
  return opacity === undefined || opacity === 1 ? '' : ` opacity="${n(opacity, 3)}"`;
}

/** Two digits after the point are a hundredth of a pixel. */
function n(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}

/** For HTML as well. What XML cannot hold, control characters and half surrogate pairs, becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
