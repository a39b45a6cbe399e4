import {
  CreateMlflowRun,
  Done,
  MlflowRunsReply,
  OfMlflowRun,
  RunInfoReply,
  RunReply,
  SearchMlflowRuns,
  UpdateMlflowRun,
} from '@verdict/api/mlflow';
import { changeRun, createRun, deleteRun, getRun, restoreRun, searchRuns } from '@verdict/ledger';
import { runTagsOf } from './check-logged.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentMlflowRun, presentRunInfo, runStatusOf } from './present-runs.ts';
import { refuse } from './refuse.ts';
import { checkExperimentId, deletedOf, pageSize } from './view-type.ts';

const nameTag = 'mlflow.runName';

export function mlflowRuns({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/create',
    id: 'runs.create',
    summary: 'Create a run',
    permission: 'write',
    asked: CreateMlflowRun,
    reply: RunReply,
    refuses: ['EXPERIMENT_UNKNOWN', 'DELETED', 'VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ experiment_id = '', run_name = '', user_id, start_time, tags = [] }, { actor }) => {
      // MLflow asks nothing of the keys of tags here.
      const named = runTagsOf(tags);
      const tagged = named[nameTag] ?? '';
      if (run_name !== '' && tagged !== '' && run_name !== tagged) {
        refuse(
          `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${run_name}', mlflow.runName='${tagged}').`,
        );
      }
      const { run } = await createRun(ledger, actor, {
        experimentId: experiment_id === '' ? '0' : checkExperimentId(experiment_id),
        name: run_name,
        tags: named,
        ...(user_id !== undefined && { userName: user_id }),
        ...(start_time !== undefined && { startMs: start_time }),
      });
      return { run: presentMlflowRun(run) };
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
    handle: async ({ run_id }) => ({ run: presentMlflowRun(await getRun(ledger, run_id)) }),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/search',
    id: 'runs.search',
    summary: 'Search runs of experiments',
    permission: 'read',
    asked: SearchMlflowRuns,
    reply: MlflowRunsReply,
    refuses: ['FILTER_INVALID', 'PAGE_TOKEN_INVALID', 'LIMIT_EXCEEDED', 'VALUE_INVALID'],
    handle: async ({ experiment_ids = [], filter, run_view_type, order_by, max_results, page_token }) => {
      const { items, nextPageToken } = await searchRuns(ledger, {
        experimentIds: experiment_ids.map(checkExperimentId),
        ...(filter !== undefined && { filter }),
        ...(order_by !== undefined && { orderBy: order_by }),
        deleted: deletedOf(run_view_type),
        limit: pageSize(max_results),
        pageToken: page_token ?? null,
      });
      return {
        ...(items.length > 0 && { runs: items.map(presentMlflowRun) }),
        ...(nextPageToken !== null && { next_page_token: nextPageToken }),
      };
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/update',
    id: 'runs.update',
    summary: 'Change the name, the status or the end of a run',
    permission: 'write',
    asked: UpdateMlflowRun,
    reply: RunInfoReply,
    refuses: ['RUN_UNKNOWN', 'DELETED', 'VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ run_id, status, end_time, run_name }, { actor }) => {
      const run = await changeRun(ledger, actor, run_id, {
        ...(run_name && { name: run_name }),
        ...(status !== undefined && { status: runStatusOf(status) }),
        ...(end_time !== undefined && { endMs: end_time }),
      });
      return { run_info: presentRunInfo(run) };
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/delete',
    id: 'runs.delete',
    summary: 'Delete a run; it can be restored',
    permission: 'write',
    asked: OfMlflowRun,
    reply: Done,
    refuses: ['RUN_UNKNOWN'],
    handle: async ({ run_id }, { actor }) => {
      await deleteRun(ledger, actor, run_id);
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'runs/restore',
    id: 'runs.restore',
    summary: 'Bring a deleted run back',
    permission: 'write',
    asked: OfMlflowRun,
    reply: Done,
    refuses: ['RUN_UNKNOWN', 'DELETED'],
    handle: async ({ run_id }, { actor }) => {
      await restoreRun(ledger, actor, run_id);
      return {};
    },
  });
}
