import type { Ledger } from '@verdict/ledger';
import type { ServerConfig } from '../../config.ts';
import type { EngineQueue } from '../../engine-queue.ts';
import type { PredictionLog } from '../../prediction-log/create-prediction-log.ts';
import type { Serving } from '../../serving/create-serving.ts';
import type { App } from '../route-input.ts';

/** What the routes of the record are made of. */
export interface RecordInput {
  readonly app: App;
  readonly config: ServerConfig;
  readonly ledger: Ledger;
  readonly tempFolder: string;
  readonly engine: EngineQueue;
  /** Puts on the shelf what the record now says is in service. */
  readonly refreshServing: () => Promise<void>;
  /** A job was enqueued: a worker in this process need not wait to see it. */
  readonly wakeWorker: () => void;
  /** Null where nothing is logged. What was just said may not be on record before it is flushed. */
  readonly predictionLog: Pick<PredictionLog, 'flush' | 'dropped'> | null;
  /** Versions that the record wants in service and that this process does not serve. */
  readonly refusedModels: Serving['refused'];
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}
