export * from './experiments.ts';
export * from './fields.ts';
export * from './runs.ts';
