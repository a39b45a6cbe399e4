import { type Static, Type } from 'typebox';
import { Int64, KeyValue, NextPage, Paging, Text, Texts } from './fields.ts';

const Tags = Type.Optional(Type.Array(KeyValue));
const Description = Type.Optional(Text);

/** A number goes as text: `"3"`. */
export const MlflowModelVersion = Type.Object({
  name: Text,
  version: Text,
  creation_timestamp: Int64,
  last_updated_timestamp: Int64,
  user_id: Type.Optional(Text),
  current_stage: Text,
  description: Description,
  source: Text,
  run_id: Text,
  status: Type.Enum(['PENDING_REGISTRATION', 'FAILED_REGISTRATION', 'READY']),
  tags: Tags,
  run_link: Type.Optional(Text),
  aliases: Type.Optional(Texts),
  model_id: Type.Optional(Text),
});
export type MlflowModelVersion = Static<typeof MlflowModelVersion>;

export const MlflowRegisteredModel = Type.Object({
  name: Text,
  creation_timestamp: Int64,
  last_updated_timestamp: Int64,
  description: Description,
  /** The highest of each stage. */
  latest_versions: Type.Optional(Type.Array(MlflowModelVersion)),
  tags: Tags,
  aliases: Type.Optional(Type.Array(Type.Object({ alias: Text, version: Text }))),
});
export type MlflowRegisteredModel = Static<typeof MlflowRegisteredModel>;

export const OfRegisteredModel = Type.Object({ name: Text });
export const CreateRegisteredModel = Type.Object({ name: Text, tags: Tags, description: Description });
export const RenameRegisteredModel = Type.Object({ name: Text, new_name: Text });
export const UpdateRegisteredModel = Type.Object({ name: Text, description: Description });
export const RegisteredModelReply = Type.Object({ registered_model: MlflowRegisteredModel });
export const SetRegisteredModelTag = Type.Object({ name: Text, key: Text, value: Type.Optional(Text) });
export const DeleteRegisteredModelTag = Type.Object({ name: Text, key: Text });
export const LatestVersions = Type.Object({ name: Text, stages: Type.Optional(Texts) });

const Search = {
  filter: Type.Optional(Text),
  order_by: Type.Optional(Texts),
  ...Paging,
};
export const SearchRegisteredModels = Type.Object(Search);
export const RegisteredModelsReply = Type.Object({
  registered_models: Type.Optional(Type.Array(MlflowRegisteredModel)),
  ...NextPage,
});

export const OfModelVersion = Type.Object({ name: Text, version: Text });
export const CreateModelVersion = Type.Object({
  name: Text,
  source: Text,
  run_id: Type.Optional(Text),
  tags: Tags,
  run_link: Type.Optional(Text),
  description: Description,
  model_id: Type.Optional(Text),
});
export const UpdateModelVersion = Type.Object({ name: Text, version: Text, description: Description });
export const TransitionStage = Type.Object({
  name: Text,
  version: Text,
  stage: Text,
  archive_existing_versions: Type.Optional(Type.Boolean()),
});
export const ModelVersionReply = Type.Object({ model_version: MlflowModelVersion });
export const SetModelVersionTag = Type.Object({
  name: Text,
  version: Text,
  key: Text,
  value: Type.Optional(Text),
});
export const DeleteModelVersionTag = Type.Object({ name: Text, version: Text, key: Text });
export const SearchModelVersions = Type.Object(Search);
export const ModelVersionsReply = Type.Object({
  model_versions: Type.Optional(Type.Array(MlflowModelVersion)),
  ...NextPage,
});
export const DownloadUri = Type.Object({ artifact_uri: Text });

export const SetModelAlias = Type.Object({ name: Text, alias: Text, version: Text });
export const OfModelAlias = Type.Object({ name: Text, alias: Text });
