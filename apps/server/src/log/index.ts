export type { EventType } from './event-type.ts';
export { logJobs } from './log-jobs.ts';
