export interface InMemory {
  readonly sha256: string;
  readonly bytes: number;
  /** Counts on with every use. */
  readonly usedAt: number;
  readonly pinned: boolean;
}

/**
 * Which leave so that the rest fits: those that nobody asked for the longest, never one that is pinned, and never the
 * one used last, which somebody waits for.
 */
export function leaveMemory(entries: readonly InMemory[], maxBytes: number): readonly string[] {
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const oldestFirst = entries.toSorted((a, b) => a.usedAt - b.usedAt);
  const leaving: string[] = [];
  for (const { sha256, bytes: size, pinned } of oldestFirst.slice(0, -1)) {
    if (bytes <= maxBytes) break;
    if (pinned) continue;
    leaving.push(sha256);
    bytes -= size;
  }
  return leaving;
}
