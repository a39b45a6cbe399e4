import { hostname } from 'node:os';
import { createClient } from '@verdict/api';
import { type JobWorker, runWorker } from '@verdict/ledger';
import type { Auth } from '../auth/index.ts';
import { inProcessFetch } from '../in-process-fetch.ts';
import { logJobs } from '../log/index.ts';
import type { Workspace } from '../open-workspace.ts';
import type { App } from '../routes/route-input.ts';
import { trainJob } from './train-job.ts';

export interface WorkerInput {
  readonly app: App;
  readonly auth: Auth | null;
  readonly workspace: Pick<Workspace, 'ledger' | 'tempFolder'>;
}

/** Does the jobs of this record, one at a time: a training takes every core that it is given. */
export function startWorker({ app, auth, workspace }: WorkerInput): JobWorker {
  const { ledger, tempFolder } = workspace;
  const fetch = inProcessFetch(app);
  /** A client that acts for who asked for the job, so that the record says so. */
  const clientFor = (actor: string, signal: AbortSignal) =>
    createClient({
      url: 'http://localhost',
      signal,
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...(init.headers as object), ...auth?.inProcess(actor) } }),
    });
  return runWorker(ledger, {
    worker: `${hostname()}-${process.pid}`,
    handlers: { train: trainJob({ clientFor, tempFolder }) },
    onOutcome: logJobs(app.log),
    onTrouble: (error) => app.log.warn({ err: error }, 'worker_trouble'),
  });
}
