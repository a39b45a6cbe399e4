import { type Static, Type } from 'typebox';
import { Double, Int64, KeyValue, NextPage, Paging, Text, Texts, ViewType } from './fields.ts';

export const RunStatusName = Type.Enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']);

export const MlflowMetric = Type.Object({
  key: Text,
  value: Double,
  timestamp: Int64,
  step: Type.Optional(Int64),
  model_id: Type.Optional(Text),
  dataset_name: Type.Optional(Text),
  dataset_digest: Type.Optional(Text),
  run_id: Type.Optional(Text),
});
export type MlflowMetric = Static<typeof MlflowMetric>;

export const MlflowDataset = Type.Object({
  name: Text,
  digest: Text,
  source_type: Type.Optional(Text),
  source: Type.Optional(Text),
  schema: Type.Optional(Text),
  profile: Type.Optional(Text),
});
export const DatasetInput = Type.Object({
  tags: Type.Optional(Type.Array(KeyValue)),
  dataset: MlflowDataset,
});
export const ModelInput = Type.Object({ model_id: Text });
export const ModelOutput = Type.Object({ model_id: Text, step: Type.Optional(Int64) });

export const MlflowRunInfo = Type.Object({
  run_id: Text,
  run_uuid: Text,
  run_name: Text,
  experiment_id: Text,
  user_id: Text,
  status: RunStatusName,
  start_time: Int64,
  end_time: Type.Optional(Int64),
  artifact_uri: Text,
  lifecycle_stage: Type.Enum(['active', 'deleted']),
});
export type MlflowRunInfo = Static<typeof MlflowRunInfo>;

export const MlflowRun = Type.Object({
  info: MlflowRunInfo,
  data: Type.Object({
    metrics: Type.Optional(Type.Array(MlflowMetric)),
    params: Type.Optional(Type.Array(KeyValue)),
    tags: Type.Optional(Type.Array(KeyValue)),
  }),
  inputs: Type.Optional(
    Type.Object({
      dataset_inputs: Type.Optional(Type.Array(DatasetInput)),
      model_inputs: Type.Optional(Type.Array(ModelInput)),
    }),
  ),
  outputs: Type.Optional(Type.Object({ model_outputs: Type.Optional(Type.Array(ModelOutput)) })),
});
export type MlflowRun = Static<typeof MlflowRun>;

export const CreateMlflowRun = Type.Object({
  experiment_id: Type.Optional(Text),
  user_id: Type.Optional(Text),
  run_name: Type.Optional(Text),
  start_time: Type.Optional(Int64),
  tags: Type.Optional(Type.Array(KeyValue)),
});
export const RunReply = Type.Object({ run: MlflowRun });

/** `run_uuid` is what clients before 1.0 called it; the newer name wins. */
export const OfMlflowRun = Type.Object({ run_id: Text, run_uuid: Type.Optional(Text) });

export const LogMlflowBatch = Type.Object({
  run_id: Text,
  metrics: Type.Optional(Type.Array(MlflowMetric)),
  params: Type.Optional(Type.Array(KeyValue)),
  tags: Type.Optional(Type.Array(KeyValue)),
});

export const SearchMlflowRuns = Type.Object({
  experiment_ids: Type.Optional(Texts),
  filter: Type.Optional(Text),
  run_view_type: Type.Optional(ViewType),
  order_by: Type.Optional(Texts),
  ...Paging,
});
export const MlflowRunsReply = Type.Object({ runs: Type.Optional(Type.Array(MlflowRun)), ...NextPage });

export const UpdateMlflowRun = Type.Object({
  run_id: Text,
  run_uuid: Type.Optional(Text),
  status: Type.Optional(RunStatusName),
  end_time: Type.Optional(Int64),
  run_name: Type.Optional(Text),
});
export const RunInfoReply = Type.Object({ run_info: MlflowRunInfo });

export const LogMlflowMetric = Type.Object({
  run_id: Text,
  run_uuid: Type.Optional(Text),
  key: Text,
  value: Double,
  timestamp: Int64,
  step: Type.Optional(Int64),
  model_id: Type.Optional(Text),
  dataset_name: Type.Optional(Text),
  dataset_digest: Type.Optional(Text),
});
export const LogMlflowParam = Type.Object({
  run_id: Text,
  run_uuid: Type.Optional(Text),
  key: Text,
  value: Type.Optional(Text),
});
/** The same fields: a tag is set as a parameter is logged. */
export const SetRunTag = LogMlflowParam;
export const OfRunTag = Type.Object({ run_id: Text, run_uuid: Type.Optional(Text), key: Text });

export const LogMlflowInputs = Type.Object({
  run_id: Text,
  datasets: Type.Optional(Type.Array(DatasetInput)),
  models: Type.Optional(Type.Array(ModelInput)),
});
/** Clients before 3.0 tell of a model by its description alone. */
export const LogMlflowModel = Type.Object({ run_id: Text, model_json: Text });
