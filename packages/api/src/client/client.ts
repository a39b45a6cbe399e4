import { type AboutClient, aboutClient } from './about.ts';
import { type AccountsClient, accountsClient, type KeysClient, keysClient } from './accounts.ts';
import { type BatchesClient, batchesClient } from './batches.ts';
import { type DatasetsClient, datasetsClient } from './datasets.ts';
import { type EventsClient, eventsClient } from './events.ts';
import { type ExperimentsClient, experimentsClient } from './experiments.ts';
import { type JobsClient, jobsClient } from './jobs.ts';
import { type KeepingClient, keepingClient } from './keeping.ts';
import { type ModelsClient, modelsClient } from './models.ts';
import type { ClientOptions } from './options.ts';
import { type PredictClient, predictClient } from './predict.ts';
import { type PredictionsClient, predictionsClient } from './predictions.ts';
import { type RunsClient, runsClient } from './runs.ts';
import { type ServingClient, servingClient } from './serving.ts';
import { createTransport } from './transport.ts';

/** Everything that the API can be asked; the last argument of every call is `{signal?, timeoutMs?}`. */
export interface Client extends PredictClient, KeepingClient {
  readonly about: AboutClient;
  readonly accounts: AccountsClient;
  readonly batches: BatchesClient;
  readonly datasets: DatasetsClient;
  readonly events: EventsClient;
  readonly experiments: ExperimentsClient;
  readonly jobs: JobsClient;
  readonly keys: KeysClient;
  readonly models: ModelsClient;
  readonly predictions: PredictionsClient;
  readonly runs: RunsClient;
  readonly serving: ServingClient;
}

export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  return {
    ...predictClient(transport),
    ...keepingClient(transport),
    about: aboutClient(transport),
    accounts: accountsClient(transport),
    batches: batchesClient(transport),
    datasets: datasetsClient(transport),
    events: eventsClient(transport),
    experiments: experimentsClient(transport),
    jobs: jobsClient(transport),
    keys: keysClient(transport),
    models: modelsClient(transport),
    predictions: predictionsClient(transport),
    runs: runsClient(transport),
    serving: servingClient(transport),
  };
}
