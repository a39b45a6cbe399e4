import { createCluster } from '../../packages/db/src/testing/postgres-cluster.ts';
import { against, python } from '../against.ts';

/**
 * A thousand runs as folders, or as many as COMPAT_IMPORT_RUNS says, and a few in each kind of database; each store into a
 * server that has nothing yet.
 */
export async function tellImports(): Promise<boolean> {
  const cluster = await createCluster();
  const { COMPAT_IMPORT_RUNS: runs = '1000' } = process.env;
  const stores = [
    [runs, 'file'],
    ['50', 'sqlite'],
    // The driver that is among the pinned packages.
    ['50', cluster.url.replace(/^postgres:/, 'postgresql+psycopg2:')],
  ];
  try {
    for (const store of stores) if (!(await tell(store))) return false;
    return true;
  } finally {
    cluster.remove();
  }
}

function tell(store: readonly string[]): Promise<boolean> {
  return against({}, ({ url }) =>
    python('mlflow-tracking/requirements.txt', ['python', 'compat/mlflow-import/story.py', ...store], {
      VERDICT_URL: url,
    }),
  );
}
