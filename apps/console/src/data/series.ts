/** Classes of a dataset by their place, and what has no colour of its own. */
const fills = ['fill-a', 'fill-b', 'fill-c', 'fill-d', 'fill-edge'] as const;
const grounds = ['bg-a', 'bg-b', 'bg-c', 'bg-d', 'bg-edge'] as const;

export function seriesFill(at: number): string {
  return fills[Math.min(at, fills.length - 1)];
}

export function seriesGround(at: number): string {
  return grounds[Math.min(at, grounds.length - 1)];
}
