export { createLog, type Log, type LogInput } from './create-log.ts';
export { descriptorSink } from './descriptor-sink.ts';
export type { EventType } from './event-type.ts';
export { logJobs } from './log-jobs.ts';
export type { LogLines } from './log-lines.ts';
export { createLogWriter, type LogSink, type LogWriter } from './log-writer.ts';
