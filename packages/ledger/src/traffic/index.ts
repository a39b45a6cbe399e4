export { type AbortToMake, abortTraffic } from './abort-traffic.ts';
export { endTraffic } from './end-traffic.ts';
export { findTraffic, getTraffic } from './read-traffic.ts';
export { setTraffic, type TrafficToSet } from './set-traffic.ts';
export { type Traffic, type TrafficMode, type TrafficRules, trafficModes, usualRules } from './traffic.ts';
export {
  type Agreement,
  type Disagreement,
  mostAnswers,
  mostExamples,
  reportTraffic,
  type TrafficReport,
  type TrafficSide,
} from './traffic-report.ts';
export { type ShadowAnswer, writeShadowAnswers } from './write-shadow-answers.ts';
