import { hostname } from 'node:os';
import type { FastifyServerOptions } from 'fastify';
import type { LogLevel } from './log-level.ts';
import { createLogLines, type LogLines } from './log-lines.ts';
import { createLogWriter, type LogSink, type LogWriter } from './log-writer.ts';

export interface LogInput {
  readonly level: LogLevel;
  readonly sink: LogSink;
  /** Of Verdict. */
  readonly version: string;
  readonly maxBufferBytes?: number;
}

export interface Log {
  /** For Fastify, whose logger writes the lines of this process: `app.log`. */
  readonly options: Exclude<FastifyServerOptions['logger'], boolean | undefined>;
  /** For what is written at every request. */
  readonly lines: LogLines;
  /** How many were dropped, and what is to be waited for at the end. */
  readonly writer: LogWriter;
}

/**
 * One JSON object a line: `timestamp`, `level`, `service`, `version`, `host`, `pid`, `event` and what the event has.
 * docs/logs.md lists the fields.
 */
export function createLog({ level, sink, version, maxBufferBytes }: LogInput): Log {
  const base = { service: 'verdict', version, host: hostname(), pid: process.pid };
  const writer = createLogWriter({
    sink,
    ...(maxBufferBytes !== undefined && { maxBufferBytes }),
    droppedLine: (lines) =>
      `${JSON.stringify({ level: 'warn', timestamp: new Date().toISOString(), ...base, event: 'log_dropped', lines })}\n`,
  });
  return {
    writer,
    lines: createLogLines({ level, base, writer, clock: Date.now }),
    options: {
      level,
      stream: writer,
      base,
      messageKey: 'event',
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label: string) => ({ level: label }) },
      // Whatever is logged of a request by mistake: its URL and headers are not for the log.
      serializers: { req: () => ({}), res: () => ({}), err: (error: unknown) => errorOf(error) },
    },
  };
}

interface LoggedError {
  readonly [field: string]: unknown;
  type: string;
  message: string;
  stack: string;
}

/** Frames and messages alone: an error may carry the value that it was about. */
function errorOf(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'Something that is no error was thrown.', stack: '' };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message.slice(0, 1000),
    ...(typeof code === 'string' && { code }),
    stack: (error.stack ?? '').slice(0, 4000),
    ...(error.cause !== undefined && depth < 3 && { cause: errorOf(error.cause, depth + 1) }),
  };
}
