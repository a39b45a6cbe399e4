import {
  Done,
  LogMlflowBatch,
  LogMlflowInputs,
  LogMlflowMetric,
  LogMlflowModel,
  LogMlflowParam,
  OfRunTag,
  SetRunTag,
} from '@verdict/api/mlflow';
import { deleteRunTag, getRun, LedgerError, logBatch, rewriteRunTag } from '@verdict/ledger';
import { checkBatch, checkKey, checkMetric, paramsOf, runTagsOf } from './check-logged.ts';
import { datasetInputs } from './dataset-inputs.ts';
import { serveEndpoint } from './endpoint.ts';
import { metricToLog } from './metric-to-log.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { modelHistory, modelHistoryTag } from './model-history.ts';

/** A full batch in the longest characters, with what JSON puts around it. */
const batchBytes = 16 * 2 ** 20;
/** One description of data may have 16 million characters. */
const inputsBytes = 64 * 2 ** 20;
const refusesValues = ['VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'] as const;

export function mlflowLogging({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/log-batch',
    id: 'runs.logBatch',
    summary: 'Log metrics, parameters and tags: all of it or nothing',
    permission: 'write',
    asked: LogMlflowBatch,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'LOGGED_MODEL_UNKNOWN', 'PARAM_CHANGED', 'DELETED', ...refusesValues],
    bodyLimitBytes: batchBytes,
    handle: async ({ run_id, metrics = [], params = [], tags = [] }, { actor }) => {
      checkBatch({ metrics, params, tags });
      await logBatch(ledger, actor, run_id, {
        metrics: metrics.map(metricToLog),
        params: paramsOf(params),
        tags: runTagsOf(tags),
      });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/log-metric',
    id: 'runs.logMetric',
    summary: 'Log one point of a metric',
    permission: 'write',
    asked: LogMlflowMetric,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'LOGGED_MODEL_UNKNOWN', 'DELETED', ...refusesValues],
    handle: async (metric, { actor }) => {
      checkMetric(metric);
      await logBatch(ledger, actor, metric.run_id, { metrics: [metricToLog(metric)] });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/log-parameter',
    id: 'runs.logParameter',
    summary: 'Log a parameter',
    permission: 'write',
    asked: LogMlflowParam,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'PARAM_CHANGED', 'DELETED', ...refusesValues],
    handle: async ({ run_id, key, value = '' }, { actor }) => {
      checkKey('Param key', key);
      await logBatch(ledger, actor, run_id, { params: paramsOf([{ key, value }]) });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/set-tag',
    id: 'runs.setTag',
    summary: 'Set a tag of a run',
    permission: 'write',
    asked: SetRunTag,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'DELETED', ...refusesValues],
    handle: async ({ run_id, key, value = '' }, { actor }) => {
      checkKey('key', key);
      await logBatch(ledger, actor, run_id, { tags: runTagsOf([{ key, value }]) });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/delete-tag',
    id: 'runs.deleteTag',
    summary: 'Take a tag off a run',
    permission: 'write',
    asked: OfRunTag,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'TAG_UNKNOWN', 'DELETED', ...refusesValues],
    handle: async ({ run_id, key }, { actor }) => {
      const { tags, deleted } = await getRun(ledger, run_id);
      if (!deleted && key !== 'mlflow.runName' && !Object.hasOwn(tags, key)) {
        throw new LedgerError('TAG_UNKNOWN', `No tag with name: ${key} in run with id ${run_id}`);
      }
      await deleteRunTag(ledger, actor, run_id, key);
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/log-inputs',
    id: 'runs.logInputs',
    summary: 'Log what data and which models a run read',
    permission: 'write',
    asked: LogMlflowInputs,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'LOGGED_MODEL_UNKNOWN', 'DELETED', ...refusesValues],
    bodyLimitBytes: inputsBytes,
    handle: async ({ run_id, datasets = [], models = [] }, { actor }) => {
      await logBatch(ledger, actor, run_id, {
        inputs: datasetInputs(datasets),
        modelInputs: models.map(({ model_id }) => model_id),
      });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/log-model',
    id: 'runs.logModel',
    summary: 'Tell of a model that was logged, as clients before 3.0 do',
    permission: 'write',
    asked: LogMlflowModel,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'DELETED', ...refusesValues],
    handle: async ({ run_id, model_json }, { actor }) => {
      const added = modelHistory(model_json);
      await rewriteRunTag(ledger, actor, run_id, modelHistoryTag, added);
      return {};
    },
  });
}
