export * from './artifacts.ts';
export * from './experiments.ts';
export * from './fields.ts';
export * from './logged-models.ts';
export * from './metrics.ts';
export * from './registry.ts';
export * from './runs.ts';
export * from './server-info.ts';
