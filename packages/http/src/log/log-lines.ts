import type { LogLevel } from './log-level.ts';
import type { LogWriter } from './log-writer.ts';

export type LineLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Lines that are put together by whoever writes them, beside those of the logger: of every request there is one, and
 * a logger that asks each value what it is takes longer over it than the model over its answer.
 */
export interface LogLines {
  readonly isEnabled: (level: LineLevel) => boolean;
  /** `requestId` as `requestIdOf` lets it through; `fields` are JSON members, each with a comma before it. */
  readonly write: (level: LineLevel, event: string, requestId: string, fields: string) => void;
}

export interface LogLinesInput {
  readonly level: LogLevel;
  readonly base: Readonly<Record<string, string | number>>;
  readonly writer: Pick<LogWriter, 'write'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export function createLogLines({ level, base, writer, clock }: LogLinesInput): LogLines {
  const baseJson = JSON.stringify(base).slice(1, -1);
  const stamp = createStamp(clock);
  const lowest = order.indexOf(level);
  return {
    isEnabled: (asked) => order.indexOf(asked) >= lowest,
    write: (at, event, requestId, fields) => {
      writer.write(
        `{"level":"${at}","timestamp":"${stamp()}",${baseJson},"request_id":"${requestId}"${fields},"event":"${event}"}\n`,
      );
    },
  };
}

/** Many lines share a millisecond, and writing out a date takes longer than the rest of the line. */
function createStamp(clock: () => number): () => string {
  let ms = Number.NaN;
  let text = '';
  return () => {
    const now = clock();
    if (now !== ms) {
      ms = now;
      text = new Date(now).toISOString();
    }
    return text;
  };
}
