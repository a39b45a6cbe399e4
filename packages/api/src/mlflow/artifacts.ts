import { type Static, Type } from 'typebox';
import { Int64, NextPage, Text } from './fields.ts';

/** A file with its size, or a folder without one. */
export const ArtifactInfo = Type.Object({
  path: Text,
  is_dir: Type.Boolean(),
  file_size: Type.Optional(Int64),
});
export type ArtifactInfo = Static<typeof ArtifactInfo>;

export const ListMlflowArtifacts = Type.Object({
  run_id: Text,
  run_uuid: Type.Optional(Text),
  path: Type.Optional(Text),
  page_token: Type.Optional(Text),
});
/** Paths begin at `root_uri`. */
export const MlflowArtifactsReply = Type.Object({
  root_uri: Text,
  files: Type.Optional(Type.Array(ArtifactInfo)),
  ...NextPage,
});

/** A folder of the artifact proxy, or its root. */
export const ListProxiedArtifacts = Type.Object({ path: Type.Optional(Text) });
/** Paths are names in the folder that was asked for. */
export const ProxiedArtifactsReply = Type.Object({ files: Type.Optional(Type.Array(ArtifactInfo)) });

/** `run_uuid` is what clients before 1.0 called it. */
export const GetRunArtifact = Type.Object({
  run_id: Type.Optional(Text),
  run_uuid: Type.Optional(Text),
  path: Text,
});
export const GetVersionArtifact = Type.Object({ name: Text, version: Text, path: Text });
export const GetLoggedModelArtifact = Type.Object({ artifact_file_path: Text });
export const ListLoggedModelArtifacts = Type.Object({
  model_id: Text,
  artifact_directory_path: Type.Optional(Text),
});

export const PresignedUpload = Type.Object({
  run_id: Type.Optional(Text),
  model_id: Type.Optional(Text),
  path: Text,
});
export const PresignedDownload = Type.Object({ run_id: Text, path: Text });
