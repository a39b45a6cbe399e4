export { type AbortRules, decideAbort, type TrialTally } from './decide-abort.ts';
export {
  type AccuracyRules,
  decideAccuracyAbort,
  type LabelledSide,
} from './decide-accuracy-abort.ts';
export { createLatencyMeter, type LatencyMeter } from './latency-meter.ts';
export { type Route, routeQuestion, type Split } from './route-question.ts';
export { shareSeed } from './share-of.ts';
