export {
  type ChallengerFacts,
  createTraffic,
  type TrafficControl,
  type TrafficFacts,
  type TrafficInput,
} from './create-traffic.ts';
export type { Router } from './router.ts';
export { localTrafficRecord, type TrafficRecord, type TrialToAbort } from './traffic-record.ts';
export { type AccuracyWatch, watchAccuracy } from './watch-accuracy.ts';
