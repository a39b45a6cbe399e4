export { createLog, type Log, type LogInput } from './create-log.ts';
export { descriptorSink } from './descriptor-sink.ts';
export { logJobs } from './log-jobs.ts';
export { logRequests } from './log-requests.ts';
export { createLogWriter, type LogSink, type LogWriter } from './log-writer.ts';
