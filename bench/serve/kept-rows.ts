import { createReadStream } from 'node:fs';
import type { RecordPlace } from './databases.ts';
import type { ServerProcess } from './server-process.ts';

/** What a server says it has answered and kept, beside what its record holds. */
export interface KeptRows {
  /** Replies that the load generator counted, and those asked beside it. */
  readonly answered: number;
  /** Replies that came after the generator had stopped counting: at most one a connection and run. */
  readonly unseen: number;
  /** By the server's own counter of predictions; null where it has none. */
  readonly counted: number | null;
  /** Dropped by the log's own counter; null where it has none. */
  readonly dropped: number | null;
  readonly rows: number;
  /** Of the log that people read, as they are in its file. */
  readonly logLines: number;
  /** Lines that found no room, by the log's own counter; null where it has none. */
  readonly logLinesDropped: number | null;
}

export interface Metrics {
  readonly predictions: number | null;
  readonly dropped: number | null;
  readonly logLinesDropped: number | null;
}

export async function readMetrics({ url }: Pick<ServerProcess, 'url'>): Promise<Metrics> {
  const reply = await fetch(`${url}/metrics`).catch(() => null);
  if (!reply?.ok) return { predictions: null, dropped: null, logLinesDropped: null };
  return parseMetrics(await reply.text());
}

export function parseMetrics(text: string): Metrics {
  return {
    predictions: sumOf(text, 'verdict_predictions_total'),
    dropped: sumOf(text, 'verdict_prediction_log_dropped_total'),
    logLinesDropped: sumOf(text, 'verdict_log_lines_dropped_total'),
  };
}

/** Of all series of a metric; null where there is none. */
function sumOf(text: string, name: string): number | null {
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{[^\\n]*\\})? ([\\d.e+]+)`, 'gm'));
  const values = [...lines].map(([, value]) => Number(value));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

/** Reads the server's counters, ends it, and counts what it has left behind. */
export async function endAndCount(
  server: ServerProcess,
  record: RecordPlace,
  { answered, runs, connections }: { answered: number; runs: number; connections: number },
): Promise<KeptRows> {
  const { predictions: counted, dropped, logLinesDropped } = await readMetrics(server);
  await server.stop();
  const [rows, logLines] = await Promise.all([record.predictions(), countLines(server.logFile)]);
  return { answered, unseen: runs * connections, counted, dropped, rows, logLines, logLinesDropped };
}

/** Half a gigabyte is usual: read in pieces. */
export async function countLines(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  }
  return lines;
}

/** What is wrong with them; null: every answer is a row, and only one, and has left a line or a count of it. */
export function faultOf(kept: KeptRows): string | null {
  const { answered, unseen, counted, dropped, rows, logLines, logLinesDropped } = kept;
  if (dropped !== null && dropped > 0) return `${dropped} rows were dropped`;
  if (counted !== null && counted !== rows) return `${counted} predictions left ${rows} rows`;
  if (rows < answered) return `${answered} answers left ${rows} rows`;
  if (rows > answered + unseen) return `${answered} answers and at most ${unseen} more left ${rows} rows`;
  if (logLines + (logLinesDropped ?? 0) < answered) {
    return `${answered} answers left ${logLines} lines in the log`;
  }
  return null;
}
