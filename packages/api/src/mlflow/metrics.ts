import { Type } from 'typebox';
import { Double, Int64, NextPage, Paging, Text, Texts } from './fields.ts';
import { MlflowMetric } from './runs.ts';

export const MetricHistoryOf = Type.Object({
  run_id: Text,
  run_uuid: Type.Optional(Text),
  metric_key: Text,
  ...Paging,
});
export const MetricsReply = Type.Object({ metrics: Type.Optional(Type.Array(MlflowMetric)), ...NextPage });

export const MetricHistoriesOf = Type.Object({
  run_id: Type.Optional(Texts),
  metric_key: Type.Optional(Text),
  max_results: Type.Optional(Int64),
});
const MetricOfRun = Type.Object({ key: Text, value: Double, timestamp: Int64, step: Int64, run_id: Text });
export const MetricHistoriesReply = Type.Object({ metrics: Type.Array(MetricOfRun) });

export const SampledHistoriesOf = Type.Object({
  run_ids: Texts,
  metric_key: Text,
  start_step: Type.Optional(Int64),
  end_step: Type.Optional(Int64),
  max_results: Type.Optional(Int64),
});
export const SampledHistoriesReply = Type.Object({ metrics: Type.Optional(Type.Array(MetricOfRun)) });
