export type { HomeChampion, HomeCounts, HomeDataset, HomeFailedJob, HomeModel } from './home.ts';
export { type Home, readHome } from './read-home.ts';
