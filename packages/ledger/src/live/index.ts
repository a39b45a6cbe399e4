export { type LiveWindow, liveWindows } from './live-windows.ts';
export { type Live, readLive } from './read-live.ts';
export type { LiveBucket } from './sum-live.ts';
