import { join } from 'node:path';
import { foldersIn, textOf, textsBelow } from './file-folders.ts';
import { parseMetricLine } from './metric-lines.ts';
import { parseMeta, wholeOf } from './read-meta.ts';
import { loggedModelStatusOf } from './statuses.ts';
import type { Fault, StoredLoggedModel } from './stored.ts';

/** What 3.x keeps below an experiment: the models that its runs logged. */
export function* fileLoggedModels(experimentFolder: string, faults: Fault[]): Generator<StoredLoggedModel> {
  const models = join(experimentFolder, 'models');
  for (const id of foldersIn(models)) {
    const folder = join(models, id);
    const text = textOf(join(folder, 'meta.yaml'));
    if (text === null) continue;
    try {
      yield readModel(id, folder, text, faults);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      faults.push({ subject: `logged model ${id}`, reason: `${folder} cannot be read: ${why}.` });
    }
  }
}

function readModel(id: string, folder: string, text: string, faults: Fault[]): StoredLoggedModel {
  const meta = parseMeta(text);
  const created = wholeOf(meta.creation_timestamp, 0);
  const updated = wholeOf(meta.last_updated_timestamp, created);
  return {
    id,
    name: meta.name ?? id,
    model_type: meta.model_type ?? '',
    source_run_id: meta.source_run_id ?? null,
    status: loggedModelStatusOf(meta.status),
    status_message: meta.status_message ?? '',
    created_ms: created,
    updated_ms: updated,
    deleted_ms: meta.lifecycle_stage === 'deleted' ? updated : null,
    params: Object.fromEntries(textsBelow(join(folder, 'params'))),
    tags: Object.fromEntries(textsBelow(join(folder, 'tags'))),
    metrics: readMetrics(id, folder, faults),
    artifactUri: meta.artifact_location ?? '',
    ownFolder: join(folder, 'artifacts'),
  };
}

function readMetrics(id: string, folder: string, faults: Fault[]): StoredLoggedModel['metrics'] {
  return textsBelow(join(folder, 'metrics')).flatMap(([key, text]) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => {
        const parsed = parseMetricLine(line);
        const [run_id, dataset_name = '', dataset_digest = ''] = parsed?.rest ?? [];
        if (parsed === null || run_id === undefined) {
          const reason = 'A line of it is not a time, a value, a step and a run.';
          faults.push({ subject: `metric ${key} of the logged model ${id}`, reason });
          return [];
        }
        const [at_ms, step, value] = parsed.point;
        return [{ run_id, key, at_ms, step, value, dataset_name, dataset_digest }];
      }),
  );
}
