import { BenchRefusal } from '../learn/refusal.ts';
import type { RecordedRequest } from './recorder.ts';

export const callNames = [
  'create-run',
  'log-batch',
  'search',
  'search-ordered',
  'search-all',
  'get-run',
] as const;
export type CallName = (typeof callNames)[number];

const paths: Readonly<Record<CallName, string>> = {
  'create-run': '/api/2.0/mlflow/runs/create',
  'log-batch': '/api/2.0/mlflow/runs/log-batch',
  search: '/api/2.0/mlflow/runs/search',
  'search-ordered': '/api/2.0/mlflow/runs/search',
  'search-all': '/api/2.0/mlflow/runs/search',
  'get-run': '/api/2.0/mlflow/runs/get',
};

export type Calls = Readonly<Record<CallName, RecordedRequest>>;

/** The client's requests by what they ask; searches in the order in which the script makes them. */
export function callsOf(recorded: readonly RecordedRequest[]): Calls {
  const left = [...recorded];
  const found = callNames.map((name) => {
    const at = left.findIndex(({ path }) => path.split('?')[0] === paths[name]);
    if (at < 0) throw new BenchRefusal(`MLflow's client sent no ${name}; look at bench/mlflow/record.py.`);
    return [name, left.splice(at, 1)[0]] as const;
  });
  return Object.fromEntries(found) as Record<CallName, RecordedRequest>;
}

interface LoggedBatch {
  readonly run_id: string;
  readonly metrics: readonly { readonly key: string; readonly timestamp: number; readonly step: number }[];
}

/** The recorded batch, of another run and at another step. */
export function batchOf(recorded: RecordedRequest, runId: string, step: number): RecordedRequest {
  const batch = JSON.parse(recorded.body) as LoggedBatch;
  const metrics = batch.metrics.map((metric) => ({ ...metric, timestamp: metric.timestamp + step, step }));
  return { ...recorded, body: JSON.stringify({ ...batch, run_id: runId, metrics }) };
}

/** The run to be searched with this number: its score is its place among all, so that one in a hundred is above 0.99. */
export function seededRun(recorded: RecordedRequest, at: number): RecordedRequest {
  const run = JSON.parse(recorded.body) as object;
  return {
    ...recorded,
    body: JSON.stringify({ ...run, run_name: `seeded-${at}`, start_time: 1.7e12 + at * 1000 }),
  };
}

export function seededBatch(
  recorded: RecordedRequest,
  runId: string,
  at: number,
  of: number,
): RecordedRequest {
  const timestamp = 1.7e12 + at * 1000;
  // Spread over the time in which they were made.
  const score = ((at * 7919) % of) / of;
  const metrics = ['loss', 'f1', 'precision', 'recall'].map((key, index) => ({
    key,
    value: ((at * (index + 3)) % 1000) / 1000,
    timestamp,
    step: 0,
  }));
  return {
    ...recorded,
    body: JSON.stringify({
      run_id: runId,
      metrics: [{ key: 'score', value: score, timestamp, step: 0 }, ...metrics],
      params: ['recipe', 'seed', 'c', 'ngrams', 'min_df'].map((key) => ({ key, value: `${key}-${at % 50}` })),
      tags: [{ key: 'team', value: `team-${at % 7}` }],
    }),
  };
}
