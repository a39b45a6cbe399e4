import { CreateModelVersion, ModelVersionReply } from '@verdict/api/mlflow';
import {
  type Actor,
  getLoggedModel,
  isPrompt,
  type Ledger,
  LedgerError,
  registerVersion,
  setLoggedModelTags,
} from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentVersion } from './present-models.ts';
import { assertRegisteredName, assertRegistryTags } from './registry-names.ts';
import { resolveSource } from './version-source.ts';
import { fromPairs } from './wire-number.ts';

/** The longest names of so many fit into a tag. */
const mostToldVersions = 100;
/** What clients send in place of a source for a prompt, which has no files. */
const promptSources: readonly string[] = ['dummy-source', 'prompt-template'];

export function mlflowVersionCreation({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'POST',
    path: 'model-versions/create',
    id: 'modelVersions.create',
    summary: 'Register files as the next version; it is kept and downloaded, and never serves',
    permission: 'write',
    asked: CreateModelVersion,
    reply: ModelVersionReply,
    refuses: [
      'MODEL_UNKNOWN',
      'MODEL_VERSION_UNKNOWN',
      'VALUE_INVALID',
      'ARTIFACT_UNKNOWN',
      'LIMIT_EXCEEDED',
      'NAME_INVALID',
    ],
    handle: async (asked, { actor }) => {
      const { name, run_id: runId, model_id: modelId, run_link: runLink = '', description = '' } = asked;
      const tags = fromPairs(asked.tags);
      const ofPrompt = isPrompt(tags);
      if (ofPrompt && !promptSources.includes(asked.source)) {
        throw new LedgerError(
          'VALUE_INVALID',
          `Invalid prompt source: '${asked.source.slice(0, 300)}'. Prompt sources must use an MLflow placeholder.`,
        );
      }
      const from = ofPrompt
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
}

/** The tag in which MLflow's clients look for the versions that a logged model was registered as. */
async function tellLoggedModel(ledger: Ledger, by: Actor, id: string): Promise<void> {
  const { versions } = await getLoggedModel(ledger, id);
  const told = versions.map(({ name, number }) => ({ name, version: number }));
  const text = JSON.stringify(told.slice(-mostToldVersions));
  await setLoggedModelTags(ledger, by, id, { 'mlflow.modelVersions': text });
}
