import { basename, join } from 'node:path';
import type { ImportedInput, ImportedMetric } from '@verdict/api';
import { foldersIn, textOf, textsBelow } from './file-folders.ts';
import { inputOf, runNameOf } from './input-of.ts';
import { parseMetricLine } from './metric-lines.ts';
import { parseMeta, parseMetaMap, wholeOf } from './read-meta.ts';
import { runStatusOf } from './statuses.ts';
import type { Fault, ModelLink, StoredRun } from './stored.ts';

const reserved = new Set(['tags', 'datasets', 'traces', 'models']);

export const isRunFolder = (name: string): boolean => !reserved.has(name);

export interface OfExperiment {
  readonly folder: string;
  readonly deletedMs: number | null;
}

/** Null where the folder is no run; what of a run cannot be read is noted, and the rest is taken. */
export function readFileRun(folder: string, experiment: OfExperiment, faults: Fault[]): StoredRun | null {
  const id = basename(folder);
  const text = textOf(join(folder, 'meta.yaml'));
  if (text === null) {
    faults.push({ subject: `run ${id}`, reason: `${folder} has no meta.yaml.` });
    return null;
  }
  try {
    const meta = parseMeta(text);
    const tags = Object.fromEntries(textsBelow(join(folder, 'tags')));
    const startMs = wholeOf(meta.start_time, 0);
    const endMs = meta.end_time == null ? null : wholeOf(meta.end_time, startMs);
    const gone = meta.lifecycle_stage === 'deleted' ? wholeOf(meta.deleted_time, endMs ?? startMs) : null;
    return {
      id,
      name: runNameOf(meta.run_name ?? meta.name, tags['mlflow.runName'], id),
      user: meta.user_id ?? '',
      status: runStatusOf(meta.status),
      start_ms: startMs,
      end_ms: endMs,
      // A run goes with its experiment, and comes back with it.
      deleted_ms: experiment.deletedMs ?? gone,
      params: Object.fromEntries(textsBelow(join(folder, 'params'))),
      tags,
      metrics: readMetrics(folder, id, faults),
      inputs: readInputs(folder, experiment.folder, id, faults),
      links: readLinks(folder),
      artifactUri: meta.artifact_uri ?? '',
      ownFolder: join(folder, 'artifacts'),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    faults.push({ subject: `run ${id}`, reason: `${folder} cannot be read: ${why}.` });
    return null;
  }
}

function readMetrics(folder: string, id: string, faults: Fault[]): ImportedMetric[] {
  return textsBelow(join(folder, 'metrics')).map(([key, text]) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const points = lines.map(parseMetricLine);
    const torn = points.filter((point) => point === null).length;
    if (torn > 0) {
      const reason = `${torn} of its ${lines.length} lines are not a time, a value and a step.`;
      faults.push({ subject: `metric ${key} of the run ${id}`, reason });
    }
    return { key, points: points.flatMap((line) => (line === null ? [] : [[...line.point]])) };
  });
}

function readInputs(folder: string, experimentFolder: string, id: string, faults: Fault[]): ImportedInput[] {
  return metasIn(join(folder, 'inputs')).flatMap(({ meta, text }) => {
    if (meta.source_type !== 'DATASET') return [];
    const said = textOf(join(experimentFolder, 'datasets', meta.source_id ?? '', 'meta.yaml'));
    if (said === null) {
      const reason = `Its dataset ${meta.source_id} is not in the store.`;
      faults.push({ subject: `input of the run ${id}`, reason });
      return [];
    }
    const { name, digest, source_type, source, schema, profile } = parseMeta(said);
    const dataset = {
      name: name ?? '',
      digest: digest ?? '',
      source_type: source_type ?? '',
      source: source ?? '',
      schema: schema ?? null,
      profile: profile ?? null,
    };
    return [inputOf(dataset, parseMetaMap(text, 'tags'))];
  });
}

function readLinks(folder: string): ModelLink[] {
  const inputs = metasIn(join(folder, 'inputs')).filter(({ meta }) => meta.source_type === 'MODEL');
  return [
    ...inputs.map(({ meta }) => ({ modelId: meta.source_id ?? '', role: 'input' as const, step: 0 })),
    ...metasIn(join(folder, 'outputs'))
      .filter(({ meta }) => meta.destination_type === 'MODEL_OUTPUT')
      .map(({ meta }) => ({
        modelId: meta.destination_id ?? '',
        role: 'output' as const,
        step: wholeOf(meta.step, 0),
      })),
  ];
}

function metasIn(folder: string) {
  return foldersIn(folder).flatMap((name) => {
    const text = textOf(join(folder, name, 'meta.yaml'));
    return text === null ? [] : [{ meta: parseMeta(text), text }];
  });
}
