import { type Static, Type } from 'typebox';
import { Int64, KeyValue, NextPage, Paging, Text, Texts, ViewType } from './fields.ts';

export const MlflowExperiment = Type.Object({
  experiment_id: Text,
  name: Text,
  artifact_location: Text,
  lifecycle_stage: Type.Enum(['active', 'deleted']),
  creation_time: Int64,
  last_update_time: Int64,
  tags: Type.Optional(Type.Array(KeyValue)),
});
export type MlflowExperiment = Static<typeof MlflowExperiment>;

export const CreateExperiment = Type.Object({
  name: Text,
  artifact_location: Type.Optional(Text),
  tags: Type.Optional(Type.Array(KeyValue)),
});
export const CreatedExperiment = Type.Object({ experiment_id: Text });

export const ExperimentByName = Type.Object({ experiment_name: Text });
export const OfExperiment = Type.Object({ experiment_id: Text });
export const ExperimentReply = Type.Object({ experiment: MlflowExperiment });

export const SearchExperiments = Type.Object({
  ...Paging,
  filter: Type.Optional(Text),
  order_by: Type.Optional(Texts),
  view_type: Type.Optional(ViewType),
});
export const ExperimentsReply = Type.Object({
  experiments: Type.Optional(Type.Array(MlflowExperiment)),
  ...NextPage,
});

export const RenameExperiment = Type.Object({ experiment_id: Text, new_name: Text });
export const SetExperimentTag = Type.Object({ experiment_id: Text, key: Text, value: Type.Optional(Text) });
export const OfExperimentTag = Type.Object({ experiment_id: Text, key: Text });

export const SearchDatasets = Type.Object({ experiment_ids: Type.Optional(Texts) });
export const DatasetSummaries = Type.Object({
  dataset_summaries: Type.Optional(
    Type.Array(
      Type.Object({
        experiment_id: Text,
        name: Text,
        digest: Text,
        context: Type.Optional(Text),
      }),
    ),
  ),
});
