/** Takes bytes and says when it has them. */
export type LogSink = (bytes: Uint8Array, done: (error: Error | null) => void) => void;

export interface LogWriter {
  /** Never waits and never throws. */
  readonly write: (line: string) => void;
  /** Lines that found no room, since the start. */
  readonly dropped: () => number;
  readonly bufferedBytes: () => number;
  /** Until what was written is through, or so long. */
  readonly flush: (timeoutMs: number) => Promise<void>;
}

export interface LogWriterOptions {
  readonly sink: LogSink;
  /** The line that says that lines are missing. */
  readonly droppedLine: (lines: number) => string;
  readonly maxBufferBytes?: number;
  /** 0: until the turn of the event loop is over. */
  readonly gatherMs?: number;
}

/**
 * Some 12,000 lines: half a second of one core under full load, and minutes of most servers. It is a pause of whoever
 * reads the log that has to be bridged, not its absence.
 */
const usualBufferBytes = 8 * 2 ** 20;
/** What is handed over at once. */
const chunkBytes = 64 * 1024;
/**
 * How long lines are gathered before they are handed over. To hand one over takes a thread that has to be woken, ten
 * times what it takes to make the line; nobody reads a log faster.
 */
const usualGatherMs = 5;
/** A sink that fails is tried again this often. */
const retryMs = 1000;

/**
 * Lines between those who write them and a destination that may be slow, stuck or gone. Answering goes on whatever
 * happens to the log: what does not fit is counted and left out, and a line says so as soon as there is room again.
 */
export function createLogWriter({
  sink,
  droppedLine,
  maxBufferBytes = usualBufferBytes,
  gatherMs = usualGatherMs,
}: LogWriterOptions): LogWriter {
  let lines: string[] = [];
  let bytes = 0;
  let writing: Buffer | null = null;
  let dropped = 0;
  let unreported = 0;
  let idle: (() => void)[] = [];
  let gathering = false;

  const report = (): void => {
    const line = droppedLine(unreported);
    unreported = 0;
    lines.push(line);
    bytes += Buffer.byteLength(line);
  };

  const next = (): void => {
    if (unreported > 0 && lines.length === 0) report();
    if (lines.length === 0) {
      for (const wake of idle) wake();
      idle = [];
      return;
    }
    let count = 0;
    let taken = 0;
    while (count < lines.length && taken < chunkBytes) {
      taken += lines[count].length;
      count += 1;
    }
    const chunk = Buffer.from(lines.slice(0, count).join(''));
    lines = lines.slice(count);
    send(chunk);
  };

  const endGathering = (): void => {
    gathering = false;
    if (!writing) next();
  };

  const gather = (): void => {
    if (gathering || writing) return;
    gathering = true;
    if (gatherMs === 0 || bytes >= chunkBytes) setImmediate(endGathering);
    else setTimeout(endGathering, gatherMs);
  };

  const send = (chunk: Buffer): void => {
    writing = chunk;
    sink(chunk, (error) => {
      if (error) {
        setTimeout(() => send(chunk), retryMs).unref();
        return;
      }
      writing = null;
      bytes -= chunk.byteLength;
      // Whoever waits for the end, and what is a whole piece already, waits for no more.
      if (lines.length > 0 && bytes < chunkBytes && idle.length === 0) gather();
      else next();
    });
  };

  return {
    write: (line) => {
      const size = Buffer.byteLength(line);
      if (bytes + size > maxBufferBytes) {
        dropped += 1;
        unreported += 1;
        return;
      }
      lines.push(line);
      bytes += size;
      gather();
    },
    dropped: () => dropped,
    bufferedBytes: () => bytes,
    flush: (timeoutMs) => {
      if (!writing && lines.length === 0) return Promise.resolve();
      if (!writing) setImmediate(endGathering);
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        idle.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
