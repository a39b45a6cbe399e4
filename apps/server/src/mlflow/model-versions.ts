import {
  DeleteModelVersionTag,
  Done,
  DownloadUri,
  ModelVersionReply,
  OfModelVersion,
  SetModelVersionTag,
  TransitionStage,
  UpdateModelVersion,
} from '@verdict/api/mlflow';
import {
  deleteVersion,
  getVersion,
  isActiveStage,
  LedgerError,
  transitionStage,
  updateVersion,
} from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { downloadUri, presentVersion } from './present-models.ts';
import { readStage } from './read-stage.ts';
import {
  assertRegisteredName,
  assertRegistryTagKey,
  assertRegistryTags,
  versionNumber,
} from './registry-names.ts';

const unknown = ['MODEL_UNKNOWN', 'MODEL_VERSION_UNKNOWN', 'VALUE_INVALID'] as const;

export function mlflowModelVersions({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'GET',
    path: 'model-versions/get',
    id: 'modelVersions.get',
    summary: 'Show a model version',
    permission: 'read',
    asked: OfModelVersion,
    reply: ModelVersionReply,
    refuses: unknown,
    handle: async ({ name, version }) => {
      assertRegisteredName(name);
      return { model_version: presentVersion(await getVersion(ledger, name, versionNumber(version))) };
    },
  });

  serveEndpoint(app, {
    method: 'PATCH',
    path: 'model-versions/update',
    id: 'modelVersions.update',
    summary: 'Change a model version’s description',
    permission: 'write',
    asked: UpdateModelVersion,
    reply: ModelVersionReply,
    refuses: [...unknown, 'LIMIT_EXCEEDED'],
    handle: async ({ name, version, description = '' }, { actor }) => {
      assertRegisteredName(name);
      const changed = await updateVersion(ledger, actor, {
        model: name,
        version: versionNumber(version),
        description,
      });
      return { model_version: presentVersion(changed) };
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'model-versions/transition-stage',
    id: 'modelVersions.transitionStage',
    summary: 'Move a model version to another stage; nothing that serves moves with it',
    permission: 'write',
    asked: TransitionStage,
    reply: ModelVersionReply,
    refuses: unknown,
    handle: async ({ name, version, stage: text, archive_existing_versions = false }, { actor }) => {
      const stage = readStage(text);
      if (archive_existing_versions && !isActiveStage(stage)) {
        throw new LedgerError(
          'VALUE_INVALID',
          `Model version transition cannot archive existing model versions because '${text}' is not an Active stage. Valid stages are ['Staging', 'Production']`,
        );
      }
      assertRegisteredName(name);
      const moved = await transitionStage(ledger, actor, {
        model: name,
        version: versionNumber(version),
        stage,
        archiveOthers: archive_existing_versions,
      });
      return { model_version: presentVersion(moved) };
    },
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path: 'model-versions/delete',
    id: 'modelVersions.delete',
    summary: 'Delete a model version that does not serve, with its aliases',
    permission: 'write',
    asked: OfModelVersion,
    reply: Done,
    refuses: [...unknown, 'STILL_REFERRED_TO'],
    handle: async ({ name, version }, { actor }) => {
      assertRegisteredName(name);
      await deleteVersion(ledger, actor, {
        model: name,
        version: versionNumber(version),
        withAliases: true,
      });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'model-versions/get-download-uri',
    id: 'modelVersions.downloadUri',
    summary: 'Say where the files of a model version are',
    permission: 'read',
    asked: OfModelVersion,
    reply: DownloadUri,
    refuses: unknown,
    handle: async ({ name, version }) => {
      assertRegisteredName(name);
      return { artifact_uri: downloadUri(await getVersion(ledger, name, versionNumber(version))) };
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'model-versions/set-tag',
    id: 'modelVersions.setTag',
    summary: 'Set a tag of a model version',
    permission: 'write',
    asked: SetModelVersionTag,
    reply: Done,
    refuses: [...unknown, 'LIMIT_EXCEEDED'],
    handle: async ({ name, version, key, value = '' }, { actor }) => {
      assertRegisteredName(name);
      assertRegistryTags([{ key, value }]);
      await updateVersion(ledger, actor, {
        model: name,
        version: versionNumber(version),
        tags: { [key]: value },
      });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path: 'model-versions/delete-tag',
    id: 'modelVersions.deleteTag',
    summary: 'Take a tag of a model version away; one that is not there is no error',
    permission: 'write',
    asked: DeleteModelVersionTag,
    reply: Done,
    refuses: [...unknown, 'LIMIT_EXCEEDED'],
    handle: async ({ name, version, key }, { actor }) => {
      assertRegisteredName(name);
      assertRegistryTagKey(key);
      await updateVersion(ledger, actor, {
        model: name,
        version: versionNumber(version),
        tags: { [key]: null },
      });
      return {};
    },
  });
}
