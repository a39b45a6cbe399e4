import { type Static, Type } from 'typebox';
import { Int64, KeyValue, NextPage, Paging, Text, Texts } from './fields.ts';
import { MlflowMetric, ModelOutput } from './runs.ts';

export const LoggedModelStatusName = Type.Enum([
  'LOGGED_MODEL_PENDING',
  'LOGGED_MODEL_READY',
  'LOGGED_MODEL_UPLOAD_FAILED',
]);

export const MlflowLoggedModel = Type.Object({
  info: Type.Object({
    model_id: Text,
    experiment_id: Text,
    name: Text,
    creation_timestamp_ms: Int64,
    last_updated_timestamp_ms: Int64,
    artifact_uri: Text,
    status: LoggedModelStatusName,
    model_type: Text,
    source_run_id: Text,
    status_message: Type.Optional(Text),
    tags: Type.Optional(Type.Array(KeyValue)),
    registrations: Type.Optional(Type.Array(Type.Object({ name: Text, version: Text }))),
  }),
  data: Type.Object({
    params: Type.Optional(Type.Array(KeyValue)),
    metrics: Type.Optional(Type.Array(MlflowMetric)),
  }),
});
export type MlflowLoggedModel = Static<typeof MlflowLoggedModel>;
export const LoggedModelReply = Type.Object({ model: MlflowLoggedModel });

export const CreateLoggedModel = Type.Object({
  experiment_id: Text,
  name: Type.Optional(Text),
  model_type: Type.Optional(Text),
  source_run_id: Type.Optional(Text),
  params: Type.Optional(Type.Array(KeyValue)),
  tags: Type.Optional(Type.Array(KeyValue)),
});
export const OfLoggedModel = Type.Object({ model_id: Text });
export const GetLoggedModel = Type.Object({
  model_id: Text,
  /** Whether a deleted one is shown too. */
  allow_deleted: Type.Optional(Type.Boolean()),
});
export const FinalizeLoggedModel = Type.Object({ model_id: Text, status: LoggedModelStatusName });
export const TagLoggedModel = Type.Object({ model_id: Text, tags: Type.Optional(Type.Array(KeyValue)) });
export const LoggedModelTagKey = Type.Object({ model_id: Text, tag_key: Text });
export const LogLoggedModelParams = Type.Object({
  model_id: Text,
  params: Type.Optional(Type.Array(KeyValue)),
});

const OfDataset = { dataset_name: Type.Optional(Text), dataset_digest: Type.Optional(Text) };
export const SearchLoggedModels = Type.Object({
  experiment_ids: Texts,
  filter: Type.Optional(Text),
  /** Metrics of the filter are those measured on one of these. */
  datasets: Type.Optional(Type.Array(Type.Object(OfDataset))),
  order_by: Type.Optional(
    Type.Array(
      Type.Object({
        field_name: Type.Optional(Text),
        ascending: Type.Optional(Type.Boolean()),
        ...OfDataset,
      }),
    ),
  ),
  ...Paging,
});
export const LoggedModelsReply = Type.Object({
  models: Type.Optional(Type.Array(MlflowLoggedModel)),
  ...NextPage,
});

export const LogMlflowOutputs = Type.Object({ run_id: Text, models: Type.Array(ModelOutput) });
