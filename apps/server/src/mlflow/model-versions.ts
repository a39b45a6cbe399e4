import {
  CreateModelVersion,
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
  type Actor,
  deleteVersion,
  getLoggedModel,
  getVersion,
  isActiveStage,
  type Ledger,
  LedgerError,
  promptTag,
  registerVersion,
  setLoggedModelTags,
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
import { resolveSource } from './version-source.ts';
import { fromPairs } from './wire-number.ts';

const unknown = ['MODEL_UNKNOWN', 'MODEL_VERSION_UNKNOWN', 'VALUE_INVALID'] as const;
/** The longest names of so many fit into a tag. */
const mostToldVersions = 100;
/** What clients send in place of a source for a prompt, which has no files. */
const promptSources: readonly string[] = ['dummy-source', 'prompt-template'];

export function mlflowModelVersions({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'POST',
    path: 'model-versions/create',
    id: 'modelVersions.create',
    summary: 'Register files as the next version; it is kept and downloaded, and never serves',
    permission: 'write',
    asked: CreateModelVersion,
    reply: ModelVersionReply,
    refuses: [...unknown, 'ARTIFACT_UNKNOWN', 'LIMIT_EXCEEDED', 'NAME_INVALID'],
    handle: async (asked, { actor }) => {
      const { name, run_id: runId, model_id: modelId, run_link: runLink = '', description = '' } = asked;
      const tags = fromPairs(asked.tags);
      const isPrompt = tags[promptTag]?.toLowerCase() === 'true';
      if (isPrompt && !promptSources.includes(asked.source)) {
        throw new LedgerError(
          'VALUE_INVALID',
          `Invalid prompt source: '${asked.source.slice(0, 300)}'. Prompt sources must use an MLflow placeholder.`,
        );
      }
      const from = isPrompt
        ? { source: asked.source, runId: runId ?? '', modelId: '', storageLocation: null }
        : await resolveSource(ledger, { source: asked.source, runId, modelId });
      assertRegisteredName(name);
      assertRegistryTags(asked.tags);
      const { version } = await registerVersion(ledger, actor, {
        model: name,
        modelMustExist: true,
        runId: null,
        saidRunId: from.runId,
        blob: null,
        format: 'other',
        facts: null,
        source: from.source,
        description,
        tags,
        runLink,
        ...(from.modelId !== '' && { loggedModelId: from.modelId }),
        ...(from.storageLocation !== null && { storageLocation: from.storageLocation }),
      });
      if (from.modelId !== '') await tellLoggedModel(ledger, actor, from.modelId);
      return { model_version: presentVersion(version) };
    },
  });

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

/** The tag in which MLflow's clients look for the versions that a logged model was registered as. */
async function tellLoggedModel(ledger: Ledger, by: Actor, id: string): Promise<void> {
  const { versions } = await getLoggedModel(ledger, id);
  const told = versions.map(({ name, number }) => ({ name, version: number }));
  const text = JSON.stringify(told.slice(-mostToldVersions));
  await setLoggedModelTags(ledger, by, id, { 'mlflow.modelVersions': text });
}
