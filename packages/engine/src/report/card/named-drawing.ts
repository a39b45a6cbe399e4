import type { Drawing } from '../../charts/drawing.ts';

export interface NamedDrawing {
  /** Name of its files, without their endings. */
  readonly name: string;
  readonly drawing: Drawing;
}
