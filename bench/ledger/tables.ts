import { markdownTable, megabytes, milliseconds, notMeasured } from '../learn/markdown.ts';
import { percentile } from './percentile.ts';
import type { Measured, Memory, Place } from './protocol.ts';

export interface PlaceResult {
  readonly place: Place;
  readonly version: string;
  readonly opened: Memory;
  readonly measured: readonly Measured[];
  /** After the last step. */
  readonly end: Memory;
}

/** Rates side by side, then memory. */
export function tables(results: readonly PlaceResult[]): string {
  const places = results.map(({ place }) => place);
  const rows = results[0].measured.map(({ what, thing }, at) => [
    what,
    ...results.flatMap(({ measured }) => cells(measured[at], thing)),
  ]);
  return [
    markdownTable(
      ['', ...places.flatMap((place) => [`${place} p50`, `${place} p99`, `${place} a second`])],
      rows,
    ),
    markdownTable(
      ['memory of the process', ...places],
      (
        [
          ['before the store is opened', ({ opened }) => opened.beforeOpening],
          ['after it is opened', ({ opened }) => opened.now],
          ['after the last step', ({ end }) => end.now],
          ['greatest', ({ end }) => end.peak],
        ] as readonly (readonly [string, (result: PlaceResult) => number])[]
      ).map(([what, of]) => [what, ...results.map((result) => megabytes(of(result)))]),
    ),
  ].join('\n\n');
}

function cells(measured: Measured | undefined, thing: string): string[] {
  if (!measured) return [notMeasured, notMeasured, notMeasured];
  const { callsMs, things, totalMs } = measured;
  const rate = Math.round((things / totalMs) * 1000).toLocaleString('en-US');
  return [
    milliseconds(percentile(callsMs, 0.5)),
    milliseconds(percentile(callsMs, 0.99)),
    `${rate} ${thing}`,
  ];
}
