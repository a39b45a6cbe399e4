export * from './accounts.ts';
export * from './common.ts';
export * from './datasets.ts';
export * from './events.ts';
export * from './jobs.ts';
export * from './models.ts';
export * from './problem.ts';
export * from './runs.ts';
