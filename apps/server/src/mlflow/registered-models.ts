import {
  CreateRegisteredModel,
  DeleteRegisteredModelTag,
  Done,
  LatestVersions,
  ModelVersionsReply,
  OfRegisteredModel,
  RegisteredModelReply,
  RenameRegisteredModel,
  SetRegisteredModelTag,
  UpdateRegisteredModel,
} from '@verdict/api/mlflow';
import {
  createModel,
  deleteModel,
  getModel,
  isPrompt,
  LedgerError,
  latestOfStages,
  type Model,
  renameModel,
  updateModel,
} from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentRegisteredModel, presentVersion } from './present-models.ts';
import { readStage } from './read-stage.ts';
import { assertRegisteredName, assertRegistryTagKey, assertRegistryTags } from './registry-names.ts';
import { fromPairs } from './wire-number.ts';

export function mlflowRegisteredModels({ app, ledger }: MlflowInput): void {
  const present = async (model: Model) => ({
    registered_model: presentRegisteredModel(
      model,
      (await latestOfStages(ledger, [model.name])).get(model.name) ?? [],
    ),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'registered-models/create',
    id: 'registeredModels.create',
    summary: 'Create a registered model',
    permission: 'write',
    asked: CreateRegisteredModel,
    reply: RegisteredModelReply,
    refuses: ['NAME_INVALID', 'VALUE_INVALID', 'LIMIT_EXCEEDED', 'MODEL_EXISTS'],
    handle: async ({ name, tags, description = '' }, { actor }) => {
      assertRegisteredName(name);
      assertRegistryTags(tags);
      const asked = { name, description, tags: fromPairs(tags) };
      try {
        return await present(await createModel(ledger, actor, asked));
      } catch (error) {
        if (!(error instanceof LedgerError && error.code === 'MODEL_EXISTS')) throw error;
        const there = await getModel(ledger, name);
        throw new LedgerError('MODEL_EXISTS', alreadyThere(name, asked.tags, there.tags), { cause: error });
      }
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'registered-models/get',
    id: 'registeredModels.get',
    summary: 'Show a registered model',
    permission: 'read',
    asked: OfRegisteredModel,
    reply: RegisteredModelReply,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID'],
    handle: async ({ name }) => {
      assertRegisteredName(name);
      return present(await getModel(ledger, name));
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'registered-models/rename',
    id: 'registeredModels.rename',
    summary: 'Rename a registered model that has no .verdict version',
    permission: 'write',
    asked: RenameRegisteredModel,
    reply: RegisteredModelReply,
    refuses: ['MODEL_UNKNOWN', 'MODEL_EXISTS', 'NAME_INVALID', 'VALUE_INVALID', 'STILL_REFERRED_TO'],
    handle: async ({ name, new_name: to }, { actor }) => {
      assertRegisteredName(to, 'new_name');
      assertRegisteredName(name);
      return present(await renameModel(ledger, actor, { model: name, to }));
    },
  });

  serveEndpoint(app, {
    method: 'PATCH',
    path: 'registered-models/update',
    id: 'registeredModels.update',
    summary: 'Change a registered model’s description',
    permission: 'write',
    asked: UpdateRegisteredModel,
    reply: RegisteredModelReply,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ name, description = '' }, { actor }) => {
      assertRegisteredName(name);
      return present(await updateModel(ledger, actor, { model: name, description }));
    },
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path: 'registered-models/delete',
    id: 'registeredModels.delete',
    summary: 'Delete a registered model with its versions, none of which serves',
    permission: 'write',
    asked: OfRegisteredModel,
    reply: Done,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID', 'STILL_REFERRED_TO'],
    handle: async ({ name }, { actor }) => {
      assertRegisteredName(name);
      await deleteModel(ledger, actor, { model: name, withVersions: true });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'registered-models/set-tag',
    id: 'registeredModels.setTag',
    summary: 'Set a tag of a registered model',
    permission: 'write',
    asked: SetRegisteredModelTag,
    reply: Done,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ name, key, value = '' }, { actor }) => {
      assertRegisteredName(name);
      assertRegistryTags([{ key, value }]);
      await updateModel(ledger, actor, { model: name, tags: { [key]: value } });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path: 'registered-models/delete-tag',
    id: 'registeredModels.deleteTag',
    summary: 'Take a tag of a registered model away; one that is not there is no error',
    permission: 'write',
    asked: DeleteRegisteredModelTag,
    reply: Done,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ name, key }, { actor }) => {
      assertRegisteredName(name);
      assertRegistryTagKey(key);
      await updateModel(ledger, actor, { model: name, tags: { [key]: null } });
      return {};
    },
  });

  // Clients post; what is documented is to get.
  for (const method of ['POST', 'GET'] as const) {
    serveEndpoint(app, {
      method,
      path: 'registered-models/get-latest-versions',
      id: method === 'POST' ? 'registeredModels.latestVersions' : 'registeredModels.getLatestVersions',
      summary: 'Show the newest version in each stage',
      permission: 'read',
      asked: LatestVersions,
      reply: ModelVersionsReply,
      refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID'],
      handle: async ({ name, stages = [] }) => {
        assertRegisteredName(name);
        await getModel(ledger, name);
        const wanted = new Set<string>(stages.map(readStage));
        const newest = (await latestOfStages(ledger, [name])).get(name) ?? [];
        const found = newest.filter(({ stage }) => wanted.size === 0 || wanted.has(stage));
        return found.length === 0 ? {} : { model_versions: found.map(presentVersion) };
      },
    });
  }
}

type Tags = Readonly<Record<string, string>>;

/** MLflow keeps prompts as models, so that one may stand where the other was to go. */
function alreadyThere(name: string, asked: Tags, there: Tags): string {
  const [wanted, found] = [asked, there].map((tags) => (isPrompt(tags) ? 'Prompt' : 'Registered Model'));
  return wanted === found
    ? `${wanted} (name=${name}) already exists.`
    : `Tried to create a ${wanted.toLowerCase()} with name '${name}', but the name is already taken by a ${found.toLowerCase()}. MLflow does not allow creating a model and a prompt with the same name.`;
}
