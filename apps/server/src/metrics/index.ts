export { createMetrics, type Metrics, type MetricsInput } from './create-metrics.ts';
export type { MetricFamily, MetricSource } from './family.ts';
export { counter, gauge } from './family.ts';
export { jobFamily, jobSource } from './job-families.ts';
export { mergeMetrics } from './merge-metrics.ts';
export {
  type BufferStanding,
  predictionLogFamilies,
  trafficFamilies,
  type WatchedModel,
} from './serving-families.ts';
export { formatFor, type MetricsFormat, metricsTypes, writeMetrics } from './write-metrics.ts';
