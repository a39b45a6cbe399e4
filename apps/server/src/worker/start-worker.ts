import { hostname } from 'node:os';
import { createClient } from '@verdict/api';
import { batchKind, type JobHandler, type JobOutcome, runWorker, webhookKind } from '@verdict/ledger';
import type { Auth } from '../auth/index.ts';
import type { ServerConfig } from '../config.ts';
import { inProcessFetch } from '../in-process-fetch.ts';
import { logJobs } from '../log/index.ts';
import type { Workspace } from '../open-workspace.ts';
import { retrainKind } from '../plan-retrain.ts';
import { removeStaleTemp } from '../remove-stale-temp.ts';
import type { App } from '../routes/route-input.ts';
import { batchJob } from './batch-job.ts';
import { keepBatches } from './keep-batches.ts';
import { retrainJob } from './retrain-job.ts';
import { trainJob } from './train-job.ts';
import { webhookJob } from './webhook-job.ts';

export interface WorkerInput {
  readonly app: App;
  readonly auth: Auth | null;
  readonly config: Pick<ServerConfig, 'maxTextLength' | 'privateWebhooks' | 'batchDays'>;
  readonly workspace: Pick<Workspace, 'ledger' | 'tempFolder'>;
}

export interface Worker {
  /** Looks for work at once: call it after a job was enqueued in this process. */
  readonly wake: () => void;
  /** Takes no more jobs, and resolves when it holds none. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** Who answers a webhook slowly keeps one of these, and not the others waiting. */
const webhooksAtOnce = 4;
/** Nobody sits and waits for a webhook's second attempt; the first is woken. */
const webhookPollMs = 5000;

/**
 * Does the jobs of this record in three lanes, so that none waits for the length of another's: trainings one at a time,
 * since one takes every core that it is given; batches one at a time, on one thread; webhooks, which only wait.
 */
export function startWorker({ app, auth, config, workspace }: WorkerInput): Worker {
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
  const onTrouble = (error: unknown): void =>
    app.log.warn({ err: error, event_type: 'LIFECYCLE' }, 'worker_trouble');
  const logOutcome = logJobs(app.log);
  removeStaleTemp(tempFolder, Date.now()).catch(onTrouble);
  const lane = (
    handlers: Readonly<Record<string, JobHandler>>,
    {
      onOutcome = logOutcome,
      ...options
    }: {
      readonly concurrency?: number;
      readonly pollMs?: number;
      readonly onOutcome?: (outcome: JobOutcome) => void;
    } = {},
  ) =>
    runWorker(ledger, { worker: `${hostname()}-${process.pid}`, handlers, onOutcome, onTrouble, ...options });

  const webhooks = lane(
    { [webhookKind]: webhookJob({ ledger, reach: config.privateWebhooks === 'allow' ? 'any' : 'public' }) },
    { concurrency: webhooksAtOnce, pollMs: webhookPollMs },
  );
  const keeper = keepBatches({ ledger, keepDays: config.batchDays, onNotified: webhooks.wake, onTrouble });
  const batches = lane(
    { [batchKind]: batchJob({ ledger, tempFolder, maxTextLength: config.maxTextLength }) },
    {
      onOutcome: (outcome) => {
        logOutcome(outcome);
        keeper.look();
      },
    },
  );
  const trainings = lane({
    train: trainJob({ clientFor, tempFolder }),
    [retrainKind]: retrainJob({ ledger, clientFor, tempFolder }),
  });
  const lanes = [trainings, batches, webhooks];
  return {
    wake: () => {
      for (const { wake } of lanes) wake();
      keeper.look();
    },
    stop: async () => {
      await Promise.all([...lanes, keeper].map(({ stop }) => stop()));
    },
  };
}
