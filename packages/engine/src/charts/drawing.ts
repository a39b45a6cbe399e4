import type { Ink } from './palette.ts';

/** A picture as marks in the order in which they are put down; the unit is the SVG's pixel. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What the picture shows, in sentences, for those who cannot see it. */
  readonly description: string;
  readonly marks: readonly Mark[];
}

export type Mark = Rect | Line | Dot | Label;

export interface Rect {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly ink: Ink;
  /** 0 to 1; default 1. */
  readonly opacity?: number;
}

export interface Line {
  readonly kind: 'line';
  readonly points: readonly Point[];
  readonly ink: Ink;
  readonly width: number;
  /** Length of the dashes and of the gaps between them. */
  readonly dash?: readonly [on: number, off: number];
  readonly opacity?: number;
}

export type Point = readonly [x: number, y: number];

export interface Dot {
  readonly kind: 'dot';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly ink: Ink;
}

export interface Label {
  readonly kind: 'label';
  /** Where the text is anchored, on its base line. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly ink: Ink;
  /** Default start. */
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** Degrees, clockwise about the anchor. */
  readonly turn?: number;
}

export function rect(x: number, y: number, width: number, height: number, ink: Ink, opacity?: number): Rect {
  return { kind: 'rect', x, y, width, height, ink, ...(opacity !== undefined && { opacity }) };
}

export function line(
  points: readonly Point[],
  ink: Ink,
  width: number,
  more: Pick<Line, 'dash' | 'opacity'> = {},
): Line {
  return { kind: 'line', points, ink, width, ...more };
}

export function label(
  x: number,
  y: number,
  text: string,
  size: number,
  more: Partial<Pick<Label, 'anchor' | 'bold' | 'turn' | 'ink'>> = {},
): Label {
  return { kind: 'label', x, y, text, size, ink: 'text', ...more };
}
