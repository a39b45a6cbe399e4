import {
  CreateLoggedModel,
  Done,
  FinalizeLoggedModel,
  GetLoggedModel,
  LoggedModelReply,
  LoggedModelTagKey,
  LogLoggedModelParams,
  OfLoggedModel,
  TagLoggedModel,
} from '@verdict/api/mlflow';
import {
  createLoggedModel,
  deleteLoggedModel,
  deleteLoggedModelTag,
  finalizeLoggedModel,
  getExperiment,
  getLoggedModel,
  type LoggedModel,
  logLoggedModelParams,
  setLoggedModelTags,
} from '@verdict/ledger';
import { experimentLocation } from './artifact-uris.ts';
import type { Pair } from './check-logged.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { loggedModelStatuses, presentLoggedModel } from './present-logged-models.ts';
import { refuse } from './refuse.ts';
import { checkExperimentId } from './view-type.ts';
import { fromPairs } from './wire-number.ts';

const statusOf = {
  [loggedModelStatuses.pending]: 'pending',
  [loggedModelStatuses.ready]: 'ready',
  [loggedModelStatuses.failed]: 'failed',
} as const;

const ofModel = ['LOGGED_MODEL_UNKNOWN'] as const;
const values = ['NAME_INVALID', 'VALUE_INVALID', 'LIMIT_EXCEEDED'] as const;

/** Models as clients of MLflow 3 log them: made, filled through the artifact proxy, and finalized. */
export function mlflowLoggedModels({ app, ledger }: MlflowInput): void {
  const present = async (model: LoggedModel) => ({
    model: presentLoggedModel(model, experimentLocation(await getExperiment(ledger, model.experimentId))),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'logged-models',
    id: 'loggedModels.create',
    summary: 'Create a logged model, whose files follow',
    permission: 'write',
    asked: CreateLoggedModel,
    reply: LoggedModelReply,
    refuses: ['EXPERIMENT_UNKNOWN', 'DELETED', ...values],
    handle: async ({ experiment_id, name, model_type, source_run_id, params, tags }, { actor }) =>
      present(
        await createLoggedModel(ledger, actor, {
          experimentId: checkExperimentId(experiment_id),
          ...(name && { name }),
          ...(model_type && { modelType: model_type }),
          ...(source_run_id && { sourceRunId: source_run_id }),
          params: modelParams(params),
          tags: fromPairs(tags),
        }),
      ),
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'logged-models/:model_id',
    id: 'loggedModels.get',
    summary: 'Show a logged model with what was measured of it',
    permission: 'read',
    asked: GetLoggedModel,
    reply: LoggedModelReply,
    refuses: ofModel,
    handle: async ({ model_id, allow_deleted = false }) =>
      present(await getLoggedModel(ledger, model_id, { deleted: allow_deleted })),
  });

  serveEndpoint(app, {
    method: 'PATCH',
    path: 'logged-models/:model_id',
    id: 'loggedModels.finalize',
    summary: 'Say whether the files of a logged model came',
    permission: 'write',
    asked: FinalizeLoggedModel,
    reply: LoggedModelReply,
    refuses: ofModel,
    handle: async ({ model_id, status }, { actor }) =>
      present(await finalizeLoggedModel(ledger, actor, model_id, statusOf[status])),
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path: 'logged-models/:model_id',
    id: 'loggedModels.delete',
    summary: 'Take a logged model out of searches; its files stay until they are collected',
    permission: 'write',
    asked: OfLoggedModel,
    reply: Done,
    refuses: ofModel,
    handle: async ({ model_id }, { actor }) => {
      await deleteLoggedModel(ledger, actor, model_id);
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'PATCH',
    path: 'logged-models/:model_id/tags',
    id: 'loggedModels.setTags',
    summary: 'Set tags of a logged model',
    permission: 'write',
    asked: TagLoggedModel,
    reply: Done,
    refuses: [...ofModel, ...values],
    handle: async ({ model_id, tags }, { actor }) => {
      await setLoggedModelTags(ledger, actor, model_id, fromPairs(tags));
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path: 'logged-models/:model_id/tags/:tag_key',
    id: 'loggedModels.deleteTag',
    summary: 'Delete a tag of a logged model',
    permission: 'write',
    asked: LoggedModelTagKey,
    reply: Done,
    refuses: [...ofModel, 'TAG_UNKNOWN'],
    handle: async ({ model_id, tag_key }, { actor }) => {
      await deleteLoggedModelTag(ledger, actor, model_id, tag_key);
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'logged-models/:model_id/params',
    id: 'loggedModels.logParams',
    summary: 'Log parameters of a logged model',
    permission: 'write',
    asked: LogLoggedModelParams,
    reply: Done,
    refuses: [...ofModel, 'PARAM_CHANGED', ...values],
    handle: async ({ model_id, params }) => {
      await logLoggedModelParams(ledger, model_id, modelParams(params));
      return {};
    },
  });
}

/** A key that comes twice has one value, or none is kept. */
function modelParams(pairs: readonly Pair[] = []): Record<string, string> {
  const params = fromPairs(pairs);
  const other = pairs.find(({ key, value = '' }) => params[key] !== value);
  if (!other) return params;
  return refuse(
    `Duplicate parameter keys have been submitted: ['${other.key}']. Please ensure the request contains only one param value per param key.`,
  );
}
