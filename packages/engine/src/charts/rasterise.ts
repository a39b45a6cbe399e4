import type { Drawing, Label, Line, Mark, Point, Rect } from './drawing.ts';
import { bearing, charactersOf, glyphOf, textAdvance } from './glyphs.ts';
import { type Ink, inks } from './palette.ts';

/** Red, green and blue of each pixel, by rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The drawing by day, on paper. Edges are smooth: a pixel is covered by as much as its distance to the mark says. */
export function rasterise({ width, height, marks }: Drawing, scale: number): Pixels {
  const pixels: Pixels = {
    width: Math.ceil(width * scale),
    height: Math.ceil(height * scale),
    bytes: new Uint8Array(Math.ceil(width * scale) * Math.ceil(height * scale) * 3),
  };
  fillRect(pixels, { kind: 'rect', x: 0, y: 0, width, height, ink: 'paper' }, scale);
  const mask = new Float32Array(pixels.width * pixels.height);
  for (const mark of marks) putMark(pixels, mask, mark, scale);
  return pixels;
}

function putMark(pixels: Pixels, mask: Float32Array, mark: Mark, scale: number): void {
  switch (mark.kind) {
    case 'rect':
      fillRect(pixels, mark, scale);
      return;
    case 'dot': {
      const { x, y, radius, ink } = mark;
      stroke(pixels, mask, [[[x * scale, y * scale]]], radius * scale, ink, 1);
      return;
    }
    case 'line': {
      const { ink, width, opacity = 1 } = mark;
      stroke(pixels, mask, strokesOfLine(mark, scale), (width * scale) / 2, ink, opacity);
      return;
    }
    case 'label': {
      const half = mark.size * scale * (mark.bold ? 0.058 : 0.04);
      stroke(pixels, mask, strokesOfLabel(mark, scale), half, mark.ink, 1);
      return;
    }
  }
}

function strokesOfLine({ points, dash }: Line, scale: number): readonly (readonly Point[])[] {
  const scaled = points.map(([x, y]): Point => [x * scale, y * scale]);
  return dash ? dashes(scaled, dash[0] * scale, dash[1] * scale) : [scaled];
}

function dashes(points: readonly Point[], on: number, off: number): Point[][] {
  const pieces: Point[][] = [];
  let travelled = 0;
  for (let index = 1; index < points.length; index++) {
    const [x0, y0] = points[index - 1];
    const [x1, y1] = points[index];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const at = (distance: number): Point => [
      x0 + ((x1 - x0) * distance) / length,
      y0 + ((y1 - y0) * distance) / length,
    ];
    const phase = travelled % (on + off);
    for (let start = -phase; start < length; start += on + off) {
      const from = Math.max(0, start);
      const to = Math.min(length, start + on);
      if (to > from) pieces.push([at(from), at(to)]);
    }
    travelled += length;
  }
  return pieces;
}

function strokesOfLabel(label: Label, scale: number): readonly (readonly Point[])[] {
  const { x, y, text, size, anchor = 'start', turn = 0 } = label;
  const unit = (size * scale) / 10;
  const width = textAdvance(text) * unit;
  const start = anchor === 'middle' ? -width / 2 : anchor === 'end' ? -width : 0;
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const strokes: Point[][] = [];
  let pen = start;
  for (const character of charactersOf(text)) {
    const { advance, strokes: own } = glyphOf(character);
    for (const places of own) {
      strokes.push(
        places.map(([px, py]): Point => {
          const along = pen + (px + bearing) * unit;
          const up = -py * unit;
          return [x * scale + along * cos - up * sin, y * scale + along * sin + up * cos];
        }),
      );
    }
    pen += advance * unit;
  }
  return strokes;
}

/** Pieces of a stroke are no longer than this, so that the box around a slanting one stays small. */
const longestPiece = 48;

/** Strokes of one mark together, so that where they cross nothing is put down twice. */
function stroke(
  pixels: Pixels,
  mask: Float32Array,
  strokes: readonly (readonly Point[])[],
  half: number,
  ink: Ink,
  opacity: number,
): void {
  const { width, height } = pixels;
  const box = { left: width, right: 0, top: height, bottom: 0 };
  const reach = half + 1;
  const cover = (x0: number, y0: number, x1: number, y1: number): void => {
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(width, Math.ceil(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(height, Math.ceil(Math.max(y0, y1) + reach));
    box.left = Math.min(box.left, left);
    box.right = Math.max(box.right, right);
    box.top = Math.min(box.top, top);
    box.bottom = Math.max(box.bottom, bottom);
    const dx = x1 - x0;
    const dy = y1 - y0;
    const square = dx * dx + dy * dy;
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const px = column + 0.5 - x0;
        const py = row + 0.5 - y0;
        const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
        const ex = px - share * dx;
        const ey = py - share * dy;
        const covered = half + 0.5 - Math.sqrt(ex * ex + ey * ey);
        const at = row * width + column;
        if (covered > mask[at]) mask[at] = Math.min(1, covered);
      }
    }
  };
  for (const points of strokes) {
    if (points.length === 1) cover(points[0][0], points[0][1], points[0][0], points[0][1]);
    for (let index = 1; index < points.length; index++) {
      const [x0, y0] = points[index - 1];
      const [x1, y1] = points[index];
      const pieces = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / longestPiece));
      const at = (piece: number, from: number, to: number): number => from + ((to - from) * piece) / pieces;
      for (let piece = 0; piece < pieces; piece++) {
        cover(at(piece, x0, x1), at(piece, y0, y1), at(piece + 1, x0, x1), at(piece + 1, y0, y1));
      }
    }
  }
  const colour = colourOf(ink);
  for (let row = box.top; row < box.bottom; row++) {
    for (let column = box.left; column < box.right; column++) {
      const at = row * width + column;
      if (mask[at] > 0) blend(pixels.bytes, at * 3, colour, mask[at] * opacity);
      mask[at] = 0;
    }
  }
}

function fillRect(pixels: Pixels, { x, y, width, height, ink, opacity = 1 }: Rect, scale: number): void {
  const colour = colourOf(ink);
  const [left, right] = [x * scale, (x + width) * scale];
  const [top, bottom] = [y * scale, (y + height) * scale];
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(pixels.height, Math.ceil(bottom)); row++) {
    const high = Math.min(row + 1, bottom) - Math.max(row, top);
    for (
      let column = Math.max(0, Math.floor(left));
      column < Math.min(pixels.width, Math.ceil(right));
      column++
    ) {
      const wide = Math.min(column + 1, right) - Math.max(column, left);
      if (high > 0 && wide > 0)
        blend(pixels.bytes, (row * pixels.width + column) * 3, colour, high * wide * opacity);
    }
  }
}

function blend(bytes: Uint8Array, at: number, colour: readonly number[], share: number): void {
  for (let channel = 0; channel < 3; channel++) {
    bytes[at + channel] = Math.round(bytes[at + channel] + (colour[channel] - bytes[at + channel]) * share);
  }
}

function colourOf(ink: Ink): readonly number[] {
  const { light } = inks[ink];
  return [1, 3, 5].map((at) => Number.parseInt(light.slice(at, at + 2), 16));
}
