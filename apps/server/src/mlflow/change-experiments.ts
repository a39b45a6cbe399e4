import {
  CreatedExperiment,
  CreateExperiment,
  Done,
  OfExperiment,
  OfExperimentTag,
  RenameExperiment,
  SetExperimentTag,
} from '@verdict/api/mlflow';
import {
  createExperiment,
  deleteExperiment,
  deleteExperimentTag,
  type Experiment,
  getExperiment,
  LedgerError,
  restoreExperiment,
  setExperimentTag,
  updateExperiment,
} from '@verdict/ledger';
import { checkKey } from './check-logged.ts';
import { checkLength } from './check-text.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { refuse } from './refuse.ts';
import { checkExperimentId } from './view-type.ts';
import { fromPairs } from './wire-number.ts';

const longestName = 500;
const longestTag = 20_000;
const longestLocation = 2048;

export function mlflowExperimentChanges({ app, ledger }: MlflowInput): void {
  /** One that is deleted cannot be deleted, nor one that is not restored: to MLflow there is none. */
  const inState = async (asked: string, deleted: boolean): Promise<string> => {
    const id = checkExperimentId(asked);
    if ((await getExperiment(ledger, id)).deleted === deleted) return id;
    throw new LedgerError('EXPERIMENT_UNKNOWN', '');
  };

  serveEndpoint(app, {
    method: 'POST',
    path: 'experiments/create',
    id: 'experiments.create',
    summary: 'Create an experiment',
    permission: 'write',
    asked: CreateExperiment,
    reply: CreatedExperiment,
    refuses: ['EXPERIMENT_EXISTS', 'VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ name, artifact_location: location, tags = [] }, { actor }) => {
      checkLength('name', name, longestName);
      for (const tag of tags) checkTag(tag);
      const { id } = await createExperiment(ledger, actor, {
        name,
        ...(location && { artifactLocation: checkedLocation(location) }),
        tags: fromPairs(tags),
      });
      return { experiment_id: id };
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'experiments/update',
    id: 'experiments.update',
    summary: 'Rename an experiment',
    permission: 'write',
    asked: RenameExperiment,
    reply: Done,
    refuses: ['EXPERIMENT_UNKNOWN', 'EXPERIMENT_EXISTS', 'DELETED', 'VALUE_INVALID', 'NAME_INVALID'],
    handle: async ({ experiment_id: id, new_name: name }, { actor }) => {
      checkLength('name', name, longestName);
      await updateExperiment(ledger, actor, checkExperimentId(id), { name });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'experiments/delete',
    id: 'experiments.delete',
    summary: 'Delete an experiment with its runs; they can be restored',
    permission: 'write',
    asked: OfExperiment,
    reply: Done,
    refuses: ['EXPERIMENT_UNKNOWN'],
    handle: async ({ experiment_id: id }, { actor }) =>
      nothing(deleteExperiment(ledger, actor, await inState(id, false))),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'experiments/restore',
    id: 'experiments.restore',
    summary: 'Bring a deleted experiment back, with the runs that went with it',
    permission: 'write',
    asked: OfExperiment,
    reply: Done,
    refuses: ['EXPERIMENT_UNKNOWN'],
    handle: async ({ experiment_id: id }, { actor }) =>
      nothing(restoreExperiment(ledger, actor, await inState(id, true))),
  });

  serveEndpoint(app, {
    method: 'POST',
    path: 'experiments/set-experiment-tag',
    id: 'experiments.setTag',
    summary: 'Set a tag of an experiment',
    permission: 'write',
    asked: SetExperimentTag,
    reply: Done,
    refuses: ['EXPERIMENT_UNKNOWN', 'DELETED', 'VALUE_INVALID', 'NAME_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ experiment_id: id, key, value = '' }, { actor }) => {
      checkTag({ key, value });
      await setExperimentTag(ledger, actor, checkExperimentId(id), { key, value });
      return {};
    },
  });

  for (const method of ['POST', 'DELETE'] as const) {
    serveEndpoint(app, {
      method,
      path: 'experiments/delete-experiment-tag',
      id: method === 'POST' ? 'experiments.deleteTag' : 'experiments.removeTag',
      summary: 'Take a tag off an experiment',
      permission: 'write',
      asked: OfExperimentTag,
      reply: Done,
      refuses: ['EXPERIMENT_UNKNOWN', 'DELETED', 'TAG_UNKNOWN', 'VALUE_INVALID', 'NAME_INVALID'],
      handle: async ({ experiment_id: asked, key }, { actor }) => {
        const id = checkExperimentId(asked);
        const { tags, deleted } = await getExperiment(ledger, id);
        if (!deleted && !Object.hasOwn(tags, key)) {
          throw new LedgerError('TAG_UNKNOWN', `No tag with name: ${key} in experiment with id ${id}`);
        }
        await deleteExperimentTag(ledger, actor, id, key);
        return {};
      },
    });
  }
}

async function nothing(done: Promise<Experiment>): Promise<Record<string, never>> {
  await done;
  return {};
}

function checkTag({ key, value = '' }: { readonly key: string; readonly value?: string }): void {
  checkKey('key', key);
  checkLength('value', value, longestTag);
}

function checkedLocation(location: string): string {
  if ([...location].length > longestLocation) {
    refuse(
      `Invalid artifact path length. The length of the artifact path cannot be greater than ${longestLocation} characters.`,
    );
  }
  if (/[#;]/.test(location)) refuse("'artifact_location' URL can't include fragments or params.");
  return location;
}
