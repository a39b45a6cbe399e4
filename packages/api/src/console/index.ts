/** What a page of the console shows, gathered for it by the server; one file a page. */
export * from './batch-rows.ts';
export * from './data.ts';
export * from './home.ts';
export * from './live.ts';
export * from './models.ts';
export * from './runs.ts';
export * from './try.ts';
