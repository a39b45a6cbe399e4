import { CreateMlflowRun, Done, LogMlflowBatch, OfMlflowRun, RunReply } from '@verdict/api/mlflow';
import { createRun, getExperiment, getRun, logBatch, type Run } from '@verdict/ledger';
import { experimentLocation } from './artifact-uris.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentMlflowRun } from './present-runs.ts';
import { fromPairs } from './wire-number.ts';

export function mlflowRuns({ app, ledger }: MlflowInput): void {
  const present = async (run: Run) => ({
    run: presentMlflowRun(run, experimentLocation(await getExperiment(ledger, run.experiment.id))),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/create',
    id: 'runs.create',
    summary: 'Create a run',
    permission: 'write',
    asked: CreateMlflowRun,
    reply: RunReply,
    refuses: ['EXPERIMENT_UNKNOWN', 'DELETED', 'VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ experiment_id = '0', run_name, user_id, start_time, tags }, { actor }) => {
      const named = fromPairs(tags);
      const name = run_name || named['mlflow.runName'];
      const { run } = await createRun(ledger, actor, {
        experimentId: experiment_id,
        tags: named,
        ...(name !== undefined && { name }),
        ...(user_id !== undefined && { userName: user_id }),
        ...(start_time !== undefined && { startMs: start_time }),
      });
      return present(run);
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'runs/get',
    id: 'runs.get',
    summary: 'Show a run',
    permission: 'read',
    asked: OfMlflowRun,
    reply: RunReply,
    refuses: ['RUN_UNKNOWN'],
    handle: async ({ run_id }) => present(await getRun(ledger, run_id)),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/log-batch',
    id: 'runs.logBatch',
    summary: 'Log metrics, parameters and tags: all of it or nothing',
    permission: 'write',
    asked: LogMlflowBatch,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'PARAM_CHANGED', 'DELETED', 'VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ run_id, metrics = [], params, tags }, { actor }) => {
      await logBatch(ledger, actor, run_id, {
        metrics: metrics.map(({ key, value, timestamp, step = 0 }) => ({
          key,
          value: Number(value),
          atMs: timestamp,
          step,
        })),
        params: fromPairs(params),
        tags: fromPairs(tags),
      });
      return {};
    },
  });
}
