import type { ImportedInput, ImportedMetric } from '@verdict/api';
import { numberIn, type Row, type StoreDatabase, textIn, textOrNull } from './database.ts';
import { inputOf, runNameOf } from './input-of.ts';
import { wireValue } from './metric-lines.ts';
import { runStatusOf } from './statuses.ts';
import type { ModelLink, StoredRun } from './stored.ts';

/** Asked for together: enough that a query costs little a run, few enough to be held at once. */
const runsAtOnce = 200;
/** So are runs with fewer points than these; one that has more comes by itself. */
const pointsAtOnce = 100_000;

export interface OfExperiment {
  readonly key: string;
  readonly deletedMs: number | null;
}

export async function* sqlRuns(db: StoreDatabase, experiment: OfExperiment): AsyncGenerator<StoredRun> {
  const columns = await db.columns('runs');
  const asked = [
    'run_uuid',
    'name',
    'user_id',
    'status',
    'start_time',
    'end_time',
    'lifecycle_stage',
    'artifact_uri',
    'deleted_time',
  ].filter((column) => columns.has(column));
  const rows = await db.rows(
    `select ${asked.join(', ')} from runs where experiment_id in (:ids) order by start_time, run_uuid`,
    [experiment.key],
  );
  for (let at = 0; at < rows.length; at += runsAtOnce) {
    for (const some of await withinPoints(db, rows.slice(at, at + runsAtOnce))) {
      yield* await readRuns(db, some, experiment);
    }
  }
}

/** The page in pieces, so that no piece has many more points than are held at once. */
async function withinPoints(db: StoreDatabase, rows: readonly Row[]): Promise<Row[][]> {
  const counts = new Map(
    (
      await db.rows(
        'select run_uuid, count(*) as n from metrics where run_uuid in (:ids) group by run_uuid',
        idsOf(rows),
      )
    ).map((row) => [textIn(row, 'run_uuid'), numberIn(row, 'n')]),
  );
  const pieces: Row[][] = [];
  let points = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const own = counts.get(textIn(row, 'run_uuid')) ?? 0;
    if (points + own > pointsAtOnce) {
      pieces.push([]);
      points = 0;
    }
    points += own;
    pieces.at(-1)?.push(row);
  }
  return pieces;
}

async function readRuns(
  db: StoreDatabase,
  rows: readonly Row[],
  experiment: OfExperiment,
): Promise<StoredRun[]> {
  const ids = idsOf(rows);
  const ofRuns = async (text: string) =>
    Map.groupBy(await db.rows(text, ids), (row) => textIn(row, 'run_uuid'));
  const params = await ofRuns('select run_uuid, key, value from params where run_uuid in (:ids)');
  const tags = await ofRuns('select run_uuid, key, value from tags where run_uuid in (:ids)');
  const metrics = await ofRuns(
    `select run_uuid, key, value, is_nan, timestamp, step from metrics where run_uuid in (:ids)
     order by run_uuid, key, timestamp, step`,
  );
  const inputs = await readInputs(db, ids);
  const links = await readLinks(db, ids);
  return rows.map((row) => {
    const id = textIn(row, 'run_uuid');
    const tagsOf = entriesOf(tags.get(id));
    const startMs = numberIn(row, 'start_time');
    const endMs = textOrNull(row, 'end_time') === null ? null : numberIn(row, 'end_time');
    const gone =
      textIn(row, 'lifecycle_stage') === 'deleted' ? numberIn(row, 'deleted_time', endMs ?? startMs) : null;
    return {
      id,
      name: runNameOf(textOrNull(row, 'name'), tagsOf['mlflow.runName'], id),
      user: textIn(row, 'user_id'),
      status: runStatusOf(textIn(row, 'status')),
      start_ms: startMs,
      end_ms: endMs,
      deleted_ms: experiment.deletedMs ?? gone,
      params: entriesOf(params.get(id)),
      tags: tagsOf,
      metrics: metricsOf(metrics.get(id) ?? []),
      inputs: inputs.get(id) ?? [],
      links: links.get(id) ?? [],
      artifactUri: textIn(row, 'artifact_uri'),
      ownFolder: null,
    };
  });
}

/** NaN is a flag beside a zero. */
function metricsOf(rows: readonly Row[]): ImportedMetric[] {
  return [...Map.groupBy(rows, (row) => textIn(row, 'key'))].map(([key, of]) => ({
    key,
    points: of.map((row) => [
      numberIn(row, 'timestamp'),
      numberIn(row, 'step'),
      row.is_nan === true || Number(row.is_nan) === 1 ? 'NaN' : wireValue(numberIn(row, 'value')),
    ]),
  }));
}

async function readInputs(db: StoreDatabase, ids: readonly string[]): Promise<Map<string, ImportedInput[]>> {
  const found = new Map<string, ImportedInput[]>();
  if ((await db.columns('inputs')).size === 0) return found;
  const rows = await db.rows(
    `select inputs.destination_id as run_uuid, inputs.input_uuid, datasets.name, datasets.digest,
       datasets.dataset_source_type, datasets.dataset_source, datasets.dataset_schema, datasets.dataset_profile
     from inputs join datasets on datasets.dataset_uuid = inputs.source_id
     where inputs.source_type = 'DATASET' and inputs.destination_type = 'RUN' and inputs.destination_id in (:ids)
     order by inputs.input_uuid`,
    ids,
  );
  if (rows.length === 0) return found;
  const tags = Map.groupBy(
    await db.rows(
      'select input_uuid, name as key, value from input_tags where input_uuid in (:ids)',
      rows.map((row) => textIn(row, 'input_uuid')),
    ),
    (row) => textIn(row, 'input_uuid'),
  );
  for (const row of rows) {
    const dataset = {
      name: textIn(row, 'name'),
      digest: textIn(row, 'digest'),
      source_type: textIn(row, 'dataset_source_type'),
      source: textIn(row, 'dataset_source'),
      schema: textOrNull(row, 'dataset_schema'),
      profile: textOrNull(row, 'dataset_profile'),
    };
    const input = inputOf(dataset, entriesOf(tags.get(textIn(row, 'input_uuid'))));
    found.set(textIn(row, 'run_uuid'), [...(found.get(textIn(row, 'run_uuid')) ?? []), input]);
  }
  return found;
}

async function readLinks(db: StoreDatabase, ids: readonly string[]): Promise<Map<string, ModelLink[]>> {
  const found = new Map<string, ModelLink[]>();
  const columns = await db.columns('inputs');
  if (columns.size === 0) return found;
  const step = columns.has('step') ? 'step' : '0 as step';
  const rows = await db.rows(
    `select source_id as run_uuid, source_type, destination_id, ${step} from inputs
     where source_type in ('RUN_INPUT', 'RUN_OUTPUT') and source_id in (:ids) order by input_uuid`,
    ids,
  );
  for (const row of rows) {
    const link: ModelLink = {
      modelId: textIn(row, 'destination_id'),
      role: textIn(row, 'source_type') === 'RUN_INPUT' ? 'input' : 'output',
      step: numberIn(row, 'step'),
    };
    found.set(textIn(row, 'run_uuid'), [...(found.get(textIn(row, 'run_uuid')) ?? []), link]);
  }
  return found;
}

export function entriesOf(rows: readonly Row[] = []): Record<string, string> {
  return Object.fromEntries(rows.map((row) => [textIn(row, 'key'), textIn(row, 'value')]));
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.map((row) => textIn(row, 'run_uuid'));
}
