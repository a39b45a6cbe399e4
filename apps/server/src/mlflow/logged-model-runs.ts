import { Done, LogMlflowOutputs } from '@verdict/api/mlflow';
import { logBatch } from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';

/** What runs say of logged models, beside their metrics and inputs. */
export function mlflowRunOutputs({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/outputs',
    id: 'runs.logOutputs',
    summary: 'Log the models that a run made',
    permission: 'write',
    asked: LogMlflowOutputs,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'DELETED', 'LOGGED_MODEL_UNKNOWN', 'VALUE_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ run_id, models }, { actor }) => {
      await logBatch(ledger, actor, run_id, {
        modelOutputs: models.map(({ model_id, step = 0 }) => ({ id: model_id, step })),
      });
      return {};
    },
  });
}
