import { type AboutClient, aboutClient } from './about.ts';
import { type AccountsClient, accountsClient, type KeysClient, keysClient } from './accounts.ts';
import { type BatchesClient, batchesClient } from './batches.ts';
import { type ConsoleClient, consoleClient } from './console.ts';
import { type DatasetsClient, datasetsClient } from './datasets.ts';
import { type EventsClient, eventsClient } from './events.ts';
import { type ExperimentsClient, experimentsClient } from './experiments.ts';
import { type ImportClient, importClient } from './import.ts';
import { type JobsClient, jobsClient } from './jobs.ts';
import { type KeepingClient, keepingClient } from './keeping.ts';
import { type LabelsClient, labelsClient } from './labels.ts';
import { type ModelsClient, modelsClient } from './models.ts';
import type { ClientOptions } from './options.ts';
import { type PredictClient, predictClient } from './predict.ts';
import { type PredictionsClient, predictionsClient } from './predictions.ts';
import { type RunsClient, runsClient } from './runs.ts';
import { type ServingClient, servingClient } from './serving.ts';
import { type SessionClient, sessionClient } from './session.ts';
import { createTransport } from './transport.ts';

/** Everything that the API can be asked; the last argument of every call is `{signal?, timeoutMs?}`. */
export interface Client extends PredictClient, KeepingClient {
  readonly about: AboutClient;
  readonly accounts: AccountsClient;
  readonly batches: BatchesClient;
  readonly console: ConsoleClient;
  readonly datasets: DatasetsClient;
  readonly events: EventsClient;
  readonly experiments: ExperimentsClient;
  readonly import: ImportClient;
  readonly jobs: JobsClient;
  readonly keys: KeysClient;
  readonly labels: LabelsClient;
  readonly models: ModelsClient;
  readonly predictions: PredictionsClient;
  readonly runs: RunsClient;
  readonly serving: ServingClient;
  readonly session: SessionClient;
}

export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  return {
    ...predictClient(transport),
    ...keepingClient(transport),
    about: aboutClient(transport),
    accounts: accountsClient(transport),
    batches: batchesClient(transport),
    console: consoleClient(transport),
    datasets: datasetsClient(transport),
    events: eventsClient(transport),
    experiments: experimentsClient(transport),
    import: importClient(transport),
    jobs: jobsClient(transport),
    keys: keysClient(transport),
    labels: labelsClient(transport),
    models: modelsClient(transport),
    predictions: predictionsClient(transport),
    runs: runsClient(transport),
    serving: servingClient(transport),
    session: sessionClient(transport),
  };
}
