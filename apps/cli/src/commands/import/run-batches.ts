import type { ImportedRun } from '@verdict/api';

export interface BatchLimits {
  readonly runs: number;
  readonly points: number;
  /** Roughly, as JSON. */
  readonly characters: number;
}

/** Within what the server takes: 500 runs, 50,000 points, 32 MiB. */
export const batchLimits: BatchLimits = { runs: 200, points: 40_000, characters: 6_000_000 };

/** A run in pieces of at most so many points: the first has everything else too, the others are the run again. */
export function piecesOf(run: ImportedRun, mostPoints: number): ImportedRun[] {
  const pieces: ImportedRun[] = [];
  let metrics: ImportedRun['metrics'] = [];
  let room = mostPoints;
  const end = (): void => {
    pieces.push(
      pieces.length === 0 ? { ...run, metrics } : { ...run, params: {}, tags: {}, inputs: [], metrics },
    );
    metrics = [];
    room = mostPoints;
  };
  for (const { key, points } of run.metrics) {
    for (let at = 0; at < points.length; ) {
      if (room === 0) end();
      const some = points.slice(at, at + room);
      metrics.push({ key, points: some });
      at += some.length;
      room -= some.length;
    }
  }
  if (metrics.length > 0 || pieces.length === 0) end();
  return pieces;
}

export interface Weight {
  readonly points: number;
  readonly characters: number;
}

export function weightOf(run: ImportedRun): Weight {
  const points = run.metrics.reduce((sum, metric) => sum + metric.points.length, 0);
  const entries = [...Object.entries(run.params), ...Object.entries(run.tags)];
  const inputs = run.inputs.map(({ source, schema, profile }) => `${source}${schema}${profile}`);
  const texts = entries.reduce((sum, [key, value]) => sum + key.length + value.length + 6, 0);
  return {
    points,
    characters: 300 + 45 * points + texts + inputs.reduce((sum, text) => sum + text.length + 200, 0),
  };
}

/** Whether the next one still fits into a call. */
export function fits(batch: readonly Weight[], next: Weight, limits: BatchLimits): boolean {
  const sum = (of: (weight: Weight) => number): number =>
    batch.reduce((total, weight) => total + of(weight), of(next));
  return (
    batch.length < limits.runs &&
    sum(({ points }) => points) <= limits.points &&
    sum(({ characters }) => characters) <= limits.characters
  );
}
